/// Base64 (RFC 4648): written in the standard alphabet, read in that or the URL-safe one, with or
/// without padding, as gRPC's `-bin` metadata and protobuf's JSON ask.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    table[Int(UInt8(ascii: "-"))] = 62
    table[Int(UInt8(ascii: "_"))] = 63
    return table
  }()

  /// The text of the bytes, on one line.
  package static func encode(_ bytes: some Collection<UInt8>, isPadded: Bool = false) -> String {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    var accumulator: UInt32 = 0
    var bitCount = 0
    for byte in bytes {
      accumulator = accumulator << 8 | UInt32(byte)
      bitCount += 8
      while bitCount >= 6 {
        bitCount -= 6
        output.append(alphabet[Int(accumulator >> UInt32(bitCount)) & 63])
      }
    }
    if bitCount > 0 {
      output.append(alphabet[Int(accumulator << UInt32(6 - bitCount)) & 63])
    }
    while isPadded, output.count % 4 != 0 { output.append(UInt8(ascii: "=")) }
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes, or nil when a character is not of the alphabet or the length cannot be.
  package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    var accumulator: UInt32 = 0
    var bitCount = 0
    var paddingCount = 0
    var characterCount = 0
    for character in text {
      if character == UInt8(ascii: "=") {
        paddingCount += 1
        continue
      }
      let value = values[Int(character)]
      guard value != 0xFF, paddingCount == 0 else { return nil }
      characterCount += 1
      accumulator = accumulator << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        output.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bitCount)))
      }
    }
    let isPaddingRight = paddingCount == 0 || (characterCount + paddingCount) % 4 == 0
    guard characterCount % 4 != 1, paddingCount <= 2, isPaddingRight else { return nil }
    return output
  }
}
