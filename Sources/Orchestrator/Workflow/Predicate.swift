/// A condition on values, as data.
///
/// It is total: it holds or does not, whatever the values are, and never fails. A value that is
/// missing equals nothing and is in nothing; what cannot be compared is not less.
package indirect enum Predicate: Sendable, Hashable {
  /// Operands are constants, or texts that are references (`$...`).
  case equals(Value, Value)
  /// Two numbers, or two texts by their UTF-8 bytes.
  case less(Value, Value)
  /// The value is there and not null.
  case exists(Value)
  /// The first is an element of the second.
  case contained(Value, in: Value)
  case and([Predicate])
  case or([Predicate])
  case not(Predicate)

  /// More parts than this are refused, so that deciding has a bound.
  package static let partCountMax = 256

  package func holds(_ resolve: (Reference) -> Value?) -> Bool {
    switch self {
    case .equals(let left, let right):
      guard let left = left.filled(resolve), let right = right.filled(resolve) else { return false }
      return left == right
    case .less(let left, let right):
      switch (left.filled(resolve), right.filled(resolve)) {
      case (.number(let left)?, .number(let right)?): return left < right
      case (.string(let left)?, .string(let right)?):
        return left.utf8.lexicographicallyPrecedes(right.utf8)
      default: return false
      }
    case .exists(let value):
      guard let value = value.filled(resolve) else { return false }
      return value != .null
    case .contained(let element, let list):
      guard let element = element.filled(resolve), case .list(let list)? = list.filled(resolve)
      else { return false }
      return list.contains(element)
    case .and(let parts): return parts.allSatisfy { $0.holds(resolve) }
    case .or(let parts): return parts.contains { $0.holds(resolve) }
    case .not(let part): return !part.holds(resolve)
    }
  }

  /// Its operands, in order.
  package var operands: [Value] {
    switch self {
    case .equals(let left, let right), .less(let left, let right), .contained(let left, let right):
      [left, right]
    case .exists(let value): [value]
    case .and(let parts), .or(let parts): parts.flatMap(\.operands)
    case .not(let part): part.operands
    }
  }

  package var partCount: Int {
    switch self {
    case .equals, .less, .exists, .contained: 1
    case .and(let parts), .or(let parts): parts.reduce(1) { $0 + $1.partCount }
    case .not(let part): 1 + part.partCount
    }
  }
}

/// In documents an object with one field: `{"equals": [A, B]}`, `{"less": [A, B]}`, `{"exists": A}`,
/// `{"in": [A, LIST]}`, `{"and": [...]}`, `{"or": [...]}`, `{"not": {...}}`.
extension Predicate: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case equals, less, exists, contained = "in", and, or, not
  }

  package init(from decoder: any Decoder) throws {
    let (key, container) = try decoder.onlyField(CodingKeys.self, nullable: [.exists])
    func pair() throws -> (Value, Value) {
      let values = try container.decode([Value].self, forKey: key)
      guard values.count == 2 else {
        throw decoder.mistake("compares \(values.count) values; '\(key.stringValue)' takes 2")
      }
      return (values[0], values[1])
    }
    switch key {
    case .equals:
      let (left, right) = try pair()
      self = .equals(left, right)
    case .less:
      let (left, right) = try pair()
      self = .less(left, right)
    case .contained:
      let (element, list) = try pair()
      self = .contained(element, in: list)
    case .exists: self = .exists(try container.decode(Value.self, forKey: key))
    case .and: self = .and(try container.decode([Predicate].self, forKey: key))
    case .or: self = .or(try container.decode([Predicate].self, forKey: key))
    case .not: self = .not(try container.decode(Predicate.self, forKey: key))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .equals(let left, let right): try container.encode([left, right], forKey: .equals)
    case .less(let left, let right): try container.encode([left, right], forKey: .less)
    case .exists(let value): try container.encode(value, forKey: .exists)
    case .contained(let element, let list):
      try container.encode([element, list], forKey: .contained)
    case .and(let parts): try container.encode(parts, forKey: .and)
    case .or(let parts): try container.encode(parts, forKey: .or)
    case .not(let part): try container.encode(part, forKey: .not)
    }
  }
}
