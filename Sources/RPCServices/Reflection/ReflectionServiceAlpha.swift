internal import Messages
package import RPC

/// `grpc.reflection.v1alpha.ServerReflection`, which older tools ask.
///
/// Its messages are those of `v1` under another package, which is nothing that the wire shows: the
/// methods of `v1` serve both.
package struct ReflectionServiceAlpha: RPCService {
  /// The name of the older version, over the methods of `v1`.
  package let definition: ServiceDefinition

  init(_ current: ReflectionService) {
    definition = ServiceDefinition(
      name: "grpc.reflection.v1alpha.ServerReflection",
      fileDescriptor: Grpc.Reflection.V1alpha.reflectionFileDescriptor,
      methods: current.definition.methods)
  }
}
