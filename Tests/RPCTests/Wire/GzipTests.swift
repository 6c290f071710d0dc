import Compression
import Testing

@Suite struct GzipTests {
  @Test func roundTripsOfManySizes() throws {
    var generator = SeededGenerator(seed: 7)
    for byteCount in [0, 1, 2, 255, 16_383, 16_384, 16_385, 300_000] {
      let bytes = (0..<byteCount).map { _ in UInt8.random(in: 0...15, using: &generator) }
      #expect(try Gzip.decompress(Gzip.compress(bytes), limit: byteCount) == bytes)
    }
  }

  @Test func severalMembersAreOneContent() throws {
    let joined = Gzip.compress([1, 2]) + Gzip.compress([3])
    #expect(try Gzip.decompress(joined, limit: 10) == [1, 2, 3])
  }

  @Test func contentOverTheLimitIsRefused() {
    let bomb = Gzip.compress(Array(repeating: 0, count: 1 << 24))
    #expect(throws: GzipError.tooLarge(byteCountMax: 1000)) {
      try Gzip.decompress(bomb, limit: 1000)
    }
    #expect(throws: GzipError.tooLarge(byteCountMax: (1 << 24) - 1)) {
      try Gzip.decompress(bomb, limit: (1 << 24) - 1)
    }
  }

  @Test func everyTruncationAndDamageIsNoticed() {
    let whole = Gzip.compress(Array("the quick brown fox".utf8))
    for count in 0..<whole.count {
      #expect(throws: GzipError.self) {
        try Gzip.decompress(Array(whole.prefix(count)), limit: 1000)
      }
    }
    #expect(throws: GzipError.self) { try Gzip.decompress(whole + [1], limit: 1000) }
    var damaged = whole
    damaged[whole.count - 5] ^= 1
    #expect(throws: GzipError.self) { try Gzip.decompress(damaged, limit: 1000) }
  }
}
