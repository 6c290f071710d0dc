package import Messages
package import RPC

/// `grpc.reflection.v1alpha.ServerReflection`, which older tools ask: the same as `v1` in message types of
/// its own, which is why the two adapters look alike.
package struct ReflectionServiceAlpha: Grpc.Reflection.V1alpha.ServerReflectionService {
  private typealias Proto = Grpc.Reflection.V1alpha
  private let index: ReflectionIndex

  init(index: ReflectionIndex) {
    self.index = index
  }

  package func serverReflectionInfo(
    _ requests: RequestStream<Grpc.Reflection.V1alpha.ServerReflectionRequest>,
    writer: ResponseWriter<Grpc.Reflection.V1alpha.ServerReflectionResponse>, context: ServerContext
  ) async throws {
    for try await request in requests {
      let answer = index.answer(Self.query(request))
      try await writer.write(
        Proto.ServerReflectionResponse(
          validHost: request.host, originalRequest: request,
          messageResponse: Self.response(answer)))
    }
  }

  private static func query(_ request: Proto.ServerReflectionRequest) -> ReflectionIndex.Query {
    switch request.messageRequest {
    case .fileByFilename(let name): .file(name: name)
    case .fileContainingSymbol(let symbol): .fileContaining(symbol: symbol)
    case .fileContainingExtension(let wanted):
      .fileContainingExtension(type: wanted.containingType, number: wanted.extensionNumber)
    case .allExtensionNumbersOfType(let type): .extensionNumbers(type: type)
    case .listServices: .services
    case nil: .nothing
    }
  }

  private static func response(
    _ answer: ReflectionIndex.Answer
  ) -> Proto.ServerReflectionResponse.MessageResponse {
    switch answer {
    case .files(let files):
      .fileDescriptorResponse(Proto.FileDescriptorResponse(fileDescriptorProto: files))
    case .extensionNumbers(let type, let numbers):
      .allExtensionNumbersResponse(
        Proto.ExtensionNumberResponse(baseTypeName: type, extensionNumber: numbers))
    case .services(let names):
      .listServicesResponse(
        Proto.ListServiceResponse(service: names.map { Proto.ServiceResponse(name: $0) }))
    case .failure(let code, let message):
      .errorResponse(
        Proto.ErrorResponse(errorCode: Int32(code.rawValue), errorMessage: message))
    }
  }
}
