/// Why a stream ended.
package enum StreamCloseReason: Sendable, CustomStringConvertible {
  /// We closed it.
  case closedByUs
  /// The peer ended its side in the proper way.
  case closedByPeer
  /// The peer reset the connection, or it broke.
  case failed(SystemError)
  /// TLS failed: handshake, certificate, a forged record or a missing close_notify.
  case tls(TLSError)
  /// A limit of time ran out; the text says which.
  case timedOut(String)

  package var description: String {
    switch self {
    case .closedByUs: "closed by us"
    case .closedByPeer: "closed by the peer"
    case .failed(let error): "connection broken: \(error)"
    case .tls(let error): "\(error)"
    case .timedOut(let what): "\(what) timed out"
    }
  }
}
