/// One option of a program: a flag, an environment variable unless it concerns one call alone, and a
/// default, in that order of precedence.
package struct OptionSpec: Sendable {
  /// What a value must look like.
  package enum Kind: Sendable, Hashable {
    /// Present or absent; takes no value on the command line.
    case flag
    case string
    case integer(ClosedRange<Int>)
    /// A number with a unit: `500ms`, `30s`, `5m`, `2h`.
    case duration(atLeast: Duration)
    /// One of these words.
    case choice([String])
  }

  /// Without the dashes: `drain-timeout`.
  package let name: String
  package let kind: Kind
  /// Stands for the value in the help: `HOST:PORT`.
  package let valueName: String
  package let help: String
  /// Nil: the option may be absent.
  package let defaultValue: String?
  /// Whether this is said anew at each call, such as what to ask. The environment, which is for
  /// settings that last, then has no say.
  package private(set) var isPerCall = false
  /// Whether this is a secret, which other users of the machine would see on a command line.
  package private(set) var isSecret = false

  private init(
    _ name: String, _ kind: Kind, _ valueName: String, _ help: String, _ defaultValue: String?
  ) {
    self.name = name
    self.kind = kind
    self.valueName = valueName
    self.help = help
    self.defaultValue = defaultValue
  }

  package static func flag(_ name: String, help: String) -> OptionSpec {
    OptionSpec(name, .flag, "", help, nil)
  }

  package static func string(
    _ name: String, value: String = "TEXT", help: String, default defaultValue: String? = nil
  ) -> OptionSpec {
    OptionSpec(name, .string, value, help, defaultValue)
  }

  package static func integer(
    _ name: String, value: String = "N", in range: ClosedRange<Int>, help: String,
    default defaultValue: Int? = nil
  ) -> OptionSpec {
    OptionSpec(name, .integer(range), value, help, defaultValue.map(String.init))
  }

  package static func duration(
    _ name: String, atLeast minimum: Duration = .zero, help: String,
    default defaultValue: String? = nil
  ) -> OptionSpec {
    OptionSpec(name, .duration(atLeast: minimum), "DURATION", help, defaultValue)
  }

  package static func choice(
    _ name: String, of words: [String], help: String, default defaultValue: String? = nil
  ) -> OptionSpec {
    OptionSpec(name, .choice(words), words.joined(separator: "|"), help, defaultValue)
  }

  /// The same option, read from the command line alone.
  package var perCall: OptionSpec {
    var spec = self
    spec.isPerCall = true
    return spec
  }

  /// The same option, read from the environment alone.
  package var secret: OptionSpec {
    var spec = self
    spec.isSecret = true
    return spec
  }

  /// The environment variable, `APUS_DRAIN_TIMEOUT`; nil for an option of one call.
  package var environmentName: String? {
    isPerCall ? nil : "APUS_" + name.uppercased().replacing("-", with: "_")
  }

  /// What is wrong with a value, and the remedy; nil when nothing is.
  func problem(with value: String) -> String? {
    switch kind {
    case .flag: Self.boolean(value) == nil ? "write true or false" : nil
    case .string: value.utf8.contains(0) ? "it holds a zero byte" : nil
    case .integer(let range):
      if let number = Int(value), range.contains(number) {
        nil
      } else {
        "write a whole number from \(range.lowerBound) to \(range.upperBound)"
      }
    case .duration(let minimum):
      if let duration = OptionDuration.parse(value) {
        duration < minimum ? "it must be at least \(OptionDuration.text(minimum))" : nil
      } else {
        "write a number with a unit, 500ms, 30s, 5m or 2h"
      }
    case .choice(let words):
      words.contains(value) ? nil : "write one of " + words.joined(separator: ", ")
    }
  }

  static func boolean(_ value: String) -> Bool? {
    switch value.lowercased() {
    case "true", "1", "yes", "on": true
    case "false", "0", "no", "off", "": false
    default: nil
    }
  }
}
