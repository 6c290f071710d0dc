import Foundation
import Gateway
import RPC
import Testing

@Suite struct APIKeyFileTests {
  @Test func theFirstStartMakesAKeyThatOnlyTheOwnerReads() throws {
    try withTemporaryDirectory { directory in
      let path = "\(directory)/gateway/api-key"
      let keys = try APIKeyFile.load(path: path, createsIfAbsent: true)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      #expect(keys.map(\.tenantID) == ["default"])
      // The second start finds the same key, and it is the one in the file.
      #expect(try APIKeyFile.load(path: path, createsIfAbsent: true) == keys)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(keys == [APIKey(text: key, tenantID: "default")])
      // Nothing half-made is left beside it.
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/gateway")
      #expect(names == ["api-key"])
    }
  }

  @Test func anAbsentFileThatSomebodyNamedIsAnError() throws {
    try withTemporaryDirectory { directory in
      let error = #expect(throws: APIKeyFile.Problem.self) {
        try APIKeyFile.load(path: "\(directory)/nowhere", createsIfAbsent: false)
      }
      #expect(error?.description.contains("--api-key-file") == true)
    }
  }

  @Test func linesHoldKeysTenantsAndComments() throws {
    let text = "# keys\n\napus_0123456789abcdef acme\n  apus_fedcba9876543210  \n"
    let keys = try APIKeyFile.parse(text, path: "keys")
    #expect(keys.map(\.tenantID) == ["acme", "default"])
    #expect(keys.map(\.isOwner) == [false, false])
    let owner = try APIKeyFile.parse("apus_0123456789abcdef acme owner\n", path: "keys")
    #expect(owner.map(\.isOwner) == [true])
  }

  @Test(
    arguments: [
      "", "# nothing\n", "short\n", "apus_0123456789abcdef a b\n",
      "apus_0123456789abcdef a owner b\n",
    ])
  func whatHoldsNoKeyIsRefusedWithItsPlace(_ text: String) {
    let error = #expect(throws: APIKeyFile.Problem.self) {
      try APIKeyFile.parse(text, path: "keys.txt")
    }
    #expect(error?.description.contains("keys.txt") == true)
  }

  @Test func aFileThatIsNoTextIsRefused() throws {
    try withTemporaryDirectory { directory in
      let path = "\(directory)/key"
      try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: path))
      #expect(throws: APIKeyFile.Problem.self) {
        try APIKeyFile.load(path: path, createsIfAbsent: true)
      }
    }
  }
}

func withTemporaryDirectory<T>(_ body: (String) throws -> T) throws -> T {
  let url = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}
