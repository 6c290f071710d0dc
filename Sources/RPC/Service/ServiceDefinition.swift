/// A service as a ``Server`` needs it: names, handlers and, for reflection, the file that declares it.
public struct ServiceDefinition: Sendable {
  /// The full name, `apus.memory.v1.MemoryService`.
  public let name: String
  /// The file that declares it; nil hides the service's types from reflection.
  public let fileDescriptor: FileDescriptor?
  /// The methods.
  public let methods: [MethodDefinition]

  /// Creates a definition.
  public init(name: String, fileDescriptor: FileDescriptor?, methods: [MethodDefinition]) {
    self.name = name
    self.fileDescriptor = fileDescriptor
    self.methods = methods
  }
}
