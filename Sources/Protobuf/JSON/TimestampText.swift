/// Points in time as RFC 3339 writes them, for the years 1 to 9999 that JSON's mapping allows.
package enum TimestampText {
  private static let secondsMin: Int64 = -62_135_596_800
  private static let secondsMax: Int64 = 253_402_300_799

  /// In UTC, with no, three, six or nine digits of a second's fraction; nil out of range.
  package static func format(seconds: Int64, nanos: Int32) -> String? {
    guard (secondsMin...secondsMax).contains(seconds), (0..<1_000_000_000).contains(nanos) else {
      return nil
    }
    let second = (Int(seconds) % 86_400 + 86_400) % 86_400
    let days = (Int(seconds) - second) / 86_400
    let (year, month, day) = GregorianCalendar.date(daysSince1970: days)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let time =
      "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    return "\(date)T\(time)\(FractionText.format(nanos))Z"
  }

  /// With `Z` or an offset; nil when it is malformed or out of range.
  package static func parse(_ text: String) -> (seconds: Int64, nanos: Int32)? {
    let pattern = Array("0000-00-00T00:00:00".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count > pattern.count else { return nil }
    for (byte, wanted) in zip(bytes, pattern) {
      let fits = wanted == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == wanted
      guard fits else { return nil }
    }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = GregorianCalendar.daysSince1970(year, month, day)
    // The 31st of a short month would be a day of the next one.
    guard GregorianCalendar.date(daysSince1970: days) == (year, month, day) else { return nil }
    guard
      let (nanos, end) = FractionText.parse(bytes, from: pattern.count),
      let offset = offset(bytes[end...])
    else { return nil }
    let seconds = Int64(days * 86_400 + hour * 3600 + minute * 60 + second - offset)
    guard (secondsMin...secondsMax).contains(seconds) else { return nil }
    return (seconds, nanos)
  }

  /// Seconds east of Greenwich.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.elementsEqual("Z".utf8) { return 0 }
    let digits = bytes.dropFirst()
    guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      digits.count == 5, digits[digits.startIndex + 2] == UInt8(ascii: ":")
    else { return nil }
    let values = digits.enumerated().filter { $0.offset != 2 }.map { Int($0.element) - 0x30 }
    guard values.allSatisfy((0...9).contains) else { return nil }
    let (hours, minutes) = (values[0] * 10 + values[1], values[2] * 10 + values[3])
    guard hours < 24, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func padded(_ value: Int, _ digitCount: Int) -> String {
    let text = "\(value)"
    return String(repeating: "0", count: max(0, digitCount - text.count)) + text
  }
}

/// The fraction of a second, in nanoseconds.
enum FractionText {
  /// With its point; empty for zero.
  static func format(_ nanos: Int32) -> String {
    if nanos == 0 { return "" }
    let digits = String("\(1_000_000_000 + Int(nanos))".dropFirst())
    let count = nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9
    return "." + digits.prefix(count)
  }

  /// Up to nine digits after a point, if there is one, and where they end.
  static func parse(_ bytes: [UInt8], from start: Int) -> (nanos: Int32, end: Int)? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: ".") else { return (0, start) }
    let digits = bytes[(start + 1)...].prefix { (0x30...0x39).contains($0) }
    guard (1...9).contains(digits.count) else { return nil }
    var nanos = digits.reduce(Int32(0)) { $0 * 10 + Int32($1 - 0x30) }
    for _ in digits.count..<9 { nanos *= 10 }
    return (nanos, digits.endIndex)
  }
}
