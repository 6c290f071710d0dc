import Foundation
import Messages
import RPC
import TestSupport
import Testing

/// Nobody without the right key comes in.
@Suite(.timeLimit(.minutes(10))) struct AccessTests {
  @Test func missingAndWrongKeysAreRefused() async throws {
    let installation = try await Installation(pages: ["ap-pkg-diversions.html"])
    defer { installation.destroy() }
    let key = try installation.apiKey()
    let wrong = String(key.dropLast()) + (key.hasSuffix("0") ? "1" : "0")
    try await installation.withGateway { client, options in
      for metadata: Metadata in [
        [:], ["authorization": "Bearer \(wrong)"], ["authorization": key],
        ["authorization": "Bearer "],
      ] {
        let error = await #expect(throws: RPCError.self, "\(metadata)") {
          try await client.listRuns(.init(), options: CallOptions(metadata: metadata))
        }
        #expect(error?.code == .unauthenticated)
        #expect(error.map { !"\($0)".contains(key) } == true, "the key is told to a stranger")
      }
      // The same call with the key passes.
      _ = try await client.listRuns(.init(), options: options)
    }
    let file = installation.data.appending(path: "gateway/api-key").path
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    for service in Executable.services {
      #expect(try !installation.log(of: service).contains { $0.contains(key) }, "\(service)")
    }
  }

  @Test func aCallerWithoutAKeyIsToldWhereToGetOne() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let outcome = try await Executable.run(["ask", "What?", "--data", folder.url.path])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(folder.url.path)/gateway/api-key"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--api-key-file"), "\(outcome.errors)")
  }
}
