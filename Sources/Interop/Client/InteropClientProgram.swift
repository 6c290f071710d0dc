internal import Glibc
internal import RPC
internal import Service
internal import Transport

/// The program `interop-client`; its options have the names that the description gives them.
package enum InteropClientProgram {
  private static let program = Program(
    "interop-client",
    [
      .string("server_host", value: "HOST", help: "Where the server is.", default: "localhost"),
      .integer("server_port", in: 1...65535, help: "Where it listens.", default: 10000),
      .string(
        "server_host_override", value: "HOST",
        help: "The name to expect in the server's certificate and to send as :authority."),
      .choice(
        "test_case", of: ["all"] + InteropCase.allCases.map(\.rawValue), help: "What to run.",
        default: "all"),
      .choice(
        "use_tls", of: ["true", "false"], help: "Whether to speak TLS.", default: "false"),
      .string(
        "ca_file", value: "FILE", help: "PEM authorities to trust; without it, the system's."),
      .string("client_cert", value: "FILE", help: "PEM certificate to show; with --client_key."),
      .string("client_key", value: "FILE", help: "PEM private key of --client_cert."),
      .integer("soak_iterations", in: 1...soakMax, help: "Calls of a soak.", default: 10),
      .integer(
        "soak_max_failures", in: 0...soakMax, help: "Calls of a soak that may fail.", default: 0),
      .integer(
        "soak_per_iteration_max_acceptable_latency_ms", in: 1...soakMax,
        help: "What makes a call of a soak too slow.", default: 1000),
      .integer(
        "soak_min_time_ms_between_rpcs", in: 0...soakMax,
        help: "How far apart the calls of a soak begin.", default: 0),
      .integer(
        "soak_overall_timeout_seconds", in: 1...soakMax, help: "How long a soak goes on.",
        default: 10),
      .integer(
        "soak_request_size", in: 0...soakByteCountMax,
        help: "Bytes of payload in a soak's request.", default: InteropCalls.large.request),
      .integer(
        "soak_response_size", in: 0...soakByteCountMax,
        help: "Bytes of payload in a soak's response.", default: InteropCalls.large.response),
    ])

  private static let soakMax = Int(Int32.max)
  private static let soakByteCountMax = 16 << 20

  /// Runs the cases, a line each; the exit status is 0 when all of them passed. Never returns.
  package static func main() async -> Never {
    signal(SIGPIPE, SIG_IGN)
    let values = program.parse()
    let client: InteropClient
    do {
      client = try makeClient(values)
    } catch {
      program.fail(error)
    }
    let wanted = values.string("test_case")!
    var hasFailed = false
    for interopCase in InteropCase.allCases where ["all", interopCase.rawValue].contains(wanted) {
      let start = ContinuousClock.now
      do {
        try await client.run(interopCase)
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        program.say("ok \(interopCase.rawValue) (\(milliseconds) ms)")
      } catch {
        program.say("FAILED \(interopCase.rawValue): \(error)")
        hasFailed = true
      }
    }
    exit(hasFailed ? 1 : 0)
  }

  private static func makeClient(_ values: OptionValues) throws -> InteropClient {
    var configuration = ChannelConfiguration()
    if values.string("use_tls") == "true" {
      configuration.tls = try TLSClientContext(
        TLSClientConfiguration(
          authoritiesPath: values.string("ca_file"), identity: try identity(values)))
    }
    let port = values.integer("server_port")!
    if let name = values.string("server_host_override") {
      configuration.serverName = name
      configuration.authority = "\(name):\(port)"
    }
    let host = values.string("server_host")!
    let target = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    return InteropClient(soak: soakSettings(values)) { [configuration] in
      Channel(target: target, configuration: configuration)
    }
  }

  private static func identity(_ values: OptionValues) throws -> TLSIdentityFiles? {
    switch (values.string("client_cert"), values.string("client_key")) {
    case (let certificate?, let key?):
      return TLSIdentityFiles(certificatePath: certificate, keyPath: key)
    case (nil, nil): return nil
    default: throw OptionError("--client_cert and --client_key go together")
    }
  }

  private static func soakSettings(_ values: OptionValues) -> SoakSettings {
    var settings = SoakSettings()
    settings.iterationCount = values.integer("soak_iterations")!
    settings.failureCountMax = values.integer("soak_max_failures")!
    settings.iterationDurationMax = .milliseconds(
      values.integer("soak_per_iteration_max_acceptable_latency_ms")!)
    settings.intervalMin = .milliseconds(values.integer("soak_min_time_ms_between_rpcs")!)
    settings.durationMax = .seconds(values.integer("soak_overall_timeout_seconds")!)
    settings.sizes.request = values.integer("soak_request_size")!
    settings.sizes.response = values.integer("soak_response_size")!
    return settings
  }
}
