internal import Transport

/// The headers of a response, judged. No I/O.
enum ResponseHead {
  /// A gRPC response; messages are encoded so.
  case accept(MessageEncoding)
  /// The call is over with this status; nil is OK.
  case trailersOnly(RPCError?)
  /// Not a response that a call can have.
  case refuse(RPCError)

  static func judge(_ headers: HeaderList, isOversized: Bool, endStream: Bool) -> ResponseHead {
    if isOversized {
      return .refuse(
        RPCError(.resourceExhausted, "the response's headers are larger than this side accepts"))
    }
    let status = headers[":status"].flatMap { Int($0) }
    let type = headers.firstPosition(of: "content-type")
    let isGRPC = type.map { headers.withValue(at: $0, RequestHead.isGRPCContentType) } ?? false
    guard status == 200, isGRPC else {
      // A server may say the status in gRPC's own terms beside an HTTP error.
      if headers.firstPosition(of: "grpc-status") != nil, let error = StatusTrailers.parse(headers)
      {
        return .refuse(error)
      }
      return .refuse(
        StatusTrailers.fromHTTP(status: status, contentType: headers["content-type"]))
    }
    if endStream { return .trailersOnly(StatusTrailers.parse(headers)) }
    guard let index = headers.firstPosition(of: "grpc-encoding") else { return .accept(.identity) }
    guard let encoding = headers.withValue(at: index, MessageEncoding.init(name:)) else {
      return .refuse(
        RPCError(
          .internalError,
          "the response's grpc-encoding '\(headers.value(at: index))' was not offered"))
    }
    return .accept(encoding)
  }

  /// The status of a call whose stream was reset (grpc/doc/PROTOCOL-HTTP2.md, "Errors").
  static func status(of end: HTTP2StreamEnd) -> RPCError {
    switch end {
    case .connectionLost(let reason):
      return RPCError(.unavailable, "the connection was lost during the call: \(reason)")
    case .neverLeft(let reason):
      return RPCError(.unavailable, "the connection was lost before the call left: \(reason)")
    case .closed(let code, let problem):
      let status: RPCError.Code =
        switch code {
        case .refusedStream: .unavailable
        case .cancel: .cancelled
        case .enhanceYourCalm: .resourceExhausted
        case .inadequateSecurity: .permissionDenied
        default: .internalError
        }
      let detail = problem.isEmpty ? "" : ": \(problem)"
      return RPCError(status, "the server closed the stream with \(code) and no status\(detail)")
    }
  }
}
