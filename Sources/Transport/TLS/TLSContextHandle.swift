internal import COpenSSL
internal import Glibc

/// Owns one `SSL_CTX`. Unchecked `Sendable`: OpenSSL's contexts may be shared between threads once
/// they are configured, and this one is not changed after `init`.
final class TLSContextHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  /// ALPN names, each after its length; read by the selection callback.
  private let protocols: UnsafeMutableBufferPointer<UInt8>

  private init(_ method: OpaquePointer, protocols: [String]) {
    apus_openssl_stays()
    guard let context = SSL_CTX_new(method) else {
      fatalError("no memory for a TLS context: \(TLSError.takeReason())")
    }
    pointer = context
    let wire = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    self.protocols = .allocate(capacity: wire.count)
    _ = self.protocols.initialize(fromContentsOf: wire)
    apus_ssl_ctx_harden(context)
  }

  deinit {
    SSL_CTX_free(pointer)
    protocols.deallocate()
  }

  static func server(_ configuration: TLSServerConfiguration) throws(TLSError) -> TLSContextHandle {
    let context = TLSContextHandle(
      TLS_server_method(), protocols: configuration.applicationProtocols)
    try context.load(configuration.identity)
    if let path = configuration.clientAuthoritiesPath {
      try context.trust(path)
      SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
    }
    // Sessions must not move between services that trust different clients.
    var sessionContext = Array("apus".utf8)
    SSL_CTX_set_session_id_context(
      context.pointer, &sessionContext, UInt32(sessionContext.count))
    if !configuration.applicationProtocols.isEmpty { context.selectProtocol() }
    return context
  }

  static func client(_ configuration: TLSClientConfiguration) throws(TLSError) -> TLSContextHandle {
    let context = TLSContextHandle(
      TLS_client_method(), protocols: configuration.applicationProtocols)
    if let path = configuration.authoritiesPath {
      try context.trust(path)
    } else if SSL_CTX_set_default_verify_paths(context.pointer) != 1 {
      throw TLSError(
        .badConfiguration, "the system's authorities cannot be loaded: \(TLSError.takeReason())")
    }
    if let identity = configuration.identity { try context.load(identity) }
    SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER, nil)
    if !configuration.applicationProtocols.isEmpty {
      let status = SSL_CTX_set_alpn_protos(
        context.pointer, context.protocols.baseAddress, UInt32(context.protocols.count))
      precondition(status == 0, "the ALPN list is malformed")
    }
    return context
  }

  /// Server side of ALPN: the first of our protocols that the client offers. RFC 7301: a client
  /// that offers only others gets a fatal alert.
  private func selectProtocol() {
    SSL_CTX_set_alpn_select_cb(
      pointer,
      { _, out, outCount, offered, offeredCount, argument in
        let ours = Unmanaged<TLSContextHandle>.fromOpaque(argument!).takeUnretainedValue().protocols
        var selected: UnsafeMutablePointer<UInt8>?
        let status = SSL_select_next_proto(
          &selected, outCount, ours.baseAddress, UInt32(ours.count), offered, offeredCount)
        guard status == OPENSSL_NPN_NEGOTIATED else { return SSL_TLSEXT_ERR_ALERT_FATAL }
        out?.pointee = UnsafePointer(selected)
        return SSL_TLSEXT_ERR_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func load(_ identity: TLSIdentityFiles) throws(TLSError) {
    let (certificate, key) = (identity.certificatePath, identity.keyPath)
    try Self.requireReadable(certificate, "certificate")
    try Self.requireReadable(key, "private key")
    ERR_clear_error()
    guard SSL_CTX_use_certificate_chain_file(pointer, certificate) == 1 else {
      throw TLSError(
        .badConfiguration,
        "'\(certificate)' holds no usable PEM certificate chain (\(TLSError.takeReason()))")
    }
    guard SSL_CTX_use_PrivateKey_file(pointer, key, SSL_FILETYPE_PEM) == 1 else {
      let reason = TLSError.takeReason()
      if reason.contains("mismatch") { throw Self.mismatch(identity) }
      throw TLSError(
        .badConfiguration, "'\(key)' holds no usable PEM private key without password (\(reason))")
    }
    guard SSL_CTX_check_private_key(pointer) == 1 else {
      ERR_clear_error()
      throw Self.mismatch(identity)
    }
  }

  private static func mismatch(_ identity: TLSIdentityFiles) -> TLSError {
    TLSError(
      .badConfiguration,
      "the private key '\(identity.keyPath)' does not belong to the certificate "
        + "'\(identity.certificatePath)'; give the pair that was issued together")
  }

  private func trust(_ path: String) throws(TLSError) {
    try Self.requireReadable(path, "authorities file")
    ERR_clear_error()
    guard SSL_CTX_load_verify_locations(pointer, path, nil) == 1 else {
      throw TLSError(
        .badConfiguration, "'\(path)' holds no PEM certificates (\(TLSError.takeReason()))")
    }
    SSL_CTX_set_client_CA_list(pointer, SSL_load_client_CA_file(path))
  }

  private static func requireReadable(_ path: String, _ what: String) throws(TLSError) {
    guard access(path, R_OK) != 0 else { return }
    throw TLSError(
      .badConfiguration,
      "the \(what) '\(path)' cannot be read: \(String(cString: strerror(errno)))")
  }
}
