internal import Transport

/// The headers of a request, judged: what to run, or how to refuse it. No I/O.
struct RequestHead {
  enum Verdict {
    case accept(RequestHead)
    /// Not gRPC: an HTTP status, with a sentence for people.
    case refuseHTTP(status: StaticString, reason: String)
    case refuse(RPCError)
  }

  var methodIndex: Int
  var timeout: Duration?
  var encoding: MessageEncoding
  var acceptsGzip: Bool
  var trace: TraceContext?

  static func judge(_ headers: HeaderList, isOversized: Bool, _ core: ServerCore) -> Verdict {
    if isOversized {
      return .refuseHTTP(
        status: "431",
        reason: "the headers exceed \(core.configuration.metadataByteCountMax) bytes")
    }
    guard headers.has(":method", "POST") else {
      return .refuseHTTP(status: "405", reason: "gRPC calls are POST requests")
    }
    guard let type = headers.firstIndex(of: "content-type"),
      headers.withValue(at: type, isGRPCContentType)
    else {
      return .refuseHTTP(status: "415", reason: "the content type must be application/grpc")
    }
    guard let pathIndex = headers.firstIndex(of: ":path"),
      let method = headers.withValue(at: pathIndex, core.methods.find)
    else {
      let path = headers[":path"] ?? ""
      return .refuse(RPCError(.unimplemented, "there is no method '\(path)' on this server"))
    }
    return judgeFields(headers, method)
  }

  private static func judgeFields(_ headers: HeaderList, _ method: Int) -> Verdict {
    var head = RequestHead(
      methodIndex: method, timeout: nil, encoding: .identity, acceptsGzip: false, trace: nil)
    if let index = headers.firstIndex(of: "grpc-timeout") {
      guard let timeout = headers.withValue(at: index, GRPCTimeout.parse) else {
        return .refuse(
          RPCError(
            .invalidArgument, "'\(headers.value(at: index))' is no grpc-timeout; write 100m or 5S"))
      }
      head.timeout = timeout
    }
    if let index = headers.firstIndex(of: "grpc-encoding") {
      guard let encoding = headers.withValue(at: index, MessageEncoding.init(name:)) else {
        return .refuse(
          RPCError(
            .unimplemented,
            "the grpc-encoding '\(headers.value(at: index))' is not known; "
              + "this server takes \(MessageEncoding.accepted)"))
      }
      head.encoding = encoding
    }
    if let accepted = headers["grpc-accept-encoding"] {
      head.acceptsGzip = MessageEncoding.acceptsGzip(accepted)
    }
    if let index = headers.firstIndex(of: "traceparent") {
      head.trace = headers.withValue(at: index, TraceContext.init(bytes:))
    }
    return .accept(head)
  }

  /// `application/grpc`, alone or followed by `+proto` and the like or by parameters.
  static func isGRPCContentType(_ value: UnsafeRawBufferPointer) -> Bool {
    let wanted: StaticString = "application/grpc"
    let bytes = UnsafeRawBufferPointer(
      start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)
    let start = UnsafeRawBufferPointer(rebasing: value.prefix(bytes.count))
    guard start.hasSameBytes(as: bytes) else { return false }
    guard value.count > bytes.count else { return true }
    let next = value[bytes.count]
    return next == UInt8(ascii: "+") || next == UInt8(ascii: ";")
  }
}
