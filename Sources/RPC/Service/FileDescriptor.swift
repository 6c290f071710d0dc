/// A `.proto` file as protoc describes it, for reflection.
public struct FileDescriptor: Sendable {
  /// The path by which other files import it, `apus/memory/v1/memory.proto`.
  public let name: String
  /// A serialised `google.protobuf.FileDescriptorProto`.
  public let serializedBytes: [UInt8]
  /// The files that it imports.
  public let dependencies: [FileDescriptor]

  /// Creates a description.
  public init(name: String, serializedBytes: [UInt8], dependencies: [FileDescriptor] = []) {
    self.name = name
    self.serializedBytes = serializedBytes
    self.dependencies = dependencies
  }
}
