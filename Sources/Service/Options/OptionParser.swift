/// Reads a command line and the environment against a list of options.
package struct OptionParser: Sendable {
  package let specs: [OptionSpec]
  /// Whether words that are not options are allowed.
  package let allowsArguments: Bool

  package init(_ specs: [OptionSpec], allowsArguments: Bool = false) {
    precondition(Set(specs.map(\.name)).count == specs.count, "an option is declared twice")
    self.specs = specs
    self.allowsArguments = allowsArguments
  }

  /// Reads `arguments`, which excludes the program's name. `--name value`, `--name=value`,
  /// `--flag`, `--flag=false`; what follows `--` is never an option.
  package func parse(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws(OptionError) -> OptionValues {
    var values = try environmentValues(environment)
    var words: [String] = []
    var said: Set<String> = []
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      index += 1
      if word == "--" {
        words += arguments[index...]
        break
      }
      guard word.hasPrefix("--") else {
        words.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let spec = try self.spec(String(parts[0]))
      if spec.isSecret {
        throw OptionError(
          "--\(spec.name) is no option: other users see command lines; give it by the environment, "
            + (spec.environmentName ?? ""))
      }
      let value: String
      if parts.count == 2 {
        value = String(parts[1])
      } else if spec.kind == .flag {
        value = "true"
      } else {
        value = try nextValue(for: spec, arguments, &index)
      }
      if let problem = spec.problem(with: value) {
        throw OptionError("'\(value)' is no value for --\(spec.name): \(problem)")
      }
      values[spec.name] = value
      said.insert(spec.name)
    }
    if !allowsArguments, let word = words.first {
      throw OptionError("unexpected argument '\(word)': options begin with -- (--help lists them)")
    }
    return OptionValues(specs: specs, values: values, said: said, arguments: words)
  }

  private func spec(_ name: String) throws(OptionError) -> OptionSpec {
    guard let spec = specs.first(where: { $0.name == name }) else {
      throw .unknown(name, known: specs.map(\.name))
    }
    return spec
  }

  private func nextValue(
    for spec: OptionSpec, _ arguments: [String], _ index: inout Int
  ) throws(OptionError) -> String {
    guard index < arguments.count, !arguments[index].hasPrefix("--") else {
      throw OptionError("--\(spec.name) needs a value: --\(spec.name) \(spec.valueName)")
    }
    defer { index += 1 }
    return arguments[index]
  }

  private func environmentValues(
    _ environment: [String: String]
  ) throws(OptionError) -> [String: String] {
    var values: [String: String] = [:]
    for spec in specs {
      guard let name = spec.environmentName, let value = environment[name], !value.isEmpty else {
        continue
      }
      if let problem = spec.problem(with: value) {
        throw OptionError(
          "\(spec.isSecret ? "it" : "'\(value)'") is no value for \(name): \(problem)")
      }
      values[spec.name] = value
    }
    return values
  }

  /// The options as help text: flag, meaning, environment variable, default. A secret has no flag.
  package func helpText() -> String {
    var text = ""
    for spec in specs {
      let value = spec.valueName.isEmpty ? "" : " " + spec.valueName
      let name = spec.isSecret ? spec.environmentName ?? "" : "--\(spec.name)"
      text += "  \(name)\(value)\n      \(spec.help)\n"
      let facts = [
        spec.isSecret ? nil : spec.environmentName.map { "environment \($0)" },
        spec.defaultValue.flatMap { $0.isEmpty ? nil : "default \($0)" },
      ].compactMap { $0 }
      if !facts.isEmpty { text += "      \(facts.joined(separator: "; "))\n" }
    }
    return text
  }
}

/// The options' values. Asking for an option that was not declared is a bug and traps.
package struct OptionValues: Sendable {
  private let specs: [String: OptionSpec]
  private let values: [String: String]
  private let said: Set<String>
  /// The words that were not options, in order.
  package let arguments: [String]

  init(specs: [OptionSpec], values: [String: String], said: Set<String>, arguments: [String]) {
    self.specs = Dictionary(uniqueKeysWithValues: specs.map { ($0.name, $0) })
    self.values = values
    self.said = said
    self.arguments = arguments
  }

  /// The value as text; nil when it is absent and has no default.
  package func string(_ name: String) -> String? {
    guard let spec = specs[name] else { fatalError("option --\(name) is not declared") }
    return values[name] ?? spec.defaultValue
  }

  /// The same, but nil where it only stands in the environment and the command line says what it is an alternative of.
  package func string(_ name: String, insteadOf other: String) -> String? {
    said.contains(other) && !said.contains(name) ? nil : string(name)
  }

  /// The value of an option that not every program has.
  package func string(ifDeclared spec: OptionSpec) -> String? {
    specs[spec.name] == nil ? nil : string(spec.name)
  }

  /// The value of a flag that not every program has.
  package func flag(ifDeclared spec: OptionSpec) -> Bool {
    specs[spec.name] == nil ? false : flag(spec.name)
  }

  /// The value of a flag.
  package func flag(_ name: String) -> Bool {
    string(name).flatMap(OptionSpec.boolean) ?? false
  }

  /// The value of an option declared as an integer.
  package func integer(_ name: String) -> Int? { string(name).flatMap { Int($0) } }

  /// The value of an option declared as a duration.
  package func duration(_ name: String) -> Duration? { string(name).flatMap(OptionDuration.parse) }
}
