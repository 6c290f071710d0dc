internal import Glibc
internal import RPC
internal import RPCServices
internal import Service
internal import Transport

/// The program `interop-server`.
package enum InteropServerProgram {
  private static let program = Program(
    "interop-server",
    [
      .integer("port", in: 0...65535, help: "Where to listen; 0 picks a port.", default: 10000),
      .string(
        "host", value: "ADDRESS", help: "The address to listen on, for example [::].",
        default: "127.0.0.1"),
      .integer("loops", in: 1...64, help: "Event loops, each on a thread.", default: 1),
      .string(
        "tls-cert", value: "FILE", help: "PEM certificate chain; with --tls-key, serves TLS."),
      .string("tls-key", value: "FILE", help: "PEM private key of --tls-cert."),
      .string(
        "client-ca", value: "FILE",
        help: "PEM authorities; a client must then show a certificate of theirs."),
      .duration("drain-timeout", help: "How long calls may go on after SIGTERM.", default: "10s"),
    ])

  /// Serves until SIGTERM or SIGINT, then drains; SIGHUP reads the certificates again. Never returns.
  package static func main() async -> Never {
    let values = program.parse()
    do {
      try await serve(values)
      exit(0)
    } catch {
      program.fail(error)
    }
  }

  private static func serve(_ values: OptionValues) async throws {
    let tls = try tlsContext(values)
    var configuration = ServerConfiguration(
      listen: "\(values.string("host")!):\(values.integer("port")!)",
      loopCount: values.integer("loops"), requestByteCountMax: 16 << 20)
    configuration.tls = tls
    let standard = StandardServices(beside: [TestService(), EchoService(), ChannelzService()])
    let server = Server(configuration: configuration, services: standard.all)
    // A loop of its own: signals are answered while the others are busy.
    let signalLoops = try EventLoopGroup(count: 1, name: "apus-signals")
    let stop = AsyncStream<Void>.makeStream()
    try TerminationSignals.install(
      on: signalLoops.loops[0],
      terminate: { count in
        if count > 1 { exit(1) }
        stop.continuation.finish()
      },
      reload: {
        do throws(TLSError) {
          try tls?.reload()
        } catch {
          program.complain("certificates not reloaded, the old ones stay: \(error)")
        }
      })
    let address = try await server.start()
    program.say("listening on \(address)\(tls == nil ? "" : " with TLS")")
    for await _ in stop.stream {}
    standard.health.beginDraining()
    await server.beginGracefulShutdown(grace: values.duration("drain-timeout")!)
  }

  private static func tlsContext(_ values: OptionValues) throws -> TLSServerContext? {
    guard let identity = try identity(values) else { return nil }
    return try TLSServerContext(
      TLSServerConfiguration(
        identity: identity, clientAuthoritiesPath: values.string("client-ca")))
  }

  private static func identity(_ values: OptionValues) throws -> TLSIdentityFiles? {
    switch (values.string("tls-cert"), values.string("tls-key")) {
    case (let certificate?, let key?):
      return TLSIdentityFiles(certificatePath: certificate, keyPath: key)
    case (nil, nil) where values.string("client-ca") == nil: return nil
    default: throw OptionError("--tls-cert and --tls-key go together, and --client-ca needs both")
    }
  }
}
