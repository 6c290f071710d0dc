import Protobuf
import RPC
import Testing

/// The value-type machines of gRPC, byte by byte.
@Suite struct WireTests {
  /// Two messages around an empty one.
  private let wire: [UInt8] = [0, 0, 0, 0, 3, 7, 8, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 5]
  private let frames = [
    Deframer.Frame(isCompressed: false, body: [7, 8, 9]),
    Deframer.Frame(isCompressed: true, body: []),
    Deframer.Frame(isCompressed: false, body: [5]),
  ]

  private func read(_ pieces: [ArraySlice<UInt8>], limit: Int = 100) throws -> [Deframer.Frame] {
    var deframer = Deframer(messageByteCountMax: limit)
    var found: [Deframer.Frame] = []
    for piece in pieces {
      try piece.withUnsafeBytes { bytes in
        var rest = bytes
        while !rest.isEmpty {
          if let frame = try deframer.read(&rest) { found.append(frame) }
        }
      }
    }
    #expect(!deframer.isInsideMessage)
    return found
  }

  @Test func deframerReadsEverySplit() throws {
    #expect(try read(wire.indices.map { wire[$0...$0] }) == frames)
    for first in wire.indices {
      for second in first..<wire.count {
        #expect(try read([wire[..<first], wire[first..<second], wire[second...]]) == frames)
      }
    }
  }

