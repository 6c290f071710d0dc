internal import Protobuf

extension SchemaCompiler {
  private struct Property {
    var name: String
    var schema: JSONValue
    var pointer: SchemaPointer
    var isRequired: Bool
  }

  /// Built from the end: `first` is where no member was written yet, `later` where one was. A member's
  /// nodes are there once, for both.
  mutating func object(
    _ schema: SchemaMembers, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let additional = schema["additionalProperties"]
    let properties = try properties(schema, additional, pointer)
    let close = try builder.literal("}", next)
    var (first, later) = (close, close)
    // More members are written where the schema asks for them, or says nothing about any.
    if additional != nil || schema["properties"] == nil {
      (first, later) = try additionalMembers(
        additional ?? .bool(true), except: properties.map(\.name),
        pointer.appending("additionalProperties"), close)
    }
    for property in properties.reversed() {
      let member = try builder.literal(
        JSONValue.quoted(property.name) + ": ",
        try value(property.schema, property.pointer, later))
      let separated = try builder.literal(", ", member)
      first = try builder.choice(property.isRequired ? [member] : [member, first])
      later = try builder.choice(property.isRequired ? [separated] : [separated, later])
    }
    return try builder.literal("{", first)
  }

  /// The declared ones in order, then those that are only required.
  private func properties(
    _ schema: SchemaMembers, _ additional: JSONValue?, _ pointer: SchemaPointer
  ) throws(GrammarError) -> [Property] {
    var declared: [JSONValue.Member] = []
    if let given = schema["properties"] {
      guard case .object(let members) = given else {
        throw refused(pointer.appending("properties"), "'properties' is an object of schemas")
      }
      declared = members
    }
    var required: [String] = []
    if let given = schema["required"] {
      guard case .array(let list) = given else {
        throw refused(pointer.appending("required"), "'required' is a list of names")
      }
      for value in list {
        guard case .string(let name) = value else {
          throw refused(pointer.appending("required"), "'required' is a list of names")
        }
        required.append(name)
      }
    }
    guard max(declared.count, required.count) <= GrammarAutomaton.wayCountMax / 2 else {
      throw .tooLarge(
        what: "the number of properties at \(pointer.text)",
        count: max(declared.count, required.count), countMax: GrammarAutomaton.wayCountMax / 2)
    }
    func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
    var properties = declared.map { member in
      Property(
        name: member.name, schema: member.value,
        pointer: pointer.appending("properties").appending(member.name),
        isRequired: required.contains { isSame($0, member.name) })
    }
    for name in required where !properties.contains(where: { isSame($0.name, name) }) {
      properties.append(
        Property(
          name: name, schema: additional ?? .bool(true),
          pointer: pointer.appending("additionalProperties"), isRequired: true))
    }
    return properties
  }

  /// Any number of members whose names are not declared. The same name may come twice, with a valid
  /// value each time: no automaton can remember all names.
  private mutating func additionalMembers(
    _ schema: JSONValue, except names: [String], _ pointer: SchemaPointer, _ close: NodeID
  ) throws(GrammarError) -> (first: NodeID, later: NodeID) {
    if case .bool(false) = schema { return (close, close) }
    let later = try builder.placeholder()
    let separator = try builder.literal(": ", try value(schema, pointer, later))
    let name = try builder.name(except: names, separator)
    let member = try builder.literal("\"", name)
    builder.decide(later, [try builder.literal(", ", member), close])
    return (try builder.choice([member, close]), later)
  }
}

extension NetworkBuilder {
  /// A member's name up to and with the closing quotation mark. It has no escapes, so that none of
  /// `names` can be spelled in another way.
  mutating func name(except names: [String], _ next: NodeID) throws(GrammarError) -> NodeID {
    let close = try literal("\"", next)
    let rest = try repeated(0, nil, close) { (builder, next) throws(GrammarError) in
      try builder.scalar(Self.plainCharacters, next)
    }
    // A declared name that needs an escape cannot be spelled here anyway.
    let spelled = names.map { Array($0.unicodeScalars) }
      .filter { ScalarSet($0).subtracting(Self.plainCharacters).isEmpty }
      .sorted { $0.lexicographicallyPrecedes($1) }
    if spelled.isEmpty { return rest }
    return try name(except: spelled[...], from: 0, close: close, rest: rest)
  }

  /// The characters at `position`, where everything before them begins each of `names`. A level for
  /// each place where names part, as of `literals`.
  private mutating func name(
    except names: ArraySlice<[Unicode.Scalar]>, from position: Int, close: NodeID, rest: NodeID
  ) throws(GrammarError) -> NodeID {
    let fork = position + names.sharedCount(from: position)
    var following: [(Unicode.Scalar, NodeID)] = []
    var longer = names.drop { $0.count == fork }
    // The names themselves may not end here, others may.
    let end = longer.count < names.count ? nil : close
    while let scalar = longer.first?[fork] {
      let group = longer.prefix { $0[fork] == scalar }
      longer = longer.dropFirst(group.count)
      following.append(
        (scalar, try name(except: group, from: fork + 1, close: close, rest: rest)))
    }
    var start = try nameCharacter(following, end: end, rest: rest)
    for scalar in names.first?[position..<fork].reversed() ?? [] {
      start = try nameCharacter([(scalar, start)], end: close, rest: rest)
    }
    return start
  }

  /// The end of a name, one of the characters that `following` leads on from, or any other.
  private mutating func nameCharacter(
    _ following: [(Unicode.Scalar, NodeID)], end: NodeID?, rest: NodeID
  ) throws(GrammarError) -> NodeID {
    var ways = end.map { [$0] } ?? []
    let others = Self.plainCharacters.subtracting(ScalarSet(following.map(\.0)))
    ways.append(try scalar(others, rest))
    for (scalar, next) in following { ways.append(try self.scalar(ScalarSet(scalar), next)) }
    return try choice(ways)
  }
}
