import Foundation
import Store
import TestSupport
import Testing

@Suite("Master key")
struct MasterKeyTests {
  private static let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
  private static let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

  @Test("Hexadecimal, base64 and a file are the same key")
  func oneKey() throws {
    let folder = try TemporaryFolder()
    try (Self.base64 + "\n").write(
      toFile: folder.file("key"), atomically: true, encoding: .utf8)
    let keys = [
      try MasterKey(text: Self.hex, source: "x"),
      try MasterKey(text: Self.hex.uppercased() + "\n", source: "x"),
      try MasterKey(text: Self.base64, source: "x"),
      try #require(try MasterKey.keys(inFile: folder.file("key")).first),
    ]
    #expect(Set(keys).count == 1)
    // Which key it is, never the key.
    #expect("\(keys[0])" == "master key \(keys[0].id)")
    #expect(String(reflecting: keys[0]) == "master key \(keys[0].id)")
    #expect(keys[0].id != (try MasterKey(text: String(repeating: "0", count: 64), source: "x")).id)
  }

  @Test(
    "What is no key is refused without repeating it",
    arguments: ["secretsecret", hex + "00", String(hex.dropLast()) + "g", base64 + "AAAA", "é"])
  func noKey(text: String) throws {
    #expect { try MasterKey(text: text, source: "APUS_MASTER_KEY") } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .cannotOpen && error.message.contains("APUS_MASTER_KEY")
        && error.message.contains("openssl rand -hex 32") && !error.message.contains(text)
    }
  }

  @Test("A file names the key to use first, then those before it")
  func fileOfKeys() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("keys")
    let other = String(repeating: "0", count: 64)
    func write(_ text: String) throws {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    try write("# since March\n\(Self.hex)\n\n  \(other)\r\n")
    let keys = try #require(try MasterKeys(text: "", file: file))
    #expect(
      keys.ids
        == [
          try MasterKey(text: Self.hex, source: "x").id, try MasterKey(text: other, source: "x").id,
        ])
    for (text, hint) in [("# none\n", "holds 0 keys"), ("\(Self.hex)\nsecret\n", file)] {
      try write(text)
      #expect { try MasterKeys(text: "", file: file) } throws: { error in
        guard let message = (error as? StoreError)?.message else { return false }
        return message.contains(hint) && !message.contains("secret")
      }
    }
  }

  @Test("Options name at most one key and one before it")
  func options() throws {
    #expect(try MasterKeys(text: "", file: "") == nil)
    let keys = try MasterKeys(
      text: Self.hex, file: "", previousText: String(repeating: "0", count: 64))
    #expect(keys?.primary.id == (try MasterKey(text: Self.hex, source: "x")).id)
    #expect(throws: StoreError.self) { try MasterKeys(text: Self.hex, file: "/key") }
    #expect(throws: StoreError.self) {
      try MasterKeys(text: "", file: "", previousText: Self.hex)
    }
    #expect { try MasterKeys(text: "", file: "/nonexistent/key") } throws: { error in
      (error as? StoreError)?.message.contains("/nonexistent/key") == true
    }
  }
}
