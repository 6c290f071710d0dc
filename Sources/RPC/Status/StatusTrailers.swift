internal import Protobuf
package import Transport

/// A call's status as trailing header fields, and back.
package enum StatusTrailers {
  /// The longest `grpc-message` sent, before encoding: trailers must fit the peer's header limit.
  package static let messageByteCountMax = 4096

  package static func append(_ error: RPCError, to headers: inout HeaderList) {
    headers.append("grpc-status", "\(error.code.rawValue)")
    if !error.message.isEmpty {
      headers.append(
        "grpc-message", PercentEncoding.encode(clipped(error.message)), isNeverIndexed: true)
    }
    if !error.details.isEmpty {
      let bytes = StatusCoding.encode(
        code: error.code, message: clipped(error.message), details: error.details)
      headers.append("grpc-status-details-bin", Base64.encode(bytes), isNeverIndexed: true)
    }
    if let pushback = error.retryPushback {
      headers.append("grpc-retry-pushback-ms", pushback.header)
    }
    // An error that a backend sent on names the backend's own reply; this one has its own.
    headers.append(
      contentsOf: error.metadata.withoutReserved.filter {
        !MetadataRules.equals($0, "traceparent")
      })
  }

  private static func clipped(_ message: String) -> String {
    guard message.utf8.count > messageByteCountMax else { return message }
    return String(decoding: message.utf8.prefix(messageByteCountMax), as: UTF8.self)
  }

  /// The status in trailers: nil is OK. Trailers without a status are an error of the peer.
  package static func parse(_ headers: HeaderList) -> RPCError? {
    guard let index = headers.firstPosition(of: "grpc-status") else {
      // As for an HTTP response of 200 that is not gRPC (grpc/doc/http-grpc-status-mapping.md).
      return RPCError(.unknown, "the response ended without a grpc-status")
    }
    guard let number = Int(headers.value(at: index)), number >= 0 else {
      return RPCError(
        .unknown, "the response's grpc-status is no number: '\(headers.value(at: index))'")
    }
    guard number != 0 else { return nil }
    let message = headers.firstPosition(of: "grpc-message").map {
      headers.withValue(at: $0, PercentEncoding.decode)
    }
    let details = headers.firstPosition(of: "grpc-status-details-bin")
      .flatMap { headers.withValue(at: $0) { Base64.decode($0) } }
      .map(StatusCoding.decodeDetails)
    var error = RPCError(
      .init(rawValue: number), message ?? "", details: details ?? [],
      metadata: Metadata(received: headers))
    error.retryPushback = headers.firstPosition(of: "grpc-retry-pushback-ms")
      .map { RetryPushback(header: headers.value(at: $0)) }
    return error
  }

  /// The status for an HTTP response that is not gRPC (grpc/doc/http-grpc-status-mapping.md).
  static func fromHTTP(status: Int?, contentType: String?) -> RPCError {
    guard let status else {
      return RPCError(.internalError, "the response has no HTTP status")
    }
    let code: RPCError.Code =
      switch status {
      case 400, 431: .internalError
      case 401: .unauthenticated
      case 403: .permissionDenied
      case 404: .unimplemented
      case 429, 502, 503, 504: .unavailable
      default: .unknown
      }
    let type = contentType.map { "content type '\($0)'" } ?? "no content type"
    return RPCError(code, "the peer answered with HTTP status \(status) and \(type), not with gRPC")
  }
}
