/// One field of a cron expression: the values at which it matches.
struct CronField: Sendable, Hashable {
  /// What a field may hold.
  struct Kind: Sendable {
    var name: String
    var range: ClosedRange<Int>
    /// Words for the values from the range's start.
    var words: [String] = []

    static let minute = Kind(name: "minute", range: 0...59)
    static let hour = Kind(name: "hour", range: 0...23)
    static let dayOfMonth = Kind(name: "day of month", range: 1...31)
    static let month = Kind(
      name: "month", range: 1...12,
      words: [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
      ])
    /// 7 is Sunday as well as 0.
    static let dayOfWeek = Kind(
      name: "day of week", range: 0...7,
      words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
  }

  /// Bit n: the value n matches.
  private(set) var bits: UInt64 = 0
  /// Whether it is anything but `*`.
  let isRestricted: Bool

  init(_ text: Substring, _ kind: Kind) throws(StoreError) {
    isRestricted = text != "*"
    for element in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = element.split(separator: "/", omittingEmptySubsequences: false)
      let range = try Self.range(parts.first ?? "", kind)
      guard parts.count <= 2, parts.count == 1 || range.count > 1 else {
        throw Self.error(
          text, kind, "a step stands behind '*' or a range, as in '*/5' or '10-20/2'")
      }
      var step = 1
      if parts.count == 2 {
        guard let given = Self.number(parts[1]), (1...kind.range.upperBound).contains(given) else {
          throw Self.error(text, kind, "a step is 1 to \(kind.range.upperBound)")
        }
        step = given
      }
      for value in stride(from: range.lowerBound, through: range.upperBound, by: step) {
        bits |= 1 << value
      }
    }
    if kind.range.upperBound == 7, contains(7) { bits |= 1 }
  }

  func contains(_ value: Int) -> Bool { bits & 1 << value != 0 }

  /// The first value that matches and is not below `value`.
  func first(from value: Int) -> Int? {
    guard value < 64 else { return nil }
    let rest = bits >> UInt64(value)
    return rest == 0 ? nil : value + rest.trailingZeroBitCount
  }

  private static func range(
    _ text: Substring, _ kind: Kind
  ) throws(StoreError) -> ClosedRange<Int> {
    // `*` of the days of the week is each day once.
    if text == "*" { return kind.range.lowerBound...min(kind.range.upperBound, kind.last) }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = kind.value(ends[0]),
      let last = kind.value(ends[ends.count - 1])
    else {
      throw error(
        text, kind,
        "write numbers from \(kind.range.lowerBound) to \(kind.range.upperBound)"
          + (kind.words.isEmpty ? "" : " or names such as \(kind.words[1])"))
    }
    guard first <= last else { throw error(text, kind, "a range begins with the smaller value") }
    return first...last
  }

  fileprivate static func number(_ text: Substring) -> Int? {
    let isNumber =
      (1...2).contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumber ? Int(text) : nil
  }

  private static func error(
    _ text: Substring, _ kind: Kind, _ remedy: String
  ) -> StoreError {
    StoreError(.invalid, "'\(text.prefix(64))' is no \(kind.name) of a cron expression: \(remedy)")
  }
}

extension CronField.Kind {
  fileprivate var last: Int { words.count == 7 ? 6 : range.upperBound }

  fileprivate func value(_ text: Substring) -> Int? {
    if let index = words.firstIndex(of: text.lowercased()) { return range.lowerBound + index }
    return CronField.number(text).flatMap { range.contains($0) ? $0 : nil }
  }
}
