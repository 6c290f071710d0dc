/// Writes the protocol and the client of every service of a file.
struct ServiceGenerator {
  let scope: FileScope

  private struct Method {
    var proto: Protoc.MethodDescriptorProto
    var name: String
    var request: String
    var response: String
    var comment: String
    var streamsRequests: Bool { proto.clientStreaming ?? false }
    var streamsResponses: Bool { proto.serverStreaming ?? false }

    var kind: String {
      switch (streamsRequests, streamsResponses) {
      case (false, false): "unary"
      case (false, true): "serverStreaming"
      case (true, false): "clientStreaming"
      case (true, true): "bidirectionalStreaming"
      }
    }
  }

  private func methods(
    _ service: Protoc.ServiceDescriptorProto, _ index: Int
  ) throws(GeneratorError) -> [Method] {
    var result: [Method] = []
    for (position, method) in service.method.enumerated() {
      result.append(
        Method(
          proto: method, name: SwiftName.method(method.name),
          request: try scope.typeName(method.inputType),
          response: try scope.typeName(method.outputType),
          comment: scope.comments.comment(
            [6, Int32(index), 2, Int32(position)], fallback: "The method `\(method.name)`.")))
    }
    return result
  }

  /// `MemoryService` stays, `Health` becomes `HealthService`.
  private func typeName(_ service: Protoc.ServiceDescriptorProto) -> String {
    service.name.hasSuffix("Service") ? service.name : service.name + "Service"
  }

  func writeTypes(_ out: inout SourceText) throws(GeneratorError) {
    for (index, service) in scope.file.service.enumerated() {
      if index > 0 { out.line() }
      let methods = try methods(service, index)
      let comment = scope.comments.comment(
        [6, Int32(index)], fallback: "The service `\(service.name)`.")
      writeProtocol(service, methods, comment, &out)
      out.line()
      writeClient(service, methods, &out)
    }
  }

  private func writeProtocol(
    _ service: Protoc.ServiceDescriptorProto, _ methods: [Method], _ comment: String,
    _ out: inout SourceText
  ) {
    out.documentation(comment)
    let parent = scope.library("RPCService", "RPC")
    out.block("\(scope.access) protocol \(typeName(service)): \(parent)") { out in
      for (index, method) in methods.enumerated() {
        if index > 0 { out.line() }
        out.documentation(method.comment)
        let request =
          method.streamsRequests
          ? "_ requests: \(scope.library("RequestStream", "RPC"))<\(method.request)>"
          : "_ request: \(method.request)"
        let context = "context: \(scope.library("ServerContext", "RPC"))"
        if method.streamsResponses {
          let writer = "writer: \(scope.library("ResponseWriter", "RPC"))<\(method.response)>"
          out.list("func \(method.name)(", [request, writer, context], ") async throws")
        } else {
          out.list(
            "func \(method.name)(", [request, context], ") async throws -> \(method.response)")
        }
      }
    }
  }

  private func writeClient(
    _ service: Protoc.ServiceDescriptorProto, _ methods: [Method], _ out: inout SourceText
  ) {
    let access = scope.access
    let channel = scope.library("Channel", "RPC")
    let fullName = scope.fullName([service.name])
    out.documentation("Calls `\(fullName)` over a channel.")
    let sendable = scope.library("Sendable", "Swift")
    out.block("\(access) struct \(typeName(service))Client: \(sendable)") { out in
      out.documentation("Where the calls go.")
      out.line("\(access) let channel: \(channel)")
      out.line()
      out.documentation("Creates a client; many may share a channel.")
      out.block("\(access) init(channel: \(channel))") { $0.line("self.channel = channel") }
      out.line()
      out.documentation("The methods' names on the wire.")
      out.block("\(access) enum Method") { out in
        for method in methods {
          out.documentation("`/\(fullName)/\(method.proto.name)`")
          out.list(
            "\(access) static let \(method.name) = \(scope.library("MethodPath", "RPC"))(",
            ["service: \"\(fullName)\"", "method: \"\(method.proto.name)\""], ")")
        }
      }
      for method in methods {
        out.line()
        writeCall(method, &out)
      }
    }
  }

  private func writeCall(_ method: Method, _ out: inout SourceText) {
    out.documentation(method.comment)
    let options = "options: \(scope.library("CallOptions", "RPC")) = .defaults"
    var parameters = method.streamsRequests ? [options] : ["_ request: \(method.request)", options]
    var arguments = ["Method.\(method.name)"]
    if !method.streamsRequests { arguments.append("request") }
    arguments.append("options: options")
    let writer = "\(scope.library("RequestWriter", "RPC"))<\(method.request)>"
    let stream = "\(scope.library("ResponseStream", "RPC"))<\(method.response)>"
    var generic = ""
    var result = method.response
    switch (method.streamsRequests, method.streamsResponses) {
    case (false, false): break
    case (true, false):
      parameters.append("_ body: (\(writer)) async throws -> Void")
      arguments.append("body")
    case (false, true):
      parameters.append("_ body: (\(stream)) async throws -> CallResult")
      (generic, result) = ("<CallResult>", "CallResult")
      arguments.append("body")
    case (true, true):
      parameters.append("_ body: (\(writer), \(stream)) async throws -> CallResult")
      (generic, result) = ("<CallResult>", "CallResult")
      arguments.append("body")
    }
    out.list(
      "\(scope.access) func \(method.name)\(generic)(", parameters,
      ") async throws -> \(result) {")
    out.indented { $0.list("try await channel.\(method.kind)(", arguments, ")") }
    out.line("}")
  }

  /// Writes what a server needs to know about each service.
  func writeDefinitions(_ out: inout SourceText) throws(GeneratorError) {
    for (index, service) in scope.file.service.enumerated() {
      let name = (scope.namespace + [typeName(service)]).joined(separator: ".")
      let methods = try methods(service, index)
      out.line()
      out.block("extension \(name)") { out in
        out.documentation("The service's name, its methods and its description.")
        let type = scope.library("ServiceDefinition", "RPC")
        out.block("\(scope.access) var definition: \(type)") { out in
          out.nested("\(type)(", ")") { out in
            let file = FileScope.descriptorConstant(
              ofFile: scope.file.name, package: scope.file.package)
            out.line("name: \"\(scope.fullName([service.name]))\",")
            out.line("fileDescriptor: \(file),")
            out.nested("methods: [", "]") { out in
              for method in methods { writeDefinition(method, &out) }
            }
          }
        }
      }
    }
  }

  private func writeDefinition(_ method: Method, _ out: inout SourceText) {
    // The closure states its types, which spares the compiler from inferring them.
    let prefix = scope.namespace.joined(separator: ".") + (scope.namespace.isEmpty ? "" : ".")
    func qualified(_ name: String) -> String { name.contains(".") ? name : prefix + name }
    let request =
      method.streamsRequests
      ? "requests: \(scope.library("RequestStream", "RPC"))<\(qualified(method.request))>"
      : "request: \(qualified(method.request))"
    var parameters = [request]
    var arguments = [method.streamsRequests ? "requests" : "request"]
    if method.streamsResponses {
      parameters.append(
        "writer: \(scope.library("ResponseWriter", "RPC"))<\(qualified(method.response))>")
      arguments.append("writer: writer")
    }
    parameters.append("context: \(scope.library("ServerContext", "RPC"))")
    arguments.append("context: context")
    out.line(".\(method.kind)(\"\(method.proto.name)\") {")
    out.indented { out in
      out.list("(", parameters, ") in")
      out.line("try await self.\(method.name)(\(arguments.joined(separator: ", ")))")
    }
    out.line("},")
  }
}
