/// Changes inputs at random, blindly: the short run of the tests, without libFuzzer's feedback.
package struct Mutator<Generator: RandomNumberGenerator> {
  /// Inputs grow no longer than this.
  static var byteCountMax: Int { 4096 }
  private static var interesting: [UInt8] {
    [0, 1, 5, 0x7f, 0x80, 0xff] + Array("\r\n:=%-,".utf8)
  }

  package var generator: Generator

  package init(_ generator: Generator) { self.generator = generator }

  /// One to eight changes to a copy of `input`; `other` lends it a piece.
  package mutating func mutate(_ input: [UInt8], with other: [UInt8]) -> [UInt8] {
    var bytes = input
    for _ in 0..<Int.random(in: 1...8, using: &generator) { change(&bytes, other) }
    return Array(bytes.prefix(Self.byteCountMax))
  }

  private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
    let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
    let byte: UInt8 =
      Bool.random(using: &generator)
      ? Self.interesting.randomElement(using: &generator)! : .random(in: 0...255, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes.insert(byte, at: place)
    case 1 where !bytes.isEmpty: bytes[place] = byte
    case 2 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 3 where !bytes.isEmpty: bytes.removeSubrange(piece(of: bytes, from: place))
    case 4 where !bytes.isEmpty:
      bytes.insert(contentsOf: bytes[piece(of: bytes, from: 0)], at: place)
    case 5 where !other.isEmpty:
      let start = Int.random(in: 0..<other.count, using: &generator)
      bytes.insert(contentsOf: other[piece(of: other, from: start)], at: place)
    default: break
    }
  }

  private mutating func piece(of bytes: [UInt8], from start: Int) -> Range<Int> {
    start..<Int.random(in: start...min(bytes.count, start + 64), using: &generator)
  }
}
