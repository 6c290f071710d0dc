internal import COpenSSL
internal import Glibc

/// One TLS connection's state, without I/O: cipher text is offered to it and collected from it.
///
/// OpenSSL reads from and writes to a BIO of ours, which looks at `inbound` and appends to
/// `outbound`: no descriptor, no copy into a memory BIO, and many records leave in one system call.
/// A class because OpenSSL calls back with its address. Loop-confined.
final class TLSSession {
  enum Role {
    case server
    case client(serverName: String)
  }

  enum Progress {
    case done
    /// More cipher text from the peer is needed.
    case needsInput
    case failed(TLSError)
  }

  enum ReadResult {
    case bytes(Int)
    case needsInput
    /// The peer sent close_notify.
    case ended
    case failed(TLSError)
  }

  /// Cipher text for the peer.
  var outbound: WriteQueue
  private let ssl: OpaquePointer
  /// Keeps the context and with it the ALPN list alive.
  private let context: TLSContextHandle
  /// The chunk being read; valid only during a call.
  private var inbound = UnsafeRawBufferPointer(start: nil, count: 0)
  /// What was not consumed when reading was paused; at most one chunk.
  private var stash: [UInt8] = []

  init(context: TLSContextHandle, role: Role, pool: BlockPool) {
    self.context = context
    outbound = WriteQueue(pool: pool)
    guard let ssl = SSL_new(context.pointer), let bio = BIO_new(SessionBIO.method) else {
      fatalError("no memory for a TLS session: \(TLSError.takeReason())")
    }
    self.ssl = ssl
    BIO_set_data(bio, Unmanaged.passUnretained(self).toOpaque())
    BIO_set_init(bio, 1)
    SSL_set_bio(ssl, bio, bio)
    switch role {
    case .server: SSL_set_accept_state(ssl)
    case .client(let name):
      SSL_set_connect_state(ssl)
      expect(serverName: name)
    }
  }

  deinit { SSL_free(ssl) }

  private func expect(serverName name: String) {
    if SocketAddress(numericHost: name, port: 0) != nil {
      let parameters = SSL_get0_param(ssl)
      precondition(X509_VERIFY_PARAM_set1_ip_asc(parameters, name) == 1, "bad IP address \(name)")
    } else {
      apus_ssl_set_host_name(ssl, name)
      precondition(SSL_set1_host(ssl, name) == 1, "bad host name \(name)")
    }
  }

  // MARK: Input

  /// Offers a chunk for the length of `body`; what `body` leaves is kept for the next time.
  func withInput(_ chunk: UnsafeRawBufferPointer, _ body: () -> Void) {
    if stash.isEmpty {
      inbound = chunk
      body()
      stash.append(contentsOf: inbound)
    } else {
      var joined = stash
      stash = []
      joined.append(contentsOf: chunk)
      joined.withUnsafeBytes { bytes in
        inbound = bytes
        body()
        stash.append(contentsOf: inbound)
      }
    }
    inbound = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Whether reading may yield something without new cipher text.
  var hasBufferedInput: Bool { !stash.isEmpty || SSL_has_pending(ssl) == 1 }

  fileprivate func takeInput(into buffer: UnsafeMutableRawPointer, limit: Int) -> Int {
    let count = min(limit, inbound.count)
    guard count > 0 else { return 0 }
    buffer.copyMemory(from: inbound.baseAddress!, byteCount: count)
    inbound = UnsafeRawBufferPointer(rebasing: inbound[count...])
    return count
  }

  // MARK: Protocol

  func handshake() -> Progress {
    ERR_clear_error()
    let status = SSL_do_handshake(ssl)
    if status == 1 { return .done }
    if SSL_get_error(ssl, status) == SSL_ERROR_WANT_READ { return .needsInput }
    return .failed(handshakeError())
  }

  private func handshakeError() -> TLSError {
    let verification = SSL_get_verify_result(ssl)
    let reason = TLSError.takeReason()
    if verification != Int(X509_V_OK), reason.contains("verify") {
      let text = String(cString: X509_verify_cert_error_string(verification))
      return TLSError(.certificateRejected, "the peer's certificate was not accepted: \(text)")
    }
    return TLSError(.handshakeFailed, "handshake failed: \(reason)")
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadResult {
    ERR_clear_error()
    var count = 0
    let status = SSL_read_ex(ssl, buffer.baseAddress, buffer.count, &count)
    if status == 1 { return .bytes(count) }
    switch SSL_get_error(ssl, status) {
    case SSL_ERROR_WANT_READ: return .needsInput
    case SSL_ERROR_ZERO_RETURN: return .ended
    default:
      return .failed(TLSError(.protocolViolation, "a record was refused: \(TLSError.takeReason())"))
    }
  }

  /// Encrypts the beginning of `bytes` into `outbound`; returns how many bytes it took.
  func write(_ bytes: UnsafeRawBufferPointer) -> Result<Int, TLSError> {
    ERR_clear_error()
    var count = 0
    if SSL_write_ex(ssl, bytes.baseAddress, bytes.count, &count) == 1 { return .success(count) }
    return .failure(TLSError(.protocolViolation, "cannot encrypt: \(TLSError.takeReason())"))
  }

  /// Appends close_notify to `outbound`.
  func sendCloseNotify() {
    ERR_clear_error()
    SSL_shutdown(ssl)
    ERR_clear_error()
  }

  // MARK: What was negotiated

  var negotiatedProtocol: String? {
    var name: UnsafePointer<UInt8>?
    var count: UInt32 = 0
    SSL_get0_alpn_selected(ssl, &name, &count)
    guard let name, count > 0 else { return nil }
    return String(
      decoding: UnsafeBufferPointer(start: name, count: Int(count)), as: UTF8.self)
  }

  var peerIdentity: TLSPeerIdentity? {
    guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
    defer { X509_free(certificate) }
    return TLSPeerIdentity(certificate: certificate)
  }
}

/// The BIO through which OpenSSL reaches a session's buffers.
private enum SessionBIO {
  // Immutable once made, and OpenSSL only reads it.
  nonisolated(unsafe) static let method: OpaquePointer = {
    let type = BIO_get_new_index() | BIO_TYPE_SOURCE_SINK
    guard let method = BIO_meth_new(type, "apus session") else { fatalError("no memory") }
    BIO_meth_set_read_ex(method) { bio, buffer, limit, count in
      let taken = session(of: bio).takeInput(into: UnsafeMutableRawPointer(buffer!), limit: limit)
      count!.pointee = taken
      apus_bio_clear_retry(bio)
      if taken == 0 { apus_bio_retry_read(bio) }
      return taken > 0 ? 1 : 0
    }
    BIO_meth_set_write_ex(method) { bio, bytes, length, count in
      apus_bio_clear_retry(bio)
      session(of: bio).outbound.append(UnsafeRawBufferPointer(start: bytes, count: length))
      count!.pointee = length
      return 1
    }
    BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
    return method
  }()

  private static func session(of bio: OpaquePointer?) -> TLSSession {
    Unmanaged<TLSSession>.fromOpaque(BIO_get_data(bio)!).takeUnretainedValue()
  }
}
