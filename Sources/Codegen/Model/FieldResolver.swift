/// Finds the Swift type and the descriptor of a field.
struct FieldResolver {
  let scope: FileScope
  /// The message that the field belongs to.
  let message: String
  let syntax: String

  func resolve(
    _ field: Protoc.FieldDescriptorProto, index: Int, comment: String
  ) throws(GeneratorError) -> MessageModel.Field {
    let (type, kind) = try typeAndKind(field)
    var result = MessageModel.Field(
      proto: field, index: index, name: SwiftName.property(field.name),
      presence: try presence(field), valueType: type, kind: kind, isRecursive: false,
      comment: comment)
    if field.options?.deprecated == true { result.comment += "\n\nDeprecated." }
    if field.type == .message {
      let entry = try scope.registry.type(field.typeName)
      if entry.isMapEntry {
        result.presence = .map
        try resolveMap(entry, &result)
      } else if field.label != .repeated {
        result.isRecursive = scope.registry.isRecursive("." + message, through: field.typeName)
      }
    }
    return result
  }

  private func presence(
    _ field: Protoc.FieldDescriptorProto
  ) throws(GeneratorError) -> MessageModel.Field.Presence {
    if field.label == .repeated { return .repeated }
    if field.label == .required {
      throw GeneratorError(
        "\(message).\(field.name): `required` is not supported; use an optional field")
    }
    if field.proto3Optional == true || syntax != "proto3" && field.oneofIndex == nil {
      return .optional
    }
    if let oneof = field.oneofIndex { return .oneof(Int(oneof)) }
    return field.type == .message ? .optional : .implicit
  }

  private func resolveMap(
    _ entry: TypeRegistry.Entry, _ result: inout MessageModel.Field
  ) throws(GeneratorError) {
    guard let fields = entry.message?.field, fields.count == 2 else {
      throw GeneratorError("\(message).\(result.proto.name): its map entry is malformed")
    }
    let key = try typeAndKind(fields[0])
    let value = try typeAndKind(fields[1])
    result.valueType = "[\(key.type): \(value.type)]"
    result.kind = ".map(key: \(key.kind), value: \(value.kind))"
  }

  private func typeAndKind(
    _ field: Protoc.FieldDescriptorProto
  ) throws(GeneratorError) -> (type: String, kind: String) {
    func number(_ type: String, _ kind: String) -> (String, String) {
      (scope.library(type, "Swift"), "." + kind)
    }
    switch field.type {
    case .double: return number("Double", "double")
    case .float: return number("Float", "float")
    case .int64: return number("Int64", "int64")
    case .uint64: return number("UInt64", "uint64")
    case .int32: return number("Int32", "int32")
    case .fixed64: return number("UInt64", "fixed64")
    case .fixed32: return number("UInt32", "fixed32")
    case .bool: return number("Bool", "bool")
    case .string: return number("String", "string")
    case .bytes: return ("[\(scope.library("UInt8", "Swift"))]", ".bytes")
    case .uint32: return number("UInt32", "uint32")
    case .sfixed32: return number("Int32", "sfixed32")
    case .sfixed64: return number("Int64", "sfixed64")
    case .sint32: return number("Int32", "sint32")
    case .sint64: return number("Int64", "sint64")
    case .message:
      let name = try scope.typeName(field.typeName)
      // The descriptor stands outside the namespace, where only the whole name is seen.
      return (name, ".message(\(try scope.registry.type(field.typeName).swiftName).self)")
    case .enum:
      let name = try scope.typeName(field.typeName)
      return (name, ".enumeration(\(try scope.registry.type(field.typeName).swiftName).self)")
    case .group, .unspecified, .unrecognized:
      throw GeneratorError(
        "\(message).\(field.name): type \(field.type.rawValue) is not supported; "
          + "a message can stand in for a group")
    }
  }
}
