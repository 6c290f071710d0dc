import HostilePeer
import Testing
import Transport

@Suite struct FrameGuardTests {
  /// A guard with a clock that the test turns.
  struct Guarded {
    var guardian: FrameGuard
    var now: UInt64 = 1_000_000_000_000

    init(_ limits: FrameLimits = FrameLimits(), isServer: Bool = true) {
      guardian = FrameGuard(limits: limits, isServer: isServer)
      if isServer { _ = receive(FrameBytes.preface) }
    }

    mutating func receive(_ bytes: [UInt8]) -> PeerFault? {
      _ = bytes.withUnsafeBytes { guardian.received($0, now: { now }) }
      return guardian.fault
    }

    /// How many copies of a frame are taken before the first fault.
    mutating func count(_ bytes: [UInt8], upTo limit: Int = 5000) -> Int {
      (0..<limit).first { _ in receive(bytes) != nil } ?? limit
    }

    mutating func pass(seconds: Double) { now += UInt64(seconds * 1e9) }
  }

  @Test func findsHeadsInEverySplit() {
    let bytes =
      FrameBytes.settings([(4, 65535)]) + FrameBytes.headers(7, [1, 2, 3], endStream: true)
      + FrameBytes.data(0x7fff_ffff) + FrameBytes.data(5, Array(repeating: 9, count: 300))
    let expected = [
      FrameHead(kind: .settings, flags: 0, streamID: 0, payloadByteCount: 6),
      FrameHead(kind: .headers, flags: 5, streamID: 7, payloadByteCount: 3),
      FrameHead(kind: .data, flags: 0, streamID: 0x7fff_ffff, payloadByteCount: 0),
      FrameHead(kind: .data, flags: 0, streamID: 5, payloadByteCount: 300),
    ]
    for split in 0...bytes.count {
      var scanner = FrameScanner(prefaceByteCount: 0)
      var heads: [FrameHead] = []
      for part in [bytes[..<split], bytes[split...]] {
        part.withUnsafeBytes { part in
          var rest = part
          while let head = scanner.next(&rest) { heads.append(head) }
        }
      }
      #expect(heads == expected, "split at \(split)")
      #expect(!scanner.isInsideFrame)
    }
  }

  @Test func knowsWhetherAFrameIsOpen() {
    var guarded = Guarded(isServer: true)
    #expect(!guarded.guardian.isInsideFrame)
    #expect(guarded.receive([0, 0]) == nil)
    #expect(guarded.guardian.isInsideFrame)
    #expect(guarded.receive(Array(FrameBytes.settings().dropFirst(2))) == nil)
    #expect(!guarded.guardian.isInsideFrame)
    #expect(guarded.receive(FrameBytes.headers(1, [], endHeaders: false)) == nil)
    #expect(guarded.guardian.isInsideFrame)
    #expect(guarded.receive(FrameBytes.continuation(1, endHeaders: true)) == nil)
    #expect(!guarded.guardian.isInsideFrame)
  }

