internal import Transport

/// `--tls-cert`, `--tls-key` and `--tls-ca`, and for those who call other services `--backend-tls-ca`.
enum TLSOptions {
  static func certificates(_ options: OptionValues) throws -> Certificates {
    let identity = try identity(options)
    return Certificates(
      server: try serverContext(identity, clientAuthorities: options.string("tls-ca")),
      client: try options.string(ifDeclared: CommonOptions.backendAuthorities).map {
        try TLSClientContext(TLSClientConfiguration(authoritiesPath: $0, identity: identity))
      })
  }

  private static func identity(_ options: OptionValues) throws -> TLSIdentityFiles? {
    switch (options.string("tls-cert"), options.string("tls-key")) {
    case (let certificate?, let key?):
      return TLSIdentityFiles(certificatePath: certificate, keyPath: key)
    case (nil, nil): return nil
    case (_?, nil): throw OptionError("--tls-cert needs --tls-key")
    case (nil, _?): throw OptionError("--tls-key needs --tls-cert")
    }
  }

  private static func serverContext(
    _ identity: TLSIdentityFiles?, clientAuthorities: String?
  ) throws -> TLSServerContext? {
    guard let identity else {
      guard clientAuthorities == nil else {
        throw OptionError("--tls-ca needs --tls-cert and --tls-key")
      }
      return nil
    }
    return try TLSServerContext(
      TLSServerConfiguration(identity: identity, clientAuthoritiesPath: clientAuthorities))
  }
}
