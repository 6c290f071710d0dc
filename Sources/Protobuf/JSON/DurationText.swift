/// Durations as JSON's mapping writes them: seconds with a fraction and an `s`.
package enum DurationText {
  /// 10,000 years, as `duration.proto` says.
  private static let secondsMax: Int64 = 315_576_000_000

  /// With no, three, six or nine digits of a fraction; nil out of range or when the signs differ.
  package static func format(seconds: Int64, nanos: Int32) -> String? {
    guard (-secondsMax...secondsMax).contains(seconds),
      (-999_999_999...999_999_999).contains(nanos), seconds.signum() * Int64(nanos.signum()) >= 0
    else { return nil }
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    return "\(sign)\(seconds.magnitude)\(FractionText.format(Int32(nanos.magnitude)))s"
  }

  /// Nil when it is malformed or out of range.
  package static func parse(_ text: String) -> (seconds: Int64, nanos: Int32)? {
    let bytes = Array(text.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = bytes.dropFirst(isNegative ? 1 : 0).prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, let seconds = Int64(String(decoding: digits, as: UTF8.self)),
      seconds <= secondsMax, let (nanos, end) = FractionText.parse(bytes, from: digits.endIndex),
      bytes[end...].elementsEqual("s".utf8)
    else { return nil }
    return isNegative ? (-seconds, -nanos) : (seconds, nanos)
  }
}
