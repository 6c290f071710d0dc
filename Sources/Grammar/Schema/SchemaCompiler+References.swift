internal import Protobuf

// `$ref`: each place that is referred to is a rule, written once.
extension SchemaCompiler {
  mutating func referred(
    _ reference: JSONValue, _ schema: SchemaMembers, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    try checkAlone("$ref", in: schema, pointer)
    let (target, place) = try resolve(reference, at: pointer.appending("$ref"))
    if rules[place] == nil {
      let rule = try builder.placeholder()
      rules[place] = rule
      open.append((rule, target, place))
    }
    return try builder.add(.call(rule: rules[place]!, next: next, nests: true))
  }

  /// Writes the rules that references lead to: one by one, for chains of references are longer than
  /// schemas are deep, and the stack is not.
  mutating func finishRules() throws(GrammarError) {
    while let (rule, schema, place) = open.popLast() {
      builder.decide(rule, [try value(schema, place, NetworkBuilder.end)])
    }
  }

  func resolve(
    _ reference: JSONValue, at pointer: SchemaPointer
  ) throws(GrammarError) -> (JSONValue, SchemaPointer) {
    guard case .string(let text) = reference, let names = SchemaPointer.names(of: text) else {
      throw refused(pointer, "a reference to another document; only '#' and '#/...' are supported")
    }
    var value = root
    var place = SchemaPointer()
    for name in names {
      place = place.appending(name)
      switch value {
      case .object(let members):
        if let member = SchemaMembers(members)[name] {
          value = member
          continue
        }
      case .array(let elements):
        if let index = Int(name), elements.indices.contains(index) {
          value = elements[index]
          continue
        }
      default: break
      }
      throw refused(pointer, "there is nothing at \(place.text)")
    }
    return (value, place)
  }
}
