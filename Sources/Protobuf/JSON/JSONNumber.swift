/// The numbers of JSON, from their text.
enum JSONNumber {
  /// Where the number that starts at `start` ends (RFC 8259 section 6); nil when there is none.
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    func digits() -> Bool {
      let first = position
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
      return position > first
    }
    func take(_ wanted: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: wanted) else { return false }
      position += 1
      return true
    }
    _ = take("-")
    if !take("0"), !digits() { return nil }
    if take("."), !digits() { return nil }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      if !digits() { return nil }
    }
    return position
  }

  /// Whether a text is a number and nothing else.
  static func isNumber(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return end(in: bytes, from: 0) == bytes.count
  }

  /// The integer that a number is, exactly; nil for a fraction or what does not fit. `1e3` and `5.0`
  /// are integers too.
  static func integer<Value: FixedWidthInteger>(_ text: String) -> Value? {
    guard isNumber(text) else { return nil }
    if let value = Value(text) { return value }
    var (digits, exponent) = decimal(text)
    while exponent < 0, digits.last == "0" {
      digits.removeLast()
      exponent += 1
    }
    digits = String(digits.drop { $0 == "0" })
    if digits.isEmpty { return 0 }
    // No integer of 64 bits has more than 20 digits.
    guard (0...20).contains(exponent), digits.count + exponent <= 20 else { return nil }
    let sign = text.hasPrefix("-") ? "-" : ""
    return Value(sign + digits + String(repeating: "0", count: exponent))
  }

  /// The digits without sign and point, and the power of ten that they are multiplied with.
  private static func decimal(_ text: String) -> (digits: String, exponent: Int) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
    let fraction = mantissa.count == 2 ? mantissa[1] : ""
    // An exponent of more digits than an Int has is as good as the largest.
    let written = parts.count == 2 ? parts[1] : "0"
    let power = Int(written) ?? (written.hasPrefix("-") ? -Int(Int32.max) : Int(Int32.max))
    let bounded = min(max(power, -Int(Int32.max)), Int(Int32.max))
    return (String(mantissa[0] + fraction), bounded - fraction.count)
  }

  /// The nearest `Double` or `Float`; nil beyond its range.
  static func floating<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ text: String
  ) -> Value? {
    guard isNumber(text), let value = Value(text), value.isFinite else { return nil }
    return value
  }
}
