import Foundation
import Testing

/// What a service writes is its owner's alone.
@Suite struct FileModeTests {
  @Test func filesAndFoldersArePrivateWhateverTheShellsMask() async throws {
    // The mask is inherited; the shell's is as open as can be.
    let shell = ["sh", "-c", "umask 0; exec \"$@\"", "sh"]
    let data = NSTemporaryDirectory() + "apus-modes-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: data) }
    let fixture = try Fixture(["--make-file", "--data", data], wrapper: shell)
    _ = try await fixture.ports()
    #expect(try Self.mode(of: data) == 0o700)
    #expect(try Self.mode(of: data + "/made") == 0o600)
    #expect(try Self.mode(of: fixture.directory + "/ports.json") == 0o600)
  }

  private static func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
