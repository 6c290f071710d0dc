/// Every message and enumeration that the request mentions, by full name.
struct TypeRegistry {
  /// What a reference to a type needs to know.
  struct Entry {
    /// The Swift name within the namespace of the package, such as `Run.State`.
    var path: [String]
    /// The namespace, such as `Apus`, `Orchestrator`, `V1`.
    var namespace: [String]
    /// The message, unless the type is an enumeration.
    var message: Protoc.DescriptorProto?
    /// The enumeration, unless the type is a message.
    var enumeration: Protoc.EnumDescriptorProto?
    /// Full names of the messages that a singular field of this one holds.
    var singularMessages: [String] = []

    var swiftName: String { (namespace + path).joined(separator: ".") }
    var isMapEntry: Bool { message?.options?.mapEntry ?? false }
  }

  private(set) var entries: [String: Entry] = [:]
  /// All type names by namespace, to tell which names of libraries they hide.
  private(set) var declaredNames: [[String]: Set<String>] = [:]

  /// The names of types inside messages: within them they hide the package's own.
  private(set) var nestedNames: [[String]: Set<String>] = [:]

  init(_ files: [Protoc.FileDescriptorProto]) {
    for file in files {
      let namespace = SwiftName.namespaces(ofPackage: file.package)
      let scope = file.package.isEmpty ? "" : "." + file.package
      for message in file.messageType { add(message, scope, [], namespace) }
      for enumeration in file.enumType { add(enumeration, scope, [], namespace) }
      for service in file.service {
        declaredNames[namespace, default: []].insert(service.name)
      }
    }
  }

  /// The type with this full name (leading dot included).
  func type(_ fullName: String) throws(GeneratorError) -> Entry {
    guard let entry = entries[fullName] else {
      throw GeneratorError("protoc sent no descriptor for \(fullName)")
    }
    return entry
  }

  /// Whether a value of `fullName` may contain another one without an array or map in between.
  func isRecursive(_ fullName: String, through field: String) -> Bool {
    var pending = [field]
    var seen: Set<String> = []
    while let name = pending.popLast() {
      if name == fullName { return true }
      if seen.insert(name).inserted { pending += entries[name]?.singularMessages ?? [] }
    }
    return false
  }

  private mutating func add(
    _ message: Protoc.DescriptorProto, _ scope: String, _ outer: [String], _ namespace: [String]
  ) {
    let fullName = scope + "." + message.name
    let path = outer + [SwiftName.type(message.name)]
    var entry = Entry(path: path, namespace: namespace, message: message)
    entry.singularMessages = message.field
      .filter { $0.type == .message && $0.label != .repeated }.map(\.typeName)
    entries[fullName] = entry
    declare(path, in: namespace)
    for oneof in message.oneofDecl {
      declare(path + [SwiftName.oneofType(oneof.name, in: message)], in: namespace)
    }
    for nested in message.nestedType { add(nested, fullName, path, namespace) }
    for nested in message.enumType { add(nested, fullName, path, namespace) }
  }

  private mutating func add(
    _ enumeration: Protoc.EnumDescriptorProto, _ scope: String, _ outer: [String],
    _ namespace: [String]
  ) {
    let path = outer + [SwiftName.type(enumeration.name)]
    entries[scope + "." + enumeration.name] = Entry(
      path: path, namespace: namespace, enumeration: enumeration)
    declare(path, in: namespace)
  }

  private mutating func declare(_ path: [String], in namespace: [String]) {
    declaredNames[namespace, default: []].insert(path[path.count - 1])
    if path.count > 1 { nestedNames[namespace, default: []].insert(path[path.count - 1]) }
  }
}
