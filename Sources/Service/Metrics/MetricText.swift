/// The details of Prometheus' text format, version 0.0.4.
enum MetricText {
  static func isName(_ name: String, allowsColon: Bool) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
      case UInt8(ascii: ":"): allowsColon
      default: false
      }
    }
  }

  static func helpEscaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  /// `{method="Ask",code="OK"}`, or nothing without labels.
  static func labels(_ names: [String], _ values: [String], bound: String? = nil) -> String {
    var parts = zip(names, values).map { "\($0)=\"\(escaped($1))\"" }
    if let bound { parts.append("le=\"\(bound)\"") }
    return parts.isEmpty ? "" : "{" + parts.joined(separator: ",") + "}"
  }

  private static func escaped(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C || $0 == 0x0A }) else {
      return value
    }
    return value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
  }

  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }
}
