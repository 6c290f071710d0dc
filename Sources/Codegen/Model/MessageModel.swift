/// A message as the generator sees it: its fields resolved to Swift types.
struct MessageModel {
  /// A field.
  struct Field {
    enum Presence {
      case implicit, optional, repeated, map
      /// A member of the oneof with this index.
      case oneof(Int)
    }

    var proto: Protoc.FieldDescriptorProto
    /// The position by ascending number, which is the index in writer and reader.
    var index: Int
    var name: String
    var presence: Presence
    /// The type of one value; for a map `[Key: Value]`.
    var valueType: String
    /// The expression for `FieldDescriptor.Kind`.
    var kind: String
    /// Whether the value may contain the message itself.
    var isRecursive: Bool
    var comment: String

    /// The type of the property.
    var propertyType: String {
      switch presence {
      case .implicit, .map: valueType
      case .repeated: "[\(valueType)]"
      case .optional, .oneof: valueType + "?"
      }
    }
  }

  /// A oneof, its members in the order of the file.
  struct Oneof {
    var name: String
    var typeName: String
    var members: [Field]
    var comment: String
    var isRecursive: Bool { members.contains(where: \.isRecursive) }
  }

  /// A property of the message: a field or a oneof.
  enum Property {
    case field(Field)
    case oneof(Oneof)
  }

  let proto: Protoc.DescriptorProto
  /// The Swift names from the namespace to the message.
  let path: [String]
  /// The names in the `.proto` file from the package to the message.
  let protoPath: [String]
  /// The way to the message in the source info.
  let location: [Int32]
  let fullName: String
  /// Properties in the order of the file.
  private(set) var properties: [Property] = []
  /// Fields by ascending number.
  private(set) var fields: [Field] = []

  init(
    _ proto: Protoc.DescriptorProto, path: [String], protoPath: [String], location: [Int32],
    _ scope: FileScope
  ) throws(GeneratorError) {
    self.proto = proto
    self.path = path
    self.protoPath = protoPath
    self.location = location
    fullName = scope.fullName(protoPath)
    var declared: [Field] = []
    let order = proto.field.map(\.number).sorted()
    for (position, field) in proto.field.enumerated() {
      let resolver = FieldResolver(scope: scope, message: fullName, syntax: scope.file.syntax)
      declared.append(
        try resolver.resolve(
          field, index: order.firstIndex(of: field.number) ?? 0,
          comment: scope.comments.comment(
            location + [2, Int32(position)], fallback: "The field `\(field.name)`.")))
    }
    fields = declared.sorted { $0.index < $1.index }
    collectProperties(declared, scope)
  }

  private mutating func collectProperties(_ declared: [Field], _ scope: FileScope) {
    var seen: Set<Int> = []
    for field in declared {
      guard case .oneof(let index) = field.presence else {
        properties.append(.field(field))
        continue
      }
      guard seen.insert(index).inserted else { continue }
      let name = proto.oneofDecl[index].name
      let members = declared.filter {
        if case .oneof(index) = $0.presence { true } else { false }
      }
      properties.append(
        .oneof(
          Oneof(
            name: SwiftName.property(name), typeName: SwiftName.oneofType(name, in: proto),
            members: members,
            comment: scope.comments.comment(
              location + [8, Int32(index)],
              fallback: "One of " + members.map { "`\($0.proto.name)`" }.joined(separator: ", ")
                + ", or none."))))
    }
  }
}
