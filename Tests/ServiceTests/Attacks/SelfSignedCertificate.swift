import TestSupport
import Testing
import Transport

/// A certificate for 127.0.0.1 that vouches for itself.
final class SelfSignedCertificate: Sendable {
  private let folder: TemporaryFolder

  init() async throws {
    folder = try TemporaryFolder()
    let outcome = try await ProgramOutcome(
      of: "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", "/CN=service", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
        folder.file("key.pem"), "-out", folder.file("certificate.pem"),
      ])
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// For a service to show it.
  var options: [String] {
    ["--tls-cert", folder.file("certificate.pem"), "--tls-key", folder.file("key.pem")]
  }

  /// For a client to trust it.
  func trust() throws -> TLSClientContext {
    try TLSClientContext(
      TLSClientConfiguration(authoritiesPath: folder.file("certificate.pem")))
  }
}
