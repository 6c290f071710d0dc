/// A number as JSON writes it, exactly: digits before and behind the point.
struct Decimal: Hashable, Sendable {
  /// Never of zero.
  var isNegative = false
  /// At least one, the first of several not 0.
  var whole: [UInt8]
  /// Without zeros at the end.
  var fraction: [UInt8]

  static let zero = Decimal(whole: [0], fraction: [])

  private init(whole: [UInt8], fraction: [UInt8]) {
    self.whole = whole
    self.fraction = fraction
  }

  /// Powers of ten beyond this are refused, so that the digits of a short text are few.
  private static let exponentMax = 400

  /// The number that `text`, which is one in JSON, stands for.
  init?(_ text: String) {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    let exponentStart = rest.firstIndex { $0 == "e" || $0 == "E" }
    var exponent = 0
    if let exponentStart {
      guard let value = Int(rest[rest.index(after: exponentStart)...]),
        (-Self.exponentMax...Self.exponentMax).contains(value)
      else { return nil }
      exponent = value
      rest = rest[..<exponentStart]
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    var whole = parts[0].utf8.map { $0 - 0x30 }
    var fraction = parts.count > 1 ? parts[1].utf8.map { $0 - 0x30 } : []
    while exponent > 0 {
      whole.append(fraction.isEmpty ? 0 : fraction.removeFirst())
      exponent -= 1
    }
    while exponent < 0 {
      fraction.insert(whole.popLast() ?? 0, at: 0)
      exponent += 1
    }
    self.init(whole: whole, fraction: fraction)
    trim()
    self.isNegative = isNegative && !isZero
  }

  private mutating func trim() {
    let zeros = whole.prefix { $0 == 0 }.count
    whole.removeFirst(zeros)
    if whole.isEmpty { whole = [0] }
    while fraction.last == 0 { fraction.removeLast() }
  }

  var isZero: Bool { whole == [0] && fraction.isEmpty }
  var isInteger: Bool { fraction.isEmpty }

  /// Digits, zeros in front left out.
  var significantCount: Int { (whole == [0] ? 0 : whole.count) + fraction.count }

  var negated: Decimal {
    var result = self
    result.isNegative = !isNegative && !isZero
    return result
  }

  /// Without sign.
  var magnitude: Decimal { Decimal(whole: whole, fraction: fraction) }

  /// The whole part alone, towards zero.
  var truncated: Decimal {
    var result = Decimal(whole: whole, fraction: [])
    result.isNegative = isNegative && !result.isZero
    return result
  }

  /// A magnitude and 1.
  var successor: Decimal {
    var digits = whole
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
    return Decimal(whole: digits, fraction: [])
  }

  /// A magnitude less 1; nil of zero.
  var predecessor: Decimal? {
    guard whole != [0] else { return nil }
    var digits = whole
    var index = digits.count - 1
    while digits[index] == 0 {
      digits[index] = 9
      index -= 1
    }
    digits[index] -= 1
    var result = Decimal(whole: digits, fraction: [])
    result.trim()
    return result
  }

  static func < (left: Decimal, right: Decimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative
      ? magnitudeIsLess(right, left) : magnitudeIsLess(left, right)
  }

  private static func magnitudeIsLess(_ left: Decimal, _ right: Decimal) -> Bool {
    if left.whole.count != right.whole.count { return left.whole.count < right.whole.count }
    if left.whole != right.whole { return left.whole.lexicographicallyPrecedes(right.whole) }
    return left.fraction.lexicographicallyPrecedes(right.fraction)
  }
}

/// An end of a range of numbers.
struct NumberBound: Hashable, Sendable {
  var value: Decimal
  var isExclusive: Bool
}
