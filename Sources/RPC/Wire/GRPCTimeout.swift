/// The `grpc-timeout` header: up to eight digits and a unit.
package enum GRPCTimeout {
  private static let nanosecondsPerUnit: [(unit: UInt8, nanoseconds: Int64)] = [
    (UInt8(ascii: "n"), 1), (UInt8(ascii: "u"), 1_000), (UInt8(ascii: "m"), 1_000_000),
    (UInt8(ascii: "S"), 1_000_000_000), (UInt8(ascii: "M"), 60_000_000_000),
    (UInt8(ascii: "H"), 3_600_000_000_000),
  ]
  private static let valueMax: Int64 = 99_999_999

  /// Nil when malformed. More than a century counts as a century.
  package static func parse(_ bytes: UnsafeRawBufferPointer) -> Duration? {
    guard (2...9).contains(bytes.count), let last = bytes.last,
      let scale = nanosecondsPerUnit.first(where: { $0.unit == last })?.nanoseconds
    else { return nil }
    var value: Int64 = 0
    for byte in bytes.dropLast() {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    let centuryNanoseconds: Int64 = 100 * 365 * 24 * 3_600_000_000_000
    let (product, overflow) = value.multipliedReportingOverflow(by: scale)
    return .nanoseconds(overflow ? centuryNanoseconds : min(product, centuryNanoseconds))
  }

  /// The smallest unit that holds the value, rounded up; what has run out is one nanosecond.
  package static func format(_ timeout: Duration) -> String {
    let (seconds, attoseconds) = timeout.components
    guard seconds >= 0, attoseconds >= 0, timeout > .zero else { return "1n" }
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let nanoseconds =
      overflow
      ? Int64.max
      : whole.addingReportingOverflow((attoseconds + 999_999_999) / 1_000_000_000).partialValue
    for (unit, scale) in nanosecondsPerUnit {
      let value = nanoseconds / scale + (nanoseconds % scale == 0 ? 0 : 1)
      if value <= valueMax { return "\(value)\(Character(UnicodeScalar(unit)))" }
    }
    return "\(valueMax)H"
  }
}
