import Protobuf
import ProtobufFixture
import TestSupport
import Testing

/// Input that a correct peer never sends is refused with its reason, before memory is spent on it.
@Suite(.blocksItsThread) struct HostileInputTests {
  typealias Everything = Fixture.V1.Everything
  typealias Leaf = Fixture.V1.Leaf

  @Test(arguments: [
    ([0x08], DecodingError.Code.truncated),
    ([0x08, 0x80], .truncated),
    ([0x80], .truncated),
    ([0x3d, 1, 2, 3], .truncated),
    ([0x41, 1, 2, 3, 4, 5, 6, 7], .truncated),
    ([0x72, 5, 0x61], .truncated),
    // A length that wraps around when its own bytes are added to it in 32 bits.
    ([0x72, 0xfb, 0xff, 0xff, 0xff, 0x0f, 0x61], .truncated),
    ([0x72, 0xff, 0xff, 0xff, 0xff, 0x0f], .truncated),
    ([0x72, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], .malformed),
    ([0x08] + [UInt8](repeating: 0xff, count: 10) + [1], .malformed),
    ([0x00, 0x00], .malformed),
    ([0xff, 0xff, 0xff, 0xff, 0x7f, 0x00], .malformed),
    ([0x0e, 0x00], .malformed),
    ([0xf6, 0x7f, 0x00], .malformed),
    ([0x0c], .malformed),
    // Packed: three bytes of a 32-bit number, a varint that does not end, a bool of two.
    ([0xea, 0x02, 3, 1, 2, 3], .malformed),
    ([0x9a, 0x02, 1, 0x80], .truncated),
    ([0xfa, 0x02, 1, 2], .malformed),
    // UTF-8: a lone continuation byte, a surrogate, an overlong slash.
    ([0x72, 1, 0x80], .invalidUTF8),
    ([0x72, 3, 0xed, 0xa0, 0x80], .invalidUTF8),
    ([0x72, 2, 0xc0, 0xaf], .invalidUTF8),
  ])
  func isRefused(bytes: [UInt8], code: DecodingError.Code) {
    #expect {
      try Everything(serializedBytes: bytes)
    } throws: { error in
      guard let error = error as? DecodingError else { return false }
      return error.code == code && !error.description.isEmpty
    }
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      for _ in 1..<depth { bytes = [0x22] + varint(bytes.count) + bytes }
      return bytes
    }
    var message = try Leaf(serializedBytes: nested(100))
    var depth = 1
    while let next = message.next {
      message = next
      depth += 1
    }
    #expect(depth == 100)
    #expect(throws: DecodingError.self) { try Leaf(serializedBytes: nested(101)) }
    let limits = DecodingLimits(depthMax: 3)
    #expect(throws: DecodingError.self) { try Leaf(serializedBytes: nested(4), limits: limits) }
    #expect(throws: Never.self) { try Leaf(serializedBytes: nested(3), limits: limits) }
  }

  @Test func groupsAreSkippedAndBounded() throws {
    let leaf = Leaf(name: "x")
    let group: [UInt8] = [0x9b, 0x06, 0x08, 0x01, 0x13, 0x14, 0x9c, 0x06]
    #expect(try Leaf(serializedBytes: group + leaf.serializedBytes()) == leaf)
    let unclosed: [UInt8] = [0x9b, 0x06, 0x08, 0x01]
    #expect(throws: DecodingError.self) { try Leaf(serializedBytes: unclosed) }
    let deep = (0..<2 << 20).map { UInt8($0 % 2 == 0 ? 0x9b : 0x06) }
    #expect(throws: DecodingError.self) { try Leaf(serializedBytes: deep) }
  }

  @Test func anotherWireTypeIsNotTheField() throws {
    // `name` (1) as a varint and `count` (2) as bytes are not those fields; the rest counts.
    let bytes: [UInt8] = [0x08, 5, 0x12, 1, 0x61, 0x0a, 1, 0x62]
    #expect(try Leaf(serializedBytes: bytes) == Leaf(name: "b"))
  }

  @Test func memoryIsBounded() throws {
    // Two bytes on the wire for every sub-message, hundreds in memory.
    let child = Everything(children: [Everything()]).serializedBytes()
    let bytes = [[UInt8]](repeating: child, count: 1000).flatMap { $0 }
    #expect(try Everything(serializedBytes: bytes).children.count == 1000)
    let tight = DecodingLimits(memoryByteCountMax: 1 << 20)
    #expect {
      try Everything(serializedBytes: bytes, limits: tight)
    } throws: { error in
      (error as? DecodingError)?.code == .tooLarge
    }
    let small = DecodingLimits(byteCountMax: 10)
    #expect(throws: DecodingError.self) {
      try Leaf(serializedBytes: Leaf(name: "0123456789").serializedBytes(), limits: small)
    }
  }

  /// Every prefix of a message either is a message or is refused, and so is every byte-wise change.
  @Test func damagedMessagesAreReadOrRefused() throws {
    let seed = SeededGenerator.freshSeed()
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let whole = RandomMessage.everything(&generator, depth: 2).serializedBytes()
    var accepted = 0
    for count in 0..<min(whole.count, 4096) where survives(Array(whole.prefix(count))) {
      accepted += 1
    }
    for _ in 0..<2000 {
      var bytes = whole.isEmpty ? [0] : whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      if survives(bytes) { accepted += 1 }
    }
    #expect(accepted > 0, "seed \(seed)")
  }

  /// Whether the bytes are a message; if so, what is written must be read back the same.
  private func survives(_ bytes: [UInt8]) -> Bool {
    guard let message = try? Everything(serializedBytes: bytes) else { return false }
    let written = message.serializedBytes()
    let again = try? Everything(serializedBytes: written)
    // NaN differs from itself; its bytes do not.
    #expect(again?.serializedBytes() == written)
    return true
  }

  private func varint(_ value: Int) -> [UInt8] {
    var value = value
    var bytes: [UInt8] = []
    while value >= 0x80 {
      bytes.append(UInt8(value & 0x7f) | 0x80)
      value >>= 7
    }
    return bytes + [UInt8(value)]
  }
}