  @Test func deframerRefusesBeforeItAllocates() {
    #expect(throws: Deframer.Failure.tooLarge(byteCount: 0xFFFF_FFFF, byteCountMax: 100)) {
      try read([[0, 255, 255, 255, 255]])
    }
    #expect(throws: Deframer.Failure.tooLarge(byteCount: 3, byteCountMax: 2)) {
      try read([wire[...]], limit: 2)
    }
    #expect(throws: Deframer.Failure.badFlag(2)) { try read([[2, 0, 0, 0, 0]]) }
  }

  @Test func messagesAreCreditedOnlyWhenTheyAreTaken() throws {
    var inbound = InboundMessages(messageByteCountMax: 100)
    wire.withUnsafeBytes { inbound.received($0) }
    #expect(inbound.takeConsumedByteCount() == 0)
    #expect(try inbound.next() == .message([7, 8, 9]))
    #expect(inbound.takeConsumedByteCount() == 8)
    // Compressed, although no encoding was announced.
    #expect(throws: RPCError.self) { try inbound.next() }
    #expect(inbound.takeConsumedByteCount() == 5)
    #expect(try inbound.next() == .message([5]))
    #expect(try inbound.next() == .needsMore)
    inbound.ended()
    #expect(try inbound.next() == .end)
  }

  @Test func anEndInsideAMessageIsAnError() throws {
    for count in 1..<8 {
      var inbound = InboundMessages(messageByteCountMax: 100)
      wire[..<count].withUnsafeBytes { inbound.received($0) }
      #expect(try inbound.next() == .needsMore)
      inbound.ended()
      #expect(throws: RPCError.self) { try inbound.next() }
    }
  }

  @Test func randomSplitsGiveTheSameMessages() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var wire: [UInt8] = []
      var sent: [[UInt8]] = []
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        let count = Int.random(in: 0...600, using: &generator)
        let body = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        wire += [0, 0, 0, UInt8(count >> 8), UInt8(count & 255)] + body
        sent.append(body)
      }
      var inbound = InboundMessages(messageByteCountMax: 1000)
      var taken: [[UInt8]] = []
      var rest = wire[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...700, using: &generator))
        rest = rest.dropFirst(piece.count)
        let isWanted = Bool.random(using: &generator)
        try piece.withUnsafeBytes { bytes in
          if !isWanted { return inbound.received(bytes) }
          if case .message(let message) = try inbound.receivedWanted(bytes) {
            taken.append(message)
          }
        }
      }
      inbound.ended()
      while case .message(let message) = try inbound.next() { taken.append(message) }
      #expect(taken == sent, "seed \(seed)")
      #expect(inbound.takeConsumedByteCount() == wire.count, "seed \(seed)")
    }
  }

  @Test func aBinaryValueMayBeEmpty() {
    var metadata = Metadata()
    metadata.appendBinary("x-bin", [])
    metadata.appendBinary("x-bin", [1])
    #expect(metadata.binaryValues("x-bin") == [[], [1]])
  }

  private func parse(_ text: String) -> Duration? {
    Array(text.utf8).withUnsafeBytes { GRPCTimeout.parse($0) }
  }

  @Test func timeoutsOfEveryUnit() {
    #expect(parse("7n") == .nanoseconds(7))
    #expect(parse("7u") == .microseconds(7))
    #expect(parse("7m") == .milliseconds(7))
    #expect(parse("7S") == .seconds(7))
    #expect(parse("7M") == .seconds(7 * 60))
    #expect(parse("7H") == .seconds(7 * 3600))
    #expect(parse("0m") == .zero)
    #expect(parse("99999999H").map { $0 >= .seconds(3_000_000_000) } == true)
    for bad in ["", "m", "7", "7s", "-1m", "+1m", "1.5S", " 1m", "123456789m", "1mm"] {
      #expect(parse(bad) == nil, "\(bad)")
    }
  }

  @Test func timeoutsAreWrittenRoundedUp() {
    #expect(GRPCTimeout.format(.nanoseconds(5)) == "5n")
    #expect(GRPCTimeout.format(.zero) == "1n")
    #expect(GRPCTimeout.format(.seconds(-3)) == "1n")
    #expect(GRPCTimeout.format(.milliseconds(100)) == "100000u")
    #expect(GRPCTimeout.format(.nanoseconds(100_000_001)) == "100001u")
    #expect(GRPCTimeout.format(.seconds(1 << 40)) == "2562048H")
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let bits = Int64.random(in: 0...60, using: &generator)
      let nanoseconds = Int64.random(in: 1...(1 << bits) + 1, using: &generator)
      let text = GRPCTimeout.format(.nanoseconds(nanoseconds))
      #expect(parse(text).map { $0 >= .nanoseconds(nanoseconds) } == true, "seed \(seed): \(text)")
    }
  }

  @Test func percentEncodingRoundTrips() {
    for text in ["", "plain", "50 % off", "wörter\n\u{0}", "日本🦅", "~\u{7F}"] {
      let encoded = PercentEncoding.encode(text)
      #expect(encoded.utf8.allSatisfy { (0x20...0x7E).contains($0) })
      #expect(Array(encoded.utf8).withUnsafeBytes { PercentEncoding.decode($0) } == text)
    }
    for (odd, meaning) in [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("%41%", "A%")] {
      #expect(Array(odd.utf8).withUnsafeBytes { PercentEncoding.decode($0) } == meaning)
    }
  }

  @Test func base64TakesPaddingOrNot() {
    for count in 0..<20 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      let text = Base64.encode(bytes)
      #expect(!text.contains("="))
      #expect(Base64.decode(text.utf8) == bytes)
      let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
      #expect(Base64.decode((text + padding).utf8) == bytes)
    }
    for bad in ["A", "AA=", "A?==", "AA==A", "===="] {
      #expect(Base64.decode(bad.utf8) == nil, "\(bad)")
    }
  }

  @Test func traceParentsAreReadStrictly() {
    let good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    #expect(TraceContext(traceparent: good)?.traceparent == good)
    #expect(TraceContext(traceparent: good)?.child().traceID == "0af7651916cd43dd8448eb211c80319c")
    #expect(TraceContext(traceparent: "01" + good.dropFirst(2) + "-more") != nil)
    for bad in [
      "", String(good.dropLast()), good + "-x", "ff" + good.dropFirst(2), good.uppercased(),
      "00-00000000000000000000000000000000-b7ad6b7169203331-01",
      "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    ] {
      #expect(TraceContext(traceparent: bad) == nil, "\(bad)")
    }
    for _ in 0..<1000 {
      let random = TraceContext.random()
      #expect(TraceContext(traceparent: random.traceparent) == random)
    }
  }

  @Test func aServerThatDrainsWhoeverConnectsIsNotHammered() {
    let start = ContinuousClock.now
    let soon = start + .milliseconds(1)
    var state = EndpointState(backoffInitial: .seconds(1), backoffMax: .seconds(3))
    for (wasUsed, end, isPaused) in [
      (false, soon, true), (true, soon, false), (false, start + .seconds(2), false),
    ] {
      state.succeeded()
      _ = state.connectionWanted(now: start)
      state.connected(now: start)
      state.connectionDrained(wasUsed: wasUsed, now: end, random: 0)
      #expect((state.phase != .idle) == isPaused)
    }
  }

  @Test func endpointBacksOffAndForgets() {
    let start = ContinuousClock.now
    var state = EndpointState(backoffInitial: .seconds(1), backoffMax: .seconds(3))
    #expect(state.connectionWanted(now: start) == .connect)
    #expect(state.connectionWanted(now: start) == .none)
    state.connectFailed(reason: "refused", now: start, random: 0)
    #expect(state.phase == .backoff(until: start + .seconds(1), reason: "refused"))
    #expect(state.connectionWanted(now: start) == .wait(until: start + .seconds(1)))
    #expect(state.connectionWanted(now: start + .seconds(1)) == .connect)
    for _ in 0..<10 { state.connectFailed(reason: "refused", now: start, random: 1) }
    #expect(state.phase == .backoff(until: start + .seconds(3) * 1.2, reason: "refused"))
    #expect(state.connectionWanted(now: start + .seconds(9)) == .connect)
    state.connected(now: start)
    state.connectionLost(reason: "reset", now: start + .seconds(60), random: 0)
    #expect(state.phase == .idle)
    // Accepted and closed at once counts as a failure.
    _ = state.connectionWanted(now: start)
    state.connected(now: start)
    state.connectionLost(reason: "reset", now: start + .milliseconds(1), random: 0)
    #expect(
      state.phase == .backoff(until: start + .milliseconds(1001), reason: "reset"))
  }
}
