/// The Huffman code of HPACK (RFC 7541 appendix B), made from the lengths of its codes: it is
/// canonical, so that codes of one length count upwards in the order of their symbols.
package enum HuffmanCode {
  struct Code: Hashable {
    let bits: UInt32
    let length: Int
  }

  /// The symbol that a string may never contain.
  package static let endOfString = 256

  private static let symbolsByLength: [(length: Int, symbols: [Int])] = [
    (5, [48, 49, 50, 97, 99, 101, 105, 111, 115, 116]),
    (
      6,
      [
        32, 37, 45, 46, 47, 51, 52, 53, 54, 55, 56, 57, 61, 65, 95, 98, 100, 102, 103, 104, 108,
        109, 110, 112, 114, 117,
      ]
    ),
    (
      7,
      [
        58, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86,
        87, 89, 106, 107, 113, 118, 119, 120, 121, 122,
      ]
    ),
    (8, [38, 42, 44, 59, 88, 90]),
    (10, [33, 34, 40, 41, 63]),
    (11, [39, 43, 124]),
    (12, [35, 62]),
    (13, [0, 36, 64, 91, 93, 126]),
    (14, [94, 125]),
    (15, [60, 96, 123]),
    (19, [92, 195, 208]),
    (20, [128, 130, 131, 162, 184, 194, 224, 226]),
    (21, [153, 161, 167, 172, 176, 177, 179, 209, 216, 217, 227, 229, 230]),
    (
      22,
      [
        129, 132, 133, 134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173, 178, 181, 185,
        186, 187, 189, 190, 196, 198, 228, 232, 233,
      ]
    ),
    (
      23,
      [
        1, 135, 137, 138, 139, 140, 141, 143, 147, 149, 150, 151, 152, 155, 157, 158, 165, 166,
        168, 174, 175, 180, 182, 183, 188, 191, 197, 231, 239,
      ]
    ),
    (24, [9, 142, 144, 145, 148, 159, 171, 206, 215, 225, 236, 237]),
    (25, [199, 207, 234, 235]),
    (26, [192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240, 242, 243, 255]),
    (
      27,
      [
        203, 204, 211, 212, 214, 221, 222, 223, 241, 244, 245, 246, 247, 248, 250, 251, 252,
        253, 254,
      ]
    ),
    (
      28,
      [
        2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29,
        30, 31, 127, 220, 249,
      ]
    ),
    (30, [10, 13, 22, 256]),
  ]

  static let codes: [Code] = {
    var codes = [Code](repeating: Code(bits: 0, length: 0), count: 257)
    var (next, lastLength): (UInt32, Int) = (0, 0)
    for (length, symbols) in symbolsByLength {
      next <<= UInt32(length - lastLength)
      lastLength = length
      for symbol in symbols {
        codes[symbol] = Code(bits: next, length: length)
        next += 1
      }
    }
    return codes
  }()

  private static let symbols = Dictionary(
    uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })

  /// The symbols' codes one after another, filled up to whole bytes with ones.
  package static func encode(symbols: some Sequence<Int>) -> [UInt8] {
    var bits: [Bool] = []
    for code in symbols.map({ codes[$0] }) {
      bits += (0..<code.length).reversed().map { code.bits >> UInt32($0) & 1 == 1 }
    }
    while bits.count % 8 != 0 { bits.append(true) }
    return stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
  }

  package static func encode(_ text: String) -> [UInt8] { encode(symbols: text.utf8.map(Int.init)) }

  /// Nil when the bytes are no string of the code.
  static func decode(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    var code = Code(bits: 0, length: 0)
    for byte in bytes {
      for shift in (0..<8).reversed() {
        code = Code(bits: code.bits << 1 | UInt32(byte >> shift & 1), length: code.length + 1)
        guard let symbol = symbols[code] else { continue }
        guard let byte = UInt8(exactly: symbol) else { return nil }
        output.append(byte)
        code = Code(bits: 0, length: 0)
      }
    }
    // What is left over is the beginning of the code for the end: ones, and less than a byte.
    guard code.length < 8, code.bits == (1 << code.length) - 1 else { return nil }
    return output
  }
}
