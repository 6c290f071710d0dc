internal import Protobuf

extension Grammar {
  /// The JSON documents that a JSON Schema (2020-12, a subset) describes, in one layout: members in the
  /// order in which `properties` declares them, a space behind each comma and colon, none elsewhere.
  ///
  /// What the grammar allows always parses and satisfies the schema; not everything that satisfies the
  /// schema is allowed. A keyword that is not supported is refused, wherever it stands.
  package init(jsonSchema text: String) throws(GrammarError) {
    var compiler = SchemaCompiler(root: try SchemaCompiler.parse(text))
    let start = try compiler.value(compiler.root, SchemaPointer(), NetworkBuilder.end)
    try compiler.finishRules()
    try self.init(compiler.builder, start: start)
  }

  /// Any JSON document, in the layout of constrained output.
  package static func anyJSON() throws(GrammarError) -> Grammar {
    var compiler = SchemaCompiler(root: .bool(true))
    let start = try compiler.anyValue(NetworkBuilder.end)
    return try Grammar(compiler.builder, start: start)
  }
}

/// Turns a JSON Schema into a network.
struct SchemaCompiler {
  static let byteCountMax = 256 << 10
  static let depthMax = 64
  /// Alternatives, members and values that a schema may list in one place.
  static let listCountMax = 4096
  static let countMax = 1 << 20

  /// They tell people something and change nothing.
  static let annotations: Set<String> = [
    "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
    "$comment",
    "$schema", "$defs", "definitions",
  ]

  let root: JSONValue
  var builder: NetworkBuilder
  /// Where the rules of references start, by the place they refer to.
  var rules: [SchemaPointer: NodeID] = [:]
  /// Rules that are referred to and not written yet.
  var open: [(rule: NodeID, schema: JSONValue, place: SchemaPointer)] = []
  private var anyRule: NodeID?
  /// Where numbers without bounds start.
  var numberRules: [JSONKind: NodeID] = [:]

  init(root: JSONValue, builder: NetworkBuilder = NetworkBuilder()) {
    self.root = root
    self.builder = builder
  }

  static func parse(_ text: String) throws(GrammarError) -> JSONValue {
    let limits = DecodingLimits(
      byteCountMax: byteCountMax, depthMax: depthMax, memoryByteCountMax: 32 << 20)
    do throws(JSONError) {
      return try JSONParser.parse(Array(text.utf8), limits: limits)
    } catch {
      throw .notJSON(error.description)
    }
  }

  /// The arguments of a tool: an object, which readers of calls rely on.
  mutating func arguments(_ next: NodeID) throws(GrammarError) -> NodeID {
    let pointer = SchemaPointer()
    guard case .object(let members) = root,
      try types(SchemaMembers(members), pointer) == [.object]
    else {
      throw refused(pointer, "the parameters of a tool are a schema with \"type\": \"object\"")
    }
    let start = try value(root, pointer, next)
    try finishRules()
    return start
  }

  func refused(_ pointer: SchemaPointer, _ reason: String) -> GrammarError {
    .schema(pointer: pointer.text, reason: reason)
  }

  /// A value of `schema`.
  mutating func value(
    _ schema: JSONValue, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    switch schema {
    case .bool(true): return try anyValue(next)
    case .bool(false): return try builder.choice([])
    case .object(let members): return try value(SchemaMembers(members), pointer, next)
    default:
      throw refused(pointer, "a schema is an object or a boolean")
    }
  }

  private mutating func value(
    _ schema: SchemaMembers, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    try checkKeywords(schema, pointer)
    if let reference = schema["$ref"] { return try referred(reference, schema, pointer, next) }
    for keyword in ["anyOf", "oneOf", "allOf"] {
      guard let list = schema[keyword] else { continue }
      try checkAlone(keyword, in: schema, pointer)
      return try combined(keyword, list, pointer.appending(keyword), next)
    }
    if let values = try enumerated(schema, pointer) {
      return try builder.literals(values.map { Array($0.spacedText.utf8) }, next)
    }
    return try typed(schema, pointer, next)
  }

  // MARK: Keywords

  private static let known: Set<String> =
    annotations.union(JSONKind.allCases.flatMap(\.keywords))
    .union(["type", "enum", "const", "$ref", "anyOf", "oneOf", "allOf"])

  private func checkKeywords(
    _ schema: SchemaMembers, _ pointer: SchemaPointer
  ) throws(GrammarError) {
    for name in schema.names where !Self.known.contains(name) {
      // The name of the schema as a whole changes nothing; inside it would change what `$ref` means.
      if name == "$id", pointer.text.isEmpty { continue }
      throw refused(pointer.appending(name), "the keyword '\(name)' is not supported")
    }
  }

  /// Refuses what would have to be combined with `keyword`.
  func checkAlone(
    _ keyword: String, in schema: SchemaMembers, _ pointer: SchemaPointer, beside: Set<String> = []
  ) throws(GrammarError) {
    for name in schema.names
    where name != keyword && name != "$id" && !Self.annotations.contains(name)
      && !beside.contains(name)
    {
      throw refused(
        pointer.appending(name),
        "the keyword '\(name)' beside '\(keyword)' is not supported; move it into '\(keyword)'")
    }
  }

