/// The formats that strings may have, as patterns that allow real dates and times only.
enum StringFormat {
  static let names = ["date", "date-time", "time", "uuid"]

  private static let patterns: [String: Pattern] = {
    // Of the years from 0001 on, those that are divisible by 4 but not by 100, or by 400.
    let year = "(000[1-9]|00[1-9]\\d|0[1-9]\\d\\d|[1-9]\\d{3})"
    let leapYear =
      "(\\d\\d(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
    let day28 = "(0[1-9]|1\\d|2[0-8])"
    let days =
      "((0[1-9]|1[0-2])-\(day28)|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    let date = "(\(year)-\(days)|\(leapYear)-02-29)"
    // RFC 3339; leap seconds are left out, few readers take them.
    let clock = "([01]\\d|2[0-3]):[0-5]\\d"
    let time = "\(clock):[0-5]\\d(\\.\\d{1,6})?(Z|[+-]\(clock))"
    let uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    let texts = ["date": date, "date-time": "\(date)T\(time)", "time": time, "uuid": uuid]
    // They are constants, and tests read each.
    return texts.mapValues { try! PatternParser.parse($0) }
  }()

  static func pattern(named name: String) -> Pattern? { patterns[name] }
}
