package import Transport

/// A limit of a server that a client ran into.
package enum ServerLimit: Sendable, Hashable, CaseIterable {
  /// The connection went too far, or took too long; mostly it was closed.
  case connection(PeerFault)
  /// As many connections are open as may be; another one was closed.
  case connections
  /// The process has no descriptor left; a connection was closed.
  case descriptors
  /// A client did not complete the TLS handshake, or not in time; its connection was closed.
  case handshakes
  /// A call's headers are larger than announced; it ended with HTTP 431 and RESOURCE_EXHAUSTED.
  case metadataSize
  /// Handlers of cancelled calls are still running; the stream was refused.
  case handlers
  /// A request, or what it decompresses to, is too large; the call ended with RESOURCE_EXHAUSTED.
  case requestSize
  /// A request cannot be read: framing, compression or protobuf; the call ended with INTERNAL.
  case requestEncoding

  package static var allCases: [ServerLimit] {
    PeerFault.allCases.map(ServerLimit.connection)
      + [.connections, .descriptors, .handshakes, .metadataSize, .handlers, .requestSize]
      + [.requestEncoding]
  }

  init(_ refusal: ListenerConfiguration.Refusal) {
    switch refusal {
    case .tooManyConnections: self = .connections
    case .outOfDescriptors: self = .descriptors
    case .handshake: self = .handshakes
    }
  }

  /// The name in metrics.
  package var name: String {
    switch self {
    case .connection(let fault): fault.rawValue
    case .connections: "connections"
    case .descriptors: "descriptors"
    case .handshakes: "handshakes"
    case .metadataSize: "metadata_size"
    case .handlers: "handlers"
    case .requestSize: "request_size"
    case .requestEncoding: "request_encoding"
    }
  }
}
