import HostilePeer
import Testing

/// The reader of these tests against the examples of RFC 7541 appendix C.
@Suite struct HPACKDecoderTests {
  private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.filter { $0 != " " }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  private func lines(_ decoder: inout HPACKDecoder, _ hexadecimal: String) throws -> [String] {
    try decoder.decode(bytes(hexadecimal)).map { "\($0.name): \($0.value)" }
  }

  /// Appendix C.4: three requests on one connection, with Huffman codes.
  @Test func requestsOfTheAppendix() throws {
    var decoder = HPACKDecoder()
    let common = [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"]
    #expect(
      try lines(&decoder, "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff") == common)
    #expect(
      try lines(&decoder, "8286 84be 5886 a8eb 1064 9cbf") == common + ["cache-control: no-cache"])
    #expect(
      try lines(
        &decoder, "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf") == [
          ":method: GET", ":scheme: https", ":path: /index.html", ":authority: www.example.com",
          "custom-key: custom-value",
        ])
  }

  /// Appendix C.6, with a table of 256 bytes, so that the third response drops the first one's entries.
  @Test func responsesOfTheAppendix() throws {
    var decoder = HPACKDecoder()
    // A size update of 256, as the appendix supposes.
    let first = [
      ":status: 302", "cache-control: private", "date: Mon, 21 Oct 2013 20:13:21 GMT",
      "location: https://www.example.com",
    ]
    #expect(
      try lines(
        &decoder,
        """
        3fe101 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b \
        ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3
        """) == first)
    #expect(
      try lines(&decoder, "4883 640e ffc1 c0bf") == [":status: 307"] + first.dropFirst())
  }

  @Test(arguments: ["", "a", "custom-value", "Zürich & \u{1F426}"])
  func stringsComeBack(_ text: String) throws {
    var decoder = HPACKDecoder()
    let block =
      [0x00] + FrameBytes.string("x-text", huffman: true) + FrameBytes.string(text, huffman: true)
    #expect(try decoder.decode(block).map(\.value) == [text])
  }

  @Test func whatIsCutShortIsRefused() throws {
    let block = bytes("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff")
    for count in 4..<block.count {
      var decoder = HPACKDecoder()
      #expect(throws: HPACKDecoder.Failure.self) { try decoder.decode(Array(block.prefix(count))) }
    }
  }
}