  // MARK: Any of several

  private mutating func combined(
    _ keyword: String, _ list: JSONValue, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    guard case .array(let schemas) = list, !schemas.isEmpty else {
      throw refused(pointer, "'\(keyword)' is a list of at least one schema")
    }
    guard schemas.count <= Self.listCountMax else {
      throw .tooLarge(
        what: "the number of schemas at \(pointer.text)", count: schemas.count,
        countMax: Self.listCountMax)
    }
    if keyword == "allOf", schemas.count > 1 {
      throw refused(
        pointer, "'allOf' of more than one schema is not supported; merge them into one")
    }
    if keyword == "oneOf" { try checkDisjoint(schemas, pointer) }
    var ways: [NodeID] = []
    for (index, schema) in schemas.enumerated() {
      ways.append(try value(schema, pointer.appending(index), next))
    }
    return try builder.choice(ways)
  }

  /// The values of `enum` and `const` that the types allow; nil where there is neither.
  private func enumerated(
    _ schema: SchemaMembers, _ pointer: SchemaPointer
  ) throws(GrammarError) -> [JSONValue]? {
    let keyword = schema["enum"] != nil ? "enum" : "const"
    guard let given = schema[keyword] else { return nil }
    try checkAlone(keyword, in: schema, pointer, beside: ["type"])
    var values = [given]
    if keyword == "enum" {
      guard case .array(let list) = given else {
        throw refused(pointer.appending("enum"), "'enum' is a list of values")
      }
      values = list
    }
    guard values.count <= Self.listCountMax else {
      throw .tooLarge(
        what: "the number of values at \(pointer.appending("enum").text)", count: values.count,
        countMax: Self.listCountMax)
    }
    let kinds = try types(schema, pointer) ?? JSONKind.allCases
    var seen: Set<[UInt8]> = []
    return values.filter { value in
      kinds.contains { $0.includes(value) } && seen.insert(Array(value.spacedText.utf8)).inserted
    }
  }

  // MARK: Types

  /// The types that a schema names; nil where it names none.
  func types(
    _ schema: SchemaMembers, _ pointer: SchemaPointer
  ) throws(GrammarError) -> [JSONKind]? {
    guard let given = schema["type"] else { return nil }
    var names = [given]
    if case .array(let list) = given { names = list }
    var kinds: [JSONKind] = []
    for name in names {
      guard case .string(let text) = name, let kind = JSONKind(rawValue: text) else {
        throw refused(
          pointer.appending("type"),
          "a type is one of " + JSONKind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }

  /// The types that are written: the named ones; else those that the keywords speak of, for a value of
  /// another type satisfies them too and nobody would expect it; else any.
  func writtenTypes(
    _ schema: SchemaMembers, _ pointer: SchemaPointer
  ) throws(GrammarError) -> [JSONKind] {
    if let named = try types(schema, pointer) {
      return named.contains(.number) ? named.filter { $0 != .integer } : named
    }
    let meant = JSONKind.disjoint.filter { kind in
      schema.names.contains(where: kind.keywords.contains)
    }
    return meant.isEmpty ? JSONKind.disjoint : meant
  }

  private mutating func typed(
    _ schema: SchemaMembers, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let isUnrestricted =
      schema["type"] == nil
      && schema.names.allSatisfy { Self.annotations.contains($0) || $0 == "$id" }
    if isUnrestricted { return try anyValue(next) }
    var ways: [NodeID] = []
    for kind in try writtenTypes(schema, pointer) {
      switch kind {
      case .object: ways.append(try object(schema, pointer, next))
      case .array: ways.append(try array(schema, pointer, next))
      case .string: ways.append(try string(schema, pointer, next))
      case .number, .integer: ways.append(try number(kind, schema, pointer, next))
      case .boolean: ways.append(try boolean(next))
      case .null: ways.append(try builder.literal("null", next))
      }
    }
    return try builder.choice(ways)
  }

  private mutating func boolean(_ next: NodeID) throws(GrammarError) -> NodeID {
    try builder.literals([Array("true".utf8), Array("false".utf8)], next)
  }

  /// Any JSON value: a rule, because values hold values.
  mutating func anyValue(_ next: NodeID) throws(GrammarError) -> NodeID {
    if anyRule == nil {
      let rule = try builder.placeholder()
      anyRule = rule
      let end = NetworkBuilder.end
      let none = SchemaMembers([])
      let pointer = SchemaPointer()
      builder.decide(
        rule,
        [
          try object(none, pointer, end), try array(none, pointer, end),
          try string(none, pointer, end), try freeNumber(.number, end),
          try boolean(end), try builder.literal("null", end),
        ])
    }
    return try builder.add(.call(rule: anyRule!, next: next, nests: true))
  }
}
