import Crypto
import Testing

@Suite struct AESGCMTests {
  struct Vector: Sendable {
    let key, nonce, plaintext, associatedData, sealed: [UInt8]

    init(_ key: String, _ nonce: String, _ plaintext: String, _ data: String, _ sealed: String) {
      self.key = Hex.decode(key)!
      self.nonce = Hex.decode(nonce)!
      self.plaintext = Hex.decode(plaintext)!
      associatedData = Hex.decode(data)!
      self.sealed = Hex.decode(sealed)!
    }
  }

  /// NIST's CAVP vectors, gcmEncryptExtIV256.rsp, IVlen 96 and Taglen 128: PTlen and AADlen 0 and 0, 128 and 0,
  /// 128 and 128 (Count 0 and 1); and test case 16 of McGrew and Viega's specification of GCM, whose length
  /// is no multiple of a block.
  static let vectors = [
    Vector(
      "b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4",
      "516c33929df5a3284ff463d7", "", "", "bdc1ac884d332457a1d2664f168c76f0"),
    Vector(
      "31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22",
      "0d18e06c7c725ac9e362e1ce", "2db5168e932556f8089a0622981d017d", "",
      "fa4362189661d163fcd6a56d8bf0405ad636ac1bbedd5cc3ee727dc2ab4a9489"),
    Vector(
      "92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b",
      "ac93a1a6145299bde902f21a", "2d71bcfa914e4ac045b2aa60955fad24",
      "1e0889016f67601c8ebea4943bc23ad6",
      "8995ae2e6df3dbf96fac7b7137bae67feca5aa77d51d4a0a14d9c51e1da474ab"),
    Vector(
      "7da3bccaffb3464178ca7c722379836db50ce0bfb47640b9572163865332e486",
      "c04fd2e701c3dc62b68738b3", "fd671cab1ee21f0df6bb610bf94f0e69",
      "fec0311013202e4ffdc4204926ae0ddf",
      "6be61b17b7f7d494a7cdf270562f37ba5e702a38323fe1160b780d17adad3e96"),
    Vector(
      "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
      "cafebabefacedbaddecaf888",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        + "76fc6ece0f4e1768cddf8853bb2d551b"),
  ]

  @Test(arguments: vectors)
  func sealsAndOpensKnownAnswers(_ vector: Vector) throws {
    #expect(
      AESGCM.seal(
        vector.plaintext, key: vector.key, nonce: vector.nonce,
        associatedData: vector.associatedData) == vector.sealed)
    #expect(
      try AESGCM.open(
        vector.sealed, key: vector.key, nonce: vector.nonce,
        associatedData: vector.associatedData) == vector.plaintext)
  }

  @Test(arguments: vectors)
  func anyChangedByteIsFound(_ vector: Vector) throws {
    func opens(_ sealed: [UInt8], _ key: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) -> Bool {
      (try? AESGCM.open(sealed, key: key, nonce: nonce, associatedData: data)) != nil
    }
    func changes(of bytes: [UInt8]) -> [[UInt8]] {
      bytes.indices.map { index in
        var changed = bytes
        changed[index] ^= 0x10
        return changed
      }
    }
    let (sealed, key) = (vector.sealed, vector.key)
    let (nonce, data) = (vector.nonce, vector.associatedData)
    for changed in changes(of: sealed) { #expect(!opens(changed, key, nonce, data)) }
    for changed in changes(of: key) { #expect(!opens(sealed, changed, nonce, data)) }
    for changed in changes(of: nonce) { #expect(!opens(sealed, key, changed, data)) }
    for changed in changes(of: data) { #expect(!opens(sealed, key, nonce, changed)) }
    #expect(!opens(sealed, key, nonce, data + [0]))
    for count in sealed.indices { #expect(!opens(Array(sealed[..<count]), key, nonce, data)) }
    #expect(opens(sealed, key, nonce, data))
  }

  @Test func base64IsStrict() {
    // RFC 4648, section 10.
    let vectors = [
      "": "", "Zg==": "f", "Zm8=": "fo", "Zm9v": "foo", "Zm9vYg==": "foob", "Zm9vYmE=": "fooba",
      "Zm9vYmFy": "foobar",
    ]
    for (text, plain) in vectors { #expect(Base64.decode(text) == Array(plain.utf8), "\(text)") }
    #expect(Base64.decode("Zg") == [0x66])
    #expect(Base64.decode("+/+/") == [0xfb, 0xff, 0xbf])
    for text in ["Z", "Zg=", "Zh==", "Zm9=", "Zm9v=", "Zm 9", "Zm9-", "====", "é"] {
      #expect(Base64.decode(text) == nil, "\(text)")
    }
  }
}
