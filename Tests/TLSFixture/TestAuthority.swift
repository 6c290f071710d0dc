internal import TestSupport
internal import Testing
package import Transport

/// Certificates made for one test with the `openssl` command: an authority, a server for localhost
/// and 127.0.0.1, a client, and a second authority that nobody trusts.
package struct TestAuthority: Sendable {
  package let directory: String

  /// Off the tasks' threads, which must not block on child processes while other tests run.
  package static func make(in directory: String) async throws -> TestAuthority {
    try await BlockingThreads.shared.run {
      () throws(any Error) in try TestAuthority(in: directory)
    }
  }

  private init(in directory: String) throws {
    self.directory = directory
    for name in ["ca", "other-ca"] {
      try openssl([
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", "/CN=\(name)", "-keyout", path("\(name).key"), "-out", path("\(name).pem"),
      ])
    }
    try issue("server", subject: "/CN=server", names: "DNS:localhost,IP:127.0.0.1")
    try issue(
      "client", subject: "/O=Example/CN=orders",
      names:
        "DNS:orders,URI:spiffe://a/orders,email:orders@example.org,IP:10.0.0.7,IP:2001:db8::7")
  }

  package func path(_ file: String) -> String { "\(directory)/\(file)" }
  package var authorities: String { path("ca.pem") }

  package func identity(_ name: String) -> TLSIdentityFiles {
    TLSIdentityFiles(certificatePath: path("\(name).pem"), keyPath: path("\(name).key"))
  }

  /// Issues `name`.pem and `name`.key, signed by `authority`.
  package func issue(
    _ name: String, subject: String, names: String, authority: String = "ca"
  ) throws {
    try openssl([
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", subject,
      "-keyout", path("\(name).key"), "-out", path("\(name).csr"), "-addext",
      "subjectAltName=\(names)",
    ])
    try openssl([
      "x509", "-req", "-days", "2", "-copy_extensions", "copy", "-CAcreateserial", "-in",
      path("\(name).csr"), "-CA", path("\(authority).pem"), "-CAkey", path("\(authority).key"),
      "-out", path("\(name).pem"),
    ])
  }

  private func openssl(_ arguments: [String]) throws {
    let status = try ProgramOutcome(blockingOn: "openssl", arguments).status
    try #require(status == 0, "openssl \(arguments.joined(separator: " ")) exited with \(status)")
  }

  package func serverContext(mutual: Bool = false, protocols: [String] = ["h2"]) throws
    -> TLSServerContext
  {
    try TLSServerContext(
      TLSServerConfiguration(
        identity: identity("server"), clientAuthoritiesPath: mutual ? authorities : nil,
        applicationProtocols: protocols))
  }

  package func clientContext(
    identity name: String? = nil, trusting authority: String = "ca", protocols: [String] = ["h2"]
  ) throws -> TLSClientContext {
    try TLSClientContext(
      TLSClientConfiguration(
        authoritiesPath: path("\(authority).pem"), identity: name.map(identity),
        applicationProtocols: protocols))
  }
}
