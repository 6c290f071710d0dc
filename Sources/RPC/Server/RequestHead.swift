internal import Transport

/// The headers of a request, judged: what to run, or how to refuse it. No I/O.
struct RequestHead {
  enum Verdict {
    case accept(RequestHead)
    /// Not gRPC: an HTTP status, and a status of gRPC for clients that look for one.
    case refuseHTTP(status: StaticString, RPCError)
    case refuse(RPCError)
  }

  var methodIndex: Int
  var timeout: Duration?
  var encoding: MessageEncoding
  /// Whether the request says how its messages are compressed.
  var namesEncoding: Bool
  var acceptsGzip: Bool
  var trace: TraceContext?

  static func judge(_ headers: HeaderList, isOversized: Bool, _ core: ServerCore) -> Verdict {
    if isOversized {
      return .refuseHTTP(
        status: "431",
        RPCError(
          .resourceExhausted,
          "the headers exceed \(core.configuration.metadataByteCountMax) bytes"))
    }
    var fields = Fields()
    headers.forEachField { fields.note($0, $1, $2, core.methods) }
    guard fields.isPost == true else {
      return .refuseHTTP(
        status: "405", RPCError(.internalError, "gRPC calls are POST requests"))
    }
    guard fields.isGRPC == true else {
      return .refuseHTTP(
        status: "415", RPCError(.internalError, "the content type must be application/grpc"))
    }
    guard case .valid(let method) = fields.method else {
      let path = headers[":path"] ?? ""
      return .refuse(RPCError(.unimplemented, "there is no method '\(path)' on this server"))
    }
    return fields.head(methodIndex: method, headers)
  }

  /// What the fields say; the first of each name counts. Read in one pass, which looks at the length of
  /// a name first: a search for each field took more time than all else here.
  private struct Fields {
    enum Value<T> {
      case absent
      case valid(T)
      case malformed(index: Int)

      mutating func set(_ index: Int, _ parse: @autoclosure () -> T?) {
        guard case .absent = self else { return }
        self = parse().map(Value.valid) ?? .malformed(index: index)
      }

      var valid: T? { if case .valid(let value) = self { value } else { nil } }
    }

    var isPost: Bool?
    var isGRPC: Bool?
    var method = Value<Int>.absent
    private var timeout = Value<Duration>.absent
    private var encoding = Value<MessageEncoding>.absent
    private var acceptsGzip: Bool?
    private var trace = Value<TraceContext>.absent

    mutating func note(
      _ index: Int, _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer,
      _ methods: borrowing MethodTable
    ) {
      switch name.count {
      case 5 where name.equals(":path"): method.set(index, methods.find(value))
      case 7 where name.equals(":method"): isPost = isPost ?? value.equals("POST")
      case 11 where name.equals("traceparent"): trace.set(index, TraceContext(bytes: value))
      case 12 where name.equals("content-type"):
        isGRPC = isGRPC ?? RequestHead.isGRPCContentType(value)
      case 12 where name.equals("grpc-timeout"): timeout.set(index, GRPCTimeout.parse(value))
      case 13 where name.equals("grpc-encoding"): encoding.set(index, MessageEncoding(name: value))
      case 20 where name.equals("grpc-accept-encoding"):
        acceptsGzip = acceptsGzip ?? MessageEncoding.acceptsGzip(value)
      default: break
      }
    }

    func head(methodIndex: Int, _ headers: HeaderList) -> Verdict {
      if case .malformed(let index) = timeout {
        return .refuse(
          RPCError(
            .internalError, "'\(headers.value(at: index))' is no grpc-timeout; write 100m or 5S"))
      }
      if let timeout = timeout.valid, timeout <= .zero {
        return .refuse(RPCError(.deadlineExceeded, "the deadline passed before the call came"))
      }
      if case .malformed(let index) = encoding {
        return .refuse(
          RPCError(
            .unimplemented,
            "the grpc-encoding '\(headers.value(at: index))' is not known; "
              + "this server takes \(MessageEncoding.accepted)"))
      }
      return .accept(
        RequestHead(
          methodIndex: methodIndex, timeout: timeout.valid, encoding: encoding.valid ?? .identity,
          namesEncoding: encoding.valid != nil, acceptsGzip: acceptsGzip ?? false,
          trace: trace.valid))
    }
  }

  /// `application/grpc`, alone or followed by `+proto` and the like or by parameters.
  static func isGRPCContentType(_ value: UnsafeRawBufferPointer) -> Bool {
    let wanted: StaticString = "application/grpc"
    let byteCount = wanted.utf8CodeUnitCount
    guard UnsafeRawBufferPointer(rebasing: value.prefix(byteCount)).equals(wanted) else {
      return false
    }
    guard value.count > byteCount else { return true }
    let next = value[byteCount]
    return next == UInt8(ascii: "+") || next == UInt8(ascii: ";")
  }
}
