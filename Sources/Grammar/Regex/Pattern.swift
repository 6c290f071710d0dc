/// A regular expression, parsed.
indirect enum Pattern: Hashable, Sendable {
  /// Nothing.
  case empty
  /// One scalar of a set.
  case scalar(ScalarSet)
  case sequence([Pattern])
  case choice([Pattern])
  /// nil is no bound.
  case repeated(Pattern, min: Int, max: Int?)

  /// Whether nothing matches it.
  var isNullable: Bool {
    switch self {
    case .empty: true
    case .scalar: false
    case .sequence(let parts): parts.allSatisfy(\.isNullable)
    case .choice(let parts): parts.contains(where: \.isNullable)
    case .repeated(let part, let min, _): min == 0 || part.isNullable
    }
  }

  /// The same without the empty text; nil where nothing is left. Repetitions need a body that reads
  /// something, or there would be endless ways to read nothing.
  var nonEmpty: Pattern? {
    guard isNullable else { return self }
    switch self {
    case .empty, .scalar: return nil
    case .choice(let parts): return Self.anyOf(parts.compactMap(\.nonEmpty))
    case .repeated(let part, _, let max):
      if max == 0 { return nil }
      return part.nonEmpty.map { .repeated($0, min: 1, max: max) }
    case .sequence(let parts):
      // All are nullable: the first that reads something is one of them.
      return Self.anyOf(
        parts.indices.compactMap { index in
          parts[index].nonEmpty.map { .sequence([$0] + parts[(index + 1)...]) }
        })
    }
  }

  private static func anyOf(_ parts: [Pattern]) -> Pattern? {
    parts.count > 1 ? .choice(parts) : parts.first
  }
}

extension NetworkBuilder {
  /// What `pattern` matches, and nothing more.
  mutating func pattern(_ pattern: Pattern, _ next: NodeID) throws(GrammarError) -> NodeID {
    switch pattern {
    case .empty: return next
    case .scalar(let set): return try scalar(set, next)
    case .sequence(let parts):
      var start = next
      for part in parts.reversed() { start = try self.pattern(part, start) }
      return start
    case .choice(let parts):
      var ways: [NodeID] = []
      for part in parts { ways.append(try self.pattern(part, next)) }
      return try choice(ways)
    case .repeated(let part, let min, let max):
      guard let body = part.nonEmpty else { return next }
      // Passes that read nothing fill up what is missing.
      return try repeated(part.isNullable ? 0 : min, max, next) {
        (builder, next) throws(GrammarError) in try builder.pattern(body, next)
      }
    }
  }
}

extension Grammar {
  /// The texts that the whole of a regular expression matches.
  package init(regex: String) throws(GrammarError) {
    let pattern = try PatternParser.parse(regex)
    var builder = NetworkBuilder()
    let start = try builder.pattern(pattern, NetworkBuilder.end)
    try self.init(builder, start: start)
  }
}
