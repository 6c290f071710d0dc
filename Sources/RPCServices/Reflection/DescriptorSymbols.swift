internal import RPC

/// The names that a serialised `google.protobuf.FileDescriptorProto` declares. Field numbers are those of
/// google/protobuf/descriptor.proto.
struct DescriptorSymbols {
  struct Extension: Hashable {
    let extendee: String
    let number: Int32
  }

  /// Full names, without a leading dot: messages, enums, services, methods, fields, enum values.
  private(set) var symbols: [String] = []
  private(set) var extensions: [Extension] = []

  private typealias Fields = [(number: UInt64, value: WireFields.Value)]

  /// Nothing is found in bytes that are not a descriptor.
  init(file bytes: [UInt8]) {
    let fields = WireFields.parse(bytes[...]) ?? []
    let package = Self.text(2, in: fields)
    for message in Self.parts(4, in: fields) { addMessage(message, scope: package) }
    for declaration in Self.parts(5, in: fields) { addEnum(declaration, scope: package) }
    for service in Self.parts(6, in: fields) { addService(service, scope: package) }
    for declaration in Self.parts(7, in: fields) { addExtension(declaration, scope: package) }
  }

  private mutating func addMessage(_ fields: Fields, scope: String) {
    let name = add(fields, scope: scope)
    for field in Self.parts(2, in: fields) { add(field, scope: name) }
    for nested in Self.parts(3, in: fields) { addMessage(nested, scope: name) }
    for declaration in Self.parts(4, in: fields) { addEnum(declaration, scope: name) }
    for declaration in Self.parts(6, in: fields) { addExtension(declaration, scope: name) }
    for oneof in Self.parts(8, in: fields) { add(oneof, scope: name) }
  }

  /// The values of an enum are named beside it, not inside it.
  private mutating func addEnum(_ fields: Fields, scope: String) {
    add(fields, scope: scope)
    for value in Self.parts(2, in: fields) { add(value, scope: scope) }
  }

  private mutating func addService(_ fields: Fields, scope: String) {
    let name = add(fields, scope: scope)
    for method in Self.parts(2, in: fields) { add(method, scope: name) }
  }

  private mutating func addExtension(_ fields: Fields, scope: String) {
    add(fields, scope: scope)
    let extendee = Self.text(2, in: fields)
    for case (3, .number(let number)) in fields {
      extensions.append(
        Extension(
          extendee: extendee.hasPrefix(".") ? String(extendee.dropFirst()) : extendee,
          number: Int32(truncatingIfNeeded: number)))
    }
  }

  @discardableResult
  private mutating func add(_ fields: Fields, scope: String) -> String {
    let own = Self.text(1, in: fields)
    let name = scope.isEmpty ? own : "\(scope).\(own)"
    symbols.append(name)
    return name
  }

  private static func text(_ number: UInt64, in fields: Fields) -> String {
    for case (number, .bytes(let bytes)) in fields { return String(decoding: bytes, as: UTF8.self) }
    return ""
  }

  private static func parts(_ number: UInt64, in fields: Fields) -> [Fields] {
    fields.compactMap {
      guard $0.number == number, case .bytes(let bytes) = $0.value else { return nil }
      return WireFields.parse(bytes)
    }
  }
}