  @Test func resetsHaveABurstAndARate() {
    var guarded = Guarded()
    #expect(guarded.count(FrameBytes.reset(1)) == 1000)
    #expect(guarded.guardian.fault == .resets)
    var patient = Guarded()
    for second in 0..<100 {
      for _ in 0..<33 { #expect(patient.receive(FrameBytes.reset(1)) == nil, "second \(second)") }
      patient.pass(seconds: 1)
    }
  }

  /// A peer's mistakes that make this side reset streams count as its own resets do.
  @Test func forcedResetsCountToo() {
    var guarded = Guarded()
    for _ in 0..<1000 { guarded.guardian.peerWasReset(now: guarded.now) }
    #expect(guarded.guardian.fault == nil)
    #expect(guarded.receive(FrameBytes.reset(1)) == .resets)
  }

  @Test func aServerMayResetWhatTheClientOpened() {
    var guarded = Guarded(isServer: false)
    for _ in 0..<5000 {
      guarded.guardian.requestSent()
      #expect(guarded.receive(FrameBytes.reset(1)) == nil)
    }
    #expect(guarded.count(FrameBytes.reset(1)) <= 1000)
  }

  @Test func continuationsAreCountedInEachBlock() {
    var guarded = Guarded()
    for _ in 0..<100 {
      #expect(guarded.receive(FrameBytes.headers(1, [], endHeaders: false)) == nil)
      for _ in 0..<8 { #expect(guarded.receive(FrameBytes.continuation(1)) == nil) }
    }
    #expect(guarded.receive(FrameBytes.continuation(1)) == .continuations)
  }

  @Test(arguments: [
    FrameBytes.data(1), FrameBytes.priority(1), FrameBytes.windowUpdate(1, 1),
    FrameBytes.settings(ack: true), FrameBytes.ping(ack: true), FrameBytes.frame(7),
    FrameBytes.frame(0xfa, [1, 2, 3]),
  ])
  func framesThatCarryNothingRunOut(_ frame: [UInt8]) {
    var guarded = Guarded()
    #expect(guarded.count(frame) == 1000)
    #expect(guarded.guardian.fault == .idleFrames)
    var patient = Guarded()
    for _ in 0..<100 {
      for _ in 0..<100 { #expect(patient.receive(frame) == nil) }
      patient.pass(seconds: 1)
    }
  }

  @Test func workEarnsFramesThatCarryNothing() {
    var guarded = Guarded()
    for id in 0..<5000 {
      #expect(guarded.receive(FrameBytes.headers(UInt32(id) * 2 + 1, [])) == nil)
      for _ in 0..<10 { #expect(guarded.receive(FrameBytes.priority(1)) == nil) }
      guarded.guardian.responseSent(earnsCredit: true)
      for _ in 0..<4 { #expect(guarded.receive(FrameBytes.windowUpdate(1, 1)) == nil) }
    }
    // What was saved up is one burst, not more.
    for _ in 0..<5000 { guarded.guardian.responseSent(earnsCredit: true) }
    #expect(guarded.count(FrameBytes.priority(1)) == 1000)
  }

  /// A window opened byte by byte: each crumb costs a frame and earns none.
  @Test func crumbsOfAWindowEarnNothing() {
    var guarded = Guarded()
    var count = 0
    while guarded.receive(FrameBytes.windowUpdate(1, 1)) == nil {
      guarded.guardian.responseSent(earnsCredit: false)
      count += 1
    }
    #expect(count == 1000)
  }

  @Test func dataAndHeadersAreFree() {
    var guarded = Guarded()
    for id in 0..<20_000 as Range<UInt32> {
      #expect(guarded.receive(FrameBytes.headers(id * 2 + 1, [])) == nil)
      #expect(guarded.receive(FrameBytes.data(id * 2 + 1, [1])) == nil)
      #expect(guarded.receive(FrameBytes.data(id * 2 + 1, endStream: true)) == nil)
    }
  }

  @Test func acknowledgementsThatWaitAreBounded() {
    var guarded = Guarded()
    for _ in 0..<100 { #expect(guarded.receive(FrameBytes.settings()) == nil) }
    guarded.guardian.ackSent()
    #expect(guarded.receive(FrameBytes.settings()) == nil)
    #expect(guarded.receive(FrameBytes.settings()) == .owedAcks)
  }

  @Test func pingsThatComeTooSoonAreStrikes() {
    var guarded = Guarded()
    #expect(guarded.count(FrameBytes.ping()) == 3)
    #expect(guarded.guardian.fault == .pings)
    var patient = Guarded()
    for _ in 0..<50 {
      #expect(patient.receive(FrameBytes.ping()) == nil)
      patient.guardian.ackSent()
      patient.pass(seconds: 300)
    }
    // A response forgives: clients measure the bandwidth with PINGs.
    for _ in 0..<50 {
      patient.guardian.responseSent(earnsCredit: false)
      #expect(patient.receive(FrameBytes.ping()) == nil)
      patient.guardian.ackSent()
    }
  }

  @Test func aServerMayPing() {
    var guarded = Guarded(isServer: false)
    for _ in 0..<1000 {
      #expect(guarded.receive(FrameBytes.ping()) == nil)
      guarded.guardian.ackSent()
    }
    #expect(guarded.receive(FrameBytes.ping()) == .idleFrames)
  }

  @Test func queuedFramesAreBoundedByTheStreams() {
    var guarded = Guarded()
    #expect(guarded.guardian.outputBlocked(frameCount: 150, streamCount: 50) == nil)
    #expect(guarded.guardian.outputBlocked(frameCount: 151, streamCount: 50) == .queuedFrames)
  }

  @Test(arguments: [
    FrameBytes.data(1, [], endStream: true), FrameBytes.headers(1, [], endStream: true),
    FrameBytes.reset(1),
  ])
  func whatFollowsTheEndOfAStreamIsAFault(_ end: [UInt8]) {
    for late in [FrameBytes.data(1, [1]), FrameBytes.headers(1, [])] {
      var guarded = Guarded()
      #expect(guarded.receive(FrameBytes.headers(1, []) + end) == nil)
      let allowed = FrameBytes.windowUpdate(1, 1) + FrameBytes.priority(1) + FrameBytes.reset(1)
      #expect(guarded.receive(allowed + FrameBytes.headers(3, [])) == nil)
      #expect(guarded.receive(late) == .endedStream)
    }
  }

  @Test func aStreamThatWasPassedOverCannotBeOpened() {
    var guarded = Guarded()
    for id in [3, 7, 131] as [UInt32] {
      #expect(guarded.receive(FrameBytes.headers(id, [])) == nil)
    }
    // Trailers, and streams that are too old to be remembered.
    for id in [7, 131, 3, 1] as [UInt32] {
      #expect(guarded.receive(FrameBytes.headers(id, [], endStream: true)) == nil)
    }
    #expect(guarded.receive(FrameBytes.headers(5, [])) == .streamOrder)
  }

  /// Against a plain set of numbers, with random steps that jump and reach back.
  @Test func theHistoryOfStreamsIsExactForTheNewest() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(state: seed)
    for _ in 0..<200 {
      var guarded = Guarded()
      var (last, opened, ended): (UInt32, Set<UInt32>, Set<UInt32>) = (0, [], [])
      for _ in 0..<100 where guarded.guardian.fault == nil {
        let jump = UInt32(random.next() % 40)
        let id = max(1, last > 60 && jump < 20 ? last - 60 + jump * 2 : last + jump) | 1
        let endsStream = random.next() % 4 == 0
        let isData = opened.contains(id) && random.next() % 2 == 0
        let fault = guarded.receive(
          isData
            ? FrameBytes.data(id, [1], endStream: endsStream)
            : FrameBytes.headers(id, [], endStream: endsStream))
        let isRemembered = id > last || (last - id) / 2 < 64
        var expected: PeerFault?
        if isRemembered, ended.contains(id) { expected = .endedStream }
        if isRemembered, id <= last, !opened.contains(id) { expected = .streamOrder }
        #expect(fault == expected, "seed \(seed): stream \(id) after \(last)")
        last = max(last, id)
        opened.insert(id)
        if endsStream { ended.insert(id) }
      }
    }
  }

  struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
      return value ^ value >> 31
    }
  }

  @Test func theFirstFaultStays() {
    var guarded = Guarded()
    #expect(guarded.count(FrameBytes.ping()) == 3)
    #expect(guarded.receive(FrameBytes.data(1, [1])) == .pings)
    #expect(guarded.count(FrameBytes.reset(1)) == 0)
  }
}
