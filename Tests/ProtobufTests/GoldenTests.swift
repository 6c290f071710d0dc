import Protobuf
import ProtobufFixture
import Testing

/// Encodings worked out by hand from the wire format's definition.
@Suite struct GoldenTests {
  typealias Everything = Fixture.V1.Everything
  typealias Leaf = Fixture.V1.Leaf

  @Test func defaultsAreNotSent() {
    #expect(Everything().serializedBytes() == [])
    #expect(Everything(oneInt32: 0, oneString: "", oneBytes: []).serializedBytes() == [])
  }

  @Test(arguments: [
    (Everything(oneInt32: 150), [0x08, 0x96, 0x01]),
    (Everything(oneInt32: -1), [0x08] + [UInt8](repeating: 0xff, count: 9) + [0x01]),
    (Everything(oneSint32: -1), [0x28, 0x01]),
    (Everything(oneSint64: .min), [0x30] + [UInt8](repeating: 0xff, count: 9) + [0x01]),
    (Everything(oneFixed32: 1), [0x3d, 1, 0, 0, 0]),
    (Everything(oneFloat: -0.0), [0x5d, 0, 0, 0, 0x80]),
    (Everything(oneString: "a\0b"), [0x72, 3, 0x61, 0, 0x62]),
    (Everything(oneColor: .behind), [0x80, 0x01, 0xfb] + [UInt8](repeating: 0xff, count: 8) + [1]),
    (Everything(maybeInt32: 0), [0x90, 0x01, 0x00]),
    (Everything(maybeString: ""), [0xfa, 0x01, 0x00]),
    (Everything(oneLeaf: Leaf()), [0x8a, 0x01, 0x00]),
    (Everything(choice: .pickInt32(0)), [0x90, 0x04, 0x00]),
  ])
  func encodesAsTheFormatSays(message: Everything, bytes: [UInt8]) throws {
    #expect(message.serializedBytes() == bytes)
    #expect(try Everything(serializedBytes: bytes) == message)
  }

  @Test func numbersArePackedUnlessToldOtherwise() throws {
    let message = Leaf(numbers: [3, 270, 86942])
    #expect(message.serializedBytes() == [0x1a, 6, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05])
    let loose: [UInt8] = [0x18, 0x03, 0x18, 0x8e, 0x02, 0x18, 0x9e, 0xa7, 0x05]
    #expect(try Leaf(serializedBytes: loose) == message)
    let mixed: [UInt8] = [0x18, 0x03, 0x1a, 5, 0x8e, 0x02, 0x9e, 0xa7, 0x05]
    #expect(try Leaf(serializedBytes: mixed) == message)
  }

  @Test func mapsAreSortedByKey() throws {
    let message = Everything(byInt32: [2: "b", -1: "m", 1: "a"])
    let minusOne = [UInt8](repeating: 0xff, count: 9) + [0x01]
    let bytes: [UInt8] =
      [0xe2, 0x12, 14, 0x08] + minusOne + [0x12, 1, 0x6d]
      + [0xe2, 0x12, 5, 0x08, 1, 0x12, 1, 0x61] + [0xe2, 0x12, 5, 0x08, 2, 0x12, 1, 0x62]
    #expect(message.serializedBytes() == bytes)
    #expect(try Everything(serializedBytes: bytes) == message)
    // A missing key or value is its default; of equal keys the last counts.
    let partial: [UInt8] = [0xe2, 0x12, 0, 0xe2, 0x12, 2, 0x08, 7, 0xe2, 0x12, 3, 0x12, 1, 0x78]
    #expect(try Everything(serializedBytes: partial).byInt32 == [0: "x", 7: ""])
  }

  @Test func theLastOfAOneofCounts() throws {
    let first = Leaf(end: .text("x")).serializedBytes()
    let second = Leaf(end: .number(2)).serializedBytes()
    let third = Leaf(end: .leaf(Leaf(name: "y"))).serializedBytes()
    #expect(try Leaf(serializedBytes: first + second).end == .number(2))
    #expect(try Leaf(serializedBytes: second + third + first).end == .text("x"))
    #expect(try Leaf(serializedBytes: first + third).end == .leaf(Leaf(name: "y")))
  }

  @Test func aMessageInPartsIsMerged() throws {
    let parts = [
      Leaf(next: Leaf(name: "a", numbers: [1])), Leaf(next: Leaf(count: 2, numbers: [2, 3])),
      Leaf(next: Leaf(name: "b", end: .leaf(Leaf(count: 1)))),
      Leaf(next: Leaf(end: .leaf(Leaf(name: "c")))),
    ].flatMap { $0.serializedBytes() }
    let whole = Leaf(
      next: Leaf(
        name: "b", count: 2, numbers: [1, 2, 3], end: .leaf(Leaf(name: "c", count: 1))))
    #expect(try Leaf(serializedBytes: parts) == whole)
  }

  @Test func reservesRoomForFraming() {
    let bytes = Leaf(name: "a").serializedBytes(reservingPrefix: 5)
    #expect(bytes == [0, 0, 0, 0, 0, 0x0a, 1, 0x61])
    #expect(Leaf().serializedBytes(reservingPrefix: 5) == [0, 0, 0, 0, 0])
  }

  @Test func unknownFieldsTravelOn() throws {
    let message = Everything(
      oneInt32: 7, oneFixed64: 9, oneFloat: 2, oneString: "kept", manyLeaf: [Leaf(name: "x")])
    let empty = try Fixture.V1.Empty(serializedBytes: message.serializedBytes())
    #expect(empty.unknownFields.fields.map(\.wireType) == [0, 1, 5, 2, 2])
    #expect(empty != Fixture.V1.Empty())
    #expect(try Everything(serializedBytes: empty.serializedBytes()) == message)
  }

  @Test func recursiveTypesNest() throws {
    var message = Everything()
    message.inner = .with { $0.inner = Everything(oneInt32: 3) }
    message.ping = .with { $0.pong = .with { $0.note = "n" } }
    message.choice = .pickEverything(Everything(choice: .pickBool(false)))
    #expect(message.inner?.inner?.oneInt32 == 3)
    #expect(try Everything(serializedBytes: message.serializedBytes()) == message)
    message.inner = nil
    #expect(message.inner == nil)
  }

  @Test func openEnumsKeepWhatTheyDoNotKnow() throws {
    let bytes = Everything(oneColor: .unrecognized(99)).serializedBytes()
    #expect(try Everything(serializedBytes: bytes).oneColor == .unrecognized(99))
    #expect(Fixture.V1.Color(rawValue: 1) == .red)
  }

  @Test func base64LiteralsRoundTrip() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      #expect(Base64Literal.decode(Base64.encode(bytes, isPadded: true)) == bytes)
    }
    #expect(Base64.encode(Array("any carnal".utf8), isPadded: true) == "YW55IGNhcm5hbA==")
    #expect(Base64Literal.decode("YW55\nIGNh\ncm5hbA==\n") == Array("any carnal".utf8))
  }
}
