internal import COpenSSL

/// Something TLS refused, in words an operator can act on.
package struct TLSError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong. Open: more may be added.
  package struct Code: Hashable, Sendable {
    private let raw: UInt8
    /// A file is missing, unreadable or not what it should be, or certificate and key differ.
    package static let badConfiguration = Code(raw: 0)
    /// The handshake failed.
    package static let handshakeFailed = Code(raw: 1)
    /// The peer's certificate was not accepted.
    package static let certificateRejected = Code(raw: 2)
    /// The peer broke the record protocol.
    package static let protocolViolation = Code(raw: 3)
    /// The connection ended without close_notify: the last bytes may be missing.
    package static let truncated = Code(raw: 4)
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { "TLS: \(message)" }

  /// The oldest reason in OpenSSL's queue of this thread; empties the queue.
  static func takeReason() -> String {
    let code = ERR_get_error()
    ERR_clear_error()
    guard code != 0 else { return "no reason given" }
    if let text = ERR_reason_error_string(code) { return String(cString: text) }
    return "OpenSSL error \(code)"
  }
}
