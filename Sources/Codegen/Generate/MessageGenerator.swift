/// Writes the struct of one message and its coding.
struct MessageGenerator {
  let model: MessageModel
  let scope: FileScope

  private var access: String { scope.access }
  private var typeName: String { model.path[model.path.count - 1] }
  private var qualifiedName: String { (scope.namespace + model.path).joined(separator: ".") }

  /// Writes the struct with everything nested in it.
  func writeType(_ out: inout SourceText) throws(GeneratorError) {
    let comment = scope.comments.comment(
      model.location, fallback: "The message `\(model.fullName)`.")
    let isDeprecated = model.proto.options?.deprecated == true
    out.documentation(isDeprecated ? comment + "\n\nDeprecated." : comment)
    let message = scope.library("Message", "Protobuf")
    var nested = SourceText(depth: out.depth + 1)
    try writeNested(&nested)
    out.block("\(access) struct \(typeName): \(message)") { out in
      for property in model.properties { writeProperty(property, &out) }
      out.documentation("Fields that this version does not declare.")
      let unknown = scope.library("UnknownFields", "Protobuf")
      out.line("\(access) var unknownFields = \(unknown)()")
      out.line()
      out.documentation("Creates a message with every field at its default.")
      out.line("\(access) init() {}")
      if !model.properties.isEmpty { writeInitializer(&out) }
      out.append(nested)
    }
  }

  private func writeProperty(_ property: MessageModel.Property, _ out: inout SourceText) {
    switch property {
    case .field(let field):
      if field.isRecursive {
        let indirect = scope.library("Indirect", "Protobuf")
        out.documentation(field.comment)
        out.block("\(access) var \(field.name): \(field.propertyType)") { out in
          out.line("get { \(storage(field)).value }")
          out.line("set { \(storage(field)).value = newValue }")
        }
        out.line("private var \(storage(field)): \(indirect)<\(field.valueType)> = .absent")
      } else {
        out.documentation(field.comment)
        out.line("\(access) var \(field.name): \(field.propertyType)\(initialValue(field))")
      }
    case .oneof(let oneof):
      out.documentation(oneof.comment)
      out.line("\(access) var \(oneof.name): \(oneof.typeName)?")
    }
    out.line()
  }

  /// The name of the indirect storage of a field that may contain its own message.
  private func storage(_ field: MessageModel.Field) -> String {
    "_" + field.name.filter { $0 != "`" }
  }

  private func initialValue(_ field: MessageModel.Field) -> String {
    switch field.presence {
    case .optional, .oneof: ""
    default: " = " + defaultValue(field)
    }
  }

  private func defaultValue(_ field: MessageModel.Field) -> String {
    switch field.presence {
    case .optional, .oneof: return "nil"
    case .repeated: return "[]"
    case .map: return "[:]"
    case .implicit:
      switch field.proto.type {
      case .string: return "\"\""
      case .bytes: return "[]"
      case .bool: return "false"
      case .enum:
        let zero = EnumGenerator.zeroCase(field.proto.typeName, scope.registry)
        return "." + (zero ?? "init(rawValue: 0)")
      default: return "0"
      }
    }
  }

  private func writeInitializer(_ out: inout SourceText) {
    var parameters: [String] = []
    var names: [String] = []
    for property in model.properties {
      switch property {
      case .field(let field):
        parameters.append("\(field.name): \(field.propertyType) = \(defaultValue(field))")
        names.append(field.name)
      case .oneof(let oneof):
        parameters.append("\(oneof.name): \(oneof.typeName)? = nil")
        names.append(oneof.name)
      }
    }
    out.line()
    out.documentation("Creates a message with the given fields.")
    out.list("\(access) init(", parameters, ") {")
    out.indented { out in
      for name in names { out.line("self.\(name) = \(name)") }
    }
    out.line("}")
  }

  private func writeNested(_ out: inout SourceText) throws(GeneratorError) {
    for property in model.properties {
      guard case .oneof(let oneof) = property else { continue }
      out.line()
      out.documentation("What `\(oneof.name)` can hold.")
      let keyword = oneof.isRecursive ? "indirect enum" : "enum"
      let conformances =
        scope.library("Sendable", "Swift") + ", " + scope.library("Hashable", "Swift")
      out.block("\(access) \(keyword) \(oneof.typeName): \(conformances)") { out in
        for member in oneof.members {
          out.documentation(member.comment)
          out.line("case \(member.name)(\(member.valueType))")
        }
      }
    }
    for (index, proto) in model.proto.enumType.enumerated() {
      out.line()
      EnumGenerator(
        proto: proto, fullName: "\(model.fullName).\(proto.name)",
        location: model.location + [4, Int32(index)], scope: scope
      ).write(&out)
    }
    for nested in try nestedMessages() {
      out.line()
      try nested.writeType(&out)
    }
  }

  /// The messages declared inside; map entries have no type of their own.
  func nestedMessages() throws(GeneratorError) -> [MessageGenerator] {
    var result: [MessageGenerator] = []
    for (index, proto) in model.proto.nestedType.enumerated()
    where proto.options?.mapEntry != true {
      let nested = try MessageModel(
        proto, path: model.path + [SwiftName.type(proto.name)],
        protoPath: model.protoPath + [proto.name], location: model.location + [3, Int32(index)],
        scope)
      result.append(MessageGenerator(model: nested, scope: scope))
    }
    return result
  }

  /// Writes the extensions with descriptor, writing and reading, for the message and those inside it.
  func writeCoding(_ out: inout SourceText) throws(GeneratorError) {
    CodingGenerator(model: model, qualifiedName: qualifiedName, scope: scope).write(&out)
    for nested in try nestedMessages() { try nested.writeCoding(&out) }
  }
}
