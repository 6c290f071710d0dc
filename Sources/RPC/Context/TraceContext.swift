/// Where a call stands in its trace (W3C Trace Context, level 1).
public struct TraceContext: Sendable, Hashable {
  private var traceHigh: UInt64
  private var traceLow: UInt64
  private var span: UInt64
  /// The trace flags; bit 0 says that the trace is recorded.
  public var flags: UInt8

  init(traceHigh: UInt64, traceLow: UInt64, span: UInt64, flags: UInt8) {
    self.traceHigh = traceHigh
    self.traceLow = traceLow
    self.span = span
    self.flags = flags
  }

  /// The trace: 32 lower-case hexadecimal digits.
  public var traceID: String { Self.hex(traceHigh) + Self.hex(traceLow) }

  /// The same number wherever the trace comes by, for choosing some traces.
  package var sampleKey: UInt64 { traceLow }

  /// The span: 16 lower-case hexadecimal digits.
  public var spanID: String { Self.hex(span) }

  /// Reads a `traceparent` header; nil when it is malformed or all zero, which the specification
  /// says to treat as absent.
  public init?(traceparent: String) {
    var text = traceparent
    guard let parsed = text.withUTF8({ Self.parse(UnsafeRawBufferPointer($0)) }) else { return nil }
    self = parsed
  }

  init?(bytes: UnsafeRawBufferPointer) {
    guard let parsed = Self.parse(bytes) else { return nil }
    self = parsed
  }

  /// The `traceparent` header, version 00.
  public var traceparent: String {
    let digits = Self.hexDigits
    let flagText = String(
      decoding: [digits[Int(flags >> 4)], digits[Int(flags & 15)]], as: UTF8.self)
    return "00-\(traceID)-\(spanID)-\(flagText)"
  }

  /// A new span of the same trace.
  public func child() -> TraceContext {
    var generator = SystemRandomNumberGenerator()
    return child(using: &generator)
  }

  func child(using generator: inout some RandomNumberGenerator) -> TraceContext {
    var child = self
    child.span = Self.nonZero(&generator)
    return child
  }

  /// A new trace, marked as recorded.
  public static func random() -> TraceContext {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }

  static func random(using generator: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(
      traceHigh: nonZero(&generator), traceLow: nonZero(&generator), span: nonZero(&generator),
      flags: 1)
  }

  private static func nonZero(_ generator: inout some RandomNumberGenerator) -> UInt64 {
    max(1, generator.next())
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  private static func hex(_ value: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { buffer in
      for index in 0..<16 {
        buffer[index] = hexDigits[Int(value >> UInt64(60 - 4 * index) & 15)]
      }
      return 16
    }
  }

  /// `version "-" trace-id "-" parent-id "-" flags`; a later version may append more after a dash.
  private static func parse(_ bytes: UnsafeRawBufferPointer) -> TraceContext? {
    let dash = UInt8(ascii: "-")
    guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
      let version = number(bytes, 0, 2), version != 0xFF,
      version == 0 ? bytes.count == 55 : (bytes.count == 55 || bytes[55] == dash),
      let high = number(bytes, 3, 16), let low = number(bytes, 19, 16), high | low != 0,
      let span = number(bytes, 36, 16), span != 0, let flags = number(bytes, 53, 2)
    else { return nil }
    return TraceContext(traceHigh: high, traceLow: low, span: span, flags: UInt8(flags))
  }

  private static func number(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ digitCount: Int
  ) -> UInt64? {
    var value: UInt64 = 0
    for index in offset..<offset + digitCount {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - 0x57)
      default: return nil
      }
    }
    return value
  }
}
