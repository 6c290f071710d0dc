internal import Transport

/// `--tls-cert`, `--tls-key` and `--tls-ca`.
enum TLSOptions {
  static func serverContext(_ options: OptionValues) throws -> TLSServerContext? {
    let authorities = options.string("tls-ca")
    switch (options.string("tls-cert"), options.string("tls-key")) {
    case (let certificate?, let key?):
      return try TLSServerContext(
        TLSServerConfiguration(
          identity: TLSIdentityFiles(certificatePath: certificate, keyPath: key),
          clientAuthoritiesPath: authorities))
    case (nil, nil):
      guard authorities == nil else {
        throw OptionError("--tls-ca needs --tls-cert and --tls-key")
      }
      return nil
    case (_?, nil): throw OptionError("--tls-cert needs --tls-key")
    case (nil, _?): throw OptionError("--tls-key needs --tls-cert")
    }
  }

  /// SIGHUP: reads the files again; new connections get the new certificate.
  static func reload(_ context: TLSServerContext?, _ logger: Logger) {
    guard let context else { return }
    do throws(TLSError) {
      try context.reload()
      logger.info("certificates reloaded")
    } catch {
      logger.error("certificates not reloaded, the old ones stay", ["error": .string("\(error)")])
    }
  }
}
