internal import RPC
internal import Service
internal import Transport

/// How the tool speaks TLS to a gateway or to a service behind it.
struct TLSSettings: Sendable {
  static let options: [OptionSpec] = [
    .string(
      "server-tls-ca", value: "FILE",
      help: "PEM authorities that the server's certificate comes from; turns TLS on."),
    .string(
      "client-tls-cert", value: "FILE",
      help: "PEM certificate chain to show, for servers that ask for one."),
    .string("client-tls-key", value: "FILE", help: "PEM private key of that certificate."),
  ]

  private let configuration: TLSClientConfiguration?

  /// Plain text.
  init() { configuration = nil }

  init(_ invocation: Invocation) throws {
    func file(_ name: String) -> String? { invocation.values.string(name) }
    let identity: TLSIdentityFiles?
    switch (file("client-tls-cert"), file("client-tls-key")) {
    case (let certificate?, let key?):
      identity = TLSIdentityFiles(certificatePath: certificate, keyPath: key)
    case (nil, nil): identity = nil
    default: throw UsageError("--client-tls-cert and --client-tls-key need each other")
    }
    guard let authorities = file("server-tls-ca") else {
      guard identity == nil else {
        throw UsageError("--client-tls-cert needs --server-tls-ca, which turns TLS on")
      }
      configuration = nil
      return
    }
    configuration = TLSClientConfiguration(authoritiesPath: authorities, identity: identity)
  }

  /// A channel to a server that is called in this way.
  func channel(to target: String) throws -> Channel {
    var channel = ChannelConfiguration()
    do throws(TLSError) {
      channel.tls = try configuration.map { (tls) throws(TLSError) in try TLSClientContext(tls) }
    } catch {
      throw CommandFailure("\(error)")
    }
    return Channel(target: target, configuration: channel)
  }
}
