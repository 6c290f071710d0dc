/// Durations as people write them in options.
package enum OptionDuration {
  private static let units: [(suffix: String, milliseconds: Double)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000),
  ]

  /// `500ms`, `1.5s`, `5m`, `2h`, or a bare number of seconds; nil for anything else, negative
  /// numbers included.
  package static func parse(_ text: String) -> Duration? {
    let text = text.last?.isNumber == true ? text + "s" : text
    for (suffix, factor) in units where text.hasSuffix(suffix) {
      let digits = text.dropLast(suffix.count)
      guard digits.first?.isNumber == true, let number = Double(digits), number.isFinite,
        number * factor <= 1e12
      else { continue }
      return .milliseconds(Int64(number * factor))
    }
    return nil
  }

  /// What `parse` reads back, in the largest unit that leaves a whole number: `30s`, `5m`.
  package static func text(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    let unit = units.last { milliseconds.truncatingRemainder(dividingBy: $0.milliseconds) == 0 }
    guard let unit, milliseconds > 0 else { return "0" }
    return "\(Int(milliseconds / unit.milliseconds))\(unit.suffix)"
  }
}
