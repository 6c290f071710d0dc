/// The printable alphabet in which byte-level BPE files write bytes.
///
/// GPT-2's published encoder gives every byte one visible character: the printable ones of Latin-1
/// stand for themselves, and the other 68 bytes take U+0100 and up in ascending order. Token and
/// merge strings of a GGUF are written in it.
package enum ByteAlphabet {
  /// The byte's scalar value in the alphabet, indexed by byte.
  static let scalarOfByte: [UInt32] = {
    var scalars = [UInt32](repeating: 0, count: 256)
    var next: UInt32 = 256
    for byte in 0..<256 {
      let isPrintable = (33...126) ~= byte || (161...172) ~= byte || (174...255) ~= byte
      scalars[byte] = isPrintable ? UInt32(byte) : next
      if !isPrintable { next += 1 }
    }
    return scalars
  }()

  /// Each byte as a vocabulary spells it.
  package static var spellings: [String] {
    scalarOfByte.map { String(Unicode.Scalar($0).unsafelyUnwrapped) }
  }

  /// The inverse, indexed by scalar value below 324; -1 where no byte is written so.
  private static let byteOfScalar: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 324)
    for (byte, scalar) in scalarOfByte.enumerated() { bytes[Int(scalar)] = Int16(byte) }
    return bytes
  }()

  /// The bytes that `text` writes, or nil where it holds a character outside the alphabet.
  package static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard scalar.value < 324, byteOfScalar[Int(scalar.value)] >= 0 else { return nil }
      bytes.append(UInt8(byteOfScalar[Int(scalar.value)]))
    }
    return bytes
  }
}
