import Foundation
import Testing

import Crypto

@Suite struct CryptoTests {
  @Test func hashesKnownAnswers() {
    #expect(
      Hex.encode(SHA256.hash([]))
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      Hex.encode(SHA256.hash(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func everySplitHashesTheSame() {
    let bytes = (0..<200).map { UInt8($0) }
    let whole = SHA256.hash(bytes)
    for cut in 0...bytes.count {
      var hash = SHA256()
      hash.update(Array(bytes[..<cut]))
      hash.update(Array(bytes[cut...]))
      #expect(hash.finalize() == whole)
    }
  }

  @Test func filesAreHashedAndMissingOnesNamed() throws {
    let path = NSTemporaryDirectory() + "apus-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let content = [UInt8](repeating: 0x61, count: 1_000_000)
    try Data(content).write(to: URL(fileURLWithPath: path))
    #expect(
      try SHA256.hexDigest(ofFile: path)
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    let error = #expect(throws: FileReadError.self) { try SHA256.hexDigest(ofFile: path + "x") }
    #expect("\(error!)" == "cannot read '\(path)x': No such file or directory")
    #expect(throws: FileReadError.self) { try SHA256.hexDigest(ofFile: NSTemporaryDirectory()) }
  }

  @Test func hexadecimalIsStrict() {
    #expect(Hex.encode([0, 0x0F, 0xA5, 0xFF]) == "000fa5ff")
    #expect(Hex.decode("000FA5ff") == [0, 0x0F, 0xA5, 0xFF])
    #expect(Hex.decode("") == [])
    for text in ["0", "0g", "0x", " 0", "é"] { #expect(Hex.decode(text) == nil) }
  }

  @Test func comparisonAndRandomness() {
    #expect(constantTimeEquals([1, 2], [1, 2]))
    #expect(!constantTimeEquals([1, 2], [1, 3]))
    #expect(!constantTimeEquals([1], [1, 2]))
    #expect(constantTimeEquals("", ""))
    let a = SecureRandom.bytes(32)
    #expect(a.count == 32)
    #expect(a != SecureRandom.bytes(32))
    #expect(SecureRandom.bytes(0).isEmpty)
  }
}
