/// A certificate chain and the private key of its first certificate, as PEM files.
package struct TLSIdentityFiles: Hashable, Sendable {
  package var certificatePath: String
  package var keyPath: String

  package init(certificatePath: String, keyPath: String) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }
}

/// How a server speaks TLS.
package struct TLSServerConfiguration: Hashable, Sendable {
  package var identity: TLSIdentityFiles
  /// PEM file with the authorities whose client certificates are accepted. When set, a client must
  /// show one (mutual TLS); when nil, clients are not asked.
  package var clientAuthoritiesPath: String?
  /// ALPN protocols in order of preference. A client that offers others only is refused.
  package var applicationProtocols: [String]

  package init(
    identity: TLSIdentityFiles, clientAuthoritiesPath: String? = nil,
    applicationProtocols: [String] = ["h2"]
  ) {
    self.identity = identity
    self.clientAuthoritiesPath = clientAuthoritiesPath
    self.applicationProtocols = applicationProtocols
  }
}

/// How a client speaks TLS. The server's certificate is always verified, name included.
package struct TLSClientConfiguration: Hashable, Sendable {
  /// PEM file with the trusted authorities; nil for the system's.
  package var authoritiesPath: String?
  /// Shown when the server asks for a client certificate.
  package var identity: TLSIdentityFiles?
  /// ALPN protocols in order of preference.
  package var applicationProtocols: [String]

  package init(
    authoritiesPath: String? = nil, identity: TLSIdentityFiles? = nil,
    applicationProtocols: [String] = ["h2"]
  ) {
    self.authoritiesPath = authoritiesPath
    self.identity = identity
    self.applicationProtocols = applicationProtocols
  }
}
