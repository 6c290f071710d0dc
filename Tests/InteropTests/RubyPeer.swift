import Foundation
import TestSupport
import Testing

/// The official Ruby implementation of gRPC with its interoperability programs and test
/// certificates, from Debian's ruby-grpc.
struct RubyPeer {
  /// Where the package keeps the implementation.
  let folder: String

  init() async throws {
    let found = try await ProgramOutcome(
      of: "ruby", ["-e", "puts Gem::Specification.find_by_name('grpc').full_gem_path"])
    try #require(
      found.status == 0,
      "ruby-grpc is missing; run scripts/install-packages.sh test: \(found.errors)")
    folder = found.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The name that the server's test certificate is issued for.
  static let serverName = "foo.test.google.fr"

  /// One of the test keys and certificates.
  func certificate(_ name: String) -> String { "\(folder)/src/ruby/spec/testdata/\(name)" }

  /// Runs a case of the Ruby client to its end.
  func runClient(_ name: String, port: Int, overTLS: Bool) async throws -> ProgramOutcome {
    var arguments = [
      "\(folder)/src/ruby/pb/test/client.rb", "--server_host", "127.0.0.1", "--server_port",
      "\(port)", "--test_case", name,
    ]
    if overTLS {
      arguments += [
        "--use_tls", "true", "--use_test_ca", "true", "--server_host_override", Self.serverName,
      ]
    }
    return try await ProgramOutcome(of: "ruby", arguments)
  }

  /// Starts the Ruby server.
  func startServer(overTLS: Bool) async throws -> PeerServer {
    let script = PythonPeer.folder.appending(path: "Peers/ruby_server.rb").path
    return try await PeerServer("ruby", [script, "--port", "0", "--use_tls", "\(overTLS)"])
  }
}
