internal import Protobuf

// `oneOf` wants exactly one: it is supported where no value can satisfy two.
extension SchemaCompiler {
  func checkDisjoint(
    _ schemas: [JSONValue], _ pointer: SchemaPointer
  ) throws(GrammarError) {
    var seen: [(index: Int, signature: Signature)] = []
    for (index, schema) in schemas.enumerated() {
      let signature = try signature(schema, pointer.appending(index), depth: 0)
      for other in seen where !signature.isDisjoint(with: other.signature) {
        throw refused(
          pointer,
          "schemas \(other.index) and \(index) of 'oneOf' are not told apart by their type, by 'const' "
            + "or 'enum' strings, or by those of a required property; use 'anyOf'")
      }
      seen.append((index, signature))
    }
  }

  /// What every value of a schema has in common.
  private struct Signature {
    var kinds: Set<JSONKind> = []
    /// For strings: those that they are restricted to.
    var texts: Set<String>?
    /// For objects: the texts that required properties are restricted to.
    var tags: [String: Set<String>] = [:]

    func isDisjoint(with other: Signature) -> Bool {
      kinds.intersection(other.kinds).allSatisfy { kind in
        switch kind {
        case .string:
          texts.flatMap { texts in other.texts?.isDisjoint(with: texts) } ?? false
        case .object:
          tags.contains { name, values in other.tags[name]?.isDisjoint(with: values) ?? false }
        default: false
        }
      }
    }
  }

  private func signature(
    _ schema: JSONValue, _ pointer: SchemaPointer, depth: Int
  ) throws(GrammarError) -> Signature {
    guard case .object(let list) = schema, depth < Self.depthMax else {
      return Signature(kinds: Set(JSONKind.disjoint))
    }
    let members = SchemaMembers(list)
    if let reference = members["$ref"] {
      let (target, place) = try resolve(reference, at: pointer.appending("$ref"))
      return try signature(target, place, depth: depth + 1)
    }
    let texts = Self.texts(members)
    guard let named = try types(members, pointer) else {
      return Signature(kinds: texts == nil ? Set(JSONKind.disjoint) : [.string], texts: texts)
    }
    var result = Signature(
      kinds: Set(named.map { $0 == .integer ? .number : $0 }), texts: texts)
    guard case .object(let properties) = members["properties"],
      case .array(let required) = members["required"]
    else { return result }
    for case .string(let name) in required {
      guard case .object(let property) = SchemaMembers(properties)[name] else { continue }
      if let texts = Self.texts(SchemaMembers(property)) { result.tags[name] = texts }
    }
    return result
  }

  /// The strings that a value is restricted to; nil where it may be something else.
  private static func texts(_ schema: SchemaMembers) -> Set<String>? {
    var values: [JSONValue] = []
    if let value = schema["const"] { values = [value] }
    if case .array(let list) = schema["enum"] { values = list }
    var texts: Set<String> = []
    for value in values {
      guard case .string(let text) = value else { return nil }
      texts.insert(text)
    }
    return texts.isEmpty ? nil : texts
  }
}
