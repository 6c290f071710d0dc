package import Transport

/// A limit of a server that a client ran into.
package enum ServerLimit: Sendable, Hashable, CaseIterable {
  /// The connection went too far, or took too long; it was closed.
  case connection(PeerFault)
  /// Handlers of cancelled calls are still running; the stream was refused.
  case handlers
  /// A request, or what it decompresses to, is too large; the call ended with RESOURCE_EXHAUSTED.
  case requestSize
  /// A request cannot be read: framing, compression or protobuf; the call ended with INTERNAL.
  case requestEncoding

  package static var allCases: [ServerLimit] {
    PeerFault.allCases.map(ServerLimit.connection) + [.handlers, .requestSize, .requestEncoding]
  }

  /// The name in metrics.
  package var name: String {
    switch self {
    case .connection(let fault): fault.rawValue
    case .handlers: "handlers"
    case .requestSize: "request_size"
    case .requestEncoding: "request_encoding"
    }
  }
}
