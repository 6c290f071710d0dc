import RPC
import Testing
import Transport

/// Where calls go, without sockets.
@Suite struct BalancingTests {
  @Test func roundRobinIsFair() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for count in 1...20 {
      var turns = RoundRobin(using: &generator)
      var taken = Array(repeating: 0, count: count)
      for _ in 0..<count * 7 { taken[turns.next(count: count)] += 1 }
      #expect(taken.allSatisfy { $0 == 7 }, "seed \(seed), \(count): \(taken)")
    }
  }

  @Test func roundRobinBeginsAnywhere() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var first = Array(repeating: 0, count: 3)
    for _ in 0..<3000 {
      var turns = RoundRobin(using: &generator)
      first[turns.next(count: 3)] += 1
    }
    #expect(first.allSatisfy { $0 > 800 }, "seed \(seed): \(first)")
  }

  @Test func roundRobinTakesAnyCountAtAnyTime() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var turns = RoundRobin(using: &generator)
    for _ in 0..<1000 {
      let count = Int.random(in: 1...9, using: &generator)
      #expect((0..<count).contains(turns.next(count: count)), "seed \(seed)")
    }
  }

  /// The busiest of two is never chosen; with equals every one gets its share.
  @Test func leastRequestAvoidsTheBusy() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for choiceCount in [2, 3, 4, 10] {
      var taken = Array(repeating: 0, count: 4)
      for _ in 0..<30_000 {
        let chosen = LeastRequest.next(
          count: 4, choiceCount: choiceCount, using: &generator, load: { $0 == 3 ? 9 : 1 })
        taken[chosen] += 1
      }
      #expect(taken[3] == 0, "seed \(seed): \(taken)")
    }
    for choiceCount in [2, 3] {
      var taken = Array(repeating: 0, count: 5)
      for _ in 0..<50_000 {
        taken[
          LeastRequest.next(
            count: 5, choiceCount: choiceCount, using: &generator, load: { _ in 0 })] += 1
      }
      #expect(taken.allSatisfy { (9500...10_500).contains($0) }, "seed \(seed): \(taken)")
    }
  }

  /// With a queue for each member, two choices keep the longest short where one choice does not.
  @Test func leastRequestKeepsQueuesEven() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var queues = Array(repeating: 0, count: 50)
    for _ in 0..<5000 {
      let chosen = LeastRequest.next(
        count: queues.count, choiceCount: 2, using: &generator, load: { Double(queues[$0]) })
      queues[chosen] += 1
    }
    #expect(queues.max()! - 100 <= 6, "seed \(seed): \(queues)")
  }

  static let names = (0..<10).map { "10.0.0.\($0):50051" }
  static let keys = (0..<20_000).map { "session-\($0)" }

  private static func owners(_ names: [String]) -> [String] {
    let ring = HashRing(names: names)
    return keys.map { names[ring.member(at: HashRing.hash($0), where: { _ in true })!] }
  }

  @Test func theRingSharesKeysEvenly() {
    var counts: [String: Int] = [:]
    for owner in Self.owners(Self.names) { counts[owner, default: 0] += 1 }
    #expect(counts.count == Self.names.count)
    // Four standard deviations of 1/sqrt(128) around 2,000.
    #expect(counts.values.allSatisfy { (1300...2700).contains($0) }, "\(counts)")
  }

  @Test(arguments: 0..<10) func aMemberThatLeavesMovesItsOwnKeysOnly(_ gone: Int) {
    let before = Self.owners(Self.names)
    var rest = Self.names
    let name = rest.remove(at: gone)
    for (old, new) in zip(before, Self.owners(rest)) where old != name { #expect(old == new) }
  }

  @Test func theRingSkipsWhatIsNotAcceptable() {
    let ring = HashRing(names: Self.names)
    for key in Self.keys.prefix(500) {
      let place = HashRing.hash(key)
      let first = ring.member(at: place) { _ in true }!
      #expect(ring.member(at: place) { $0 != first } != first)
      #expect(ring.member(at: place) { $0 == 4 } == 4)
    }
    #expect(ring.member(at: 0) { _ in false } == nil)
    #expect(HashRing(names: []).member(at: 0) { _ in true } == nil)
  }

  /// Calls of one key go on to other members before one has much more than its share, and somebody always
  /// has room.
  @Test func loadsOnTheRingAreBounded() {
    for count in 1...12 {
      var loads = Array(repeating: 0, count: count)
      for total in 0..<200 {
        let next = loads.firstIndex { load in
          HashRing.hasRoom(load: load, total: total, memberCount: count, factor: 1.25)
        }
        guard let next else {
          Issue.record("nobody of \(count) has room for call \(total): \(loads)")
          return
        }
        loads[next] += 1
        let share = Double(total + 1) / Double(count)
        #expect(loads.allSatisfy { Double($0) <= (1.25 * share).rounded(.up) }, "\(loads)")
      }
      #expect(loads[0] == Int((1.25 * 200 / Double(count)).rounded(.up)) || count == 1)
    }
  }

  @Test func familiesAreTriedInTurn() {
    func four(_ number: Int) -> SocketAddress { .ipv4(host: "10.0.0.\(number)", port: 1) }
    func six(_ number: Int) -> SocketAddress { .ipv6(host: "fd00::\(number)", port: 1) }
    #expect(
      AddressRace.interleaved([six(1), six(2), six(3), four(1), four(2)])
        == [six(1), four(1), six(2), four(2), six(3)])
    #expect(AddressRace.interleaved([four(1), six(1)]) == [four(1), six(1)])
    #expect(AddressRace.interleaved([four(2), four(1)]) == [four(2), four(1)])
    #expect(AddressRace.interleaved([]) == [])
  }

  private static let many = (0..<200).map { SocketAddress.ipv4(host: "10.0.1.\($0)", port: 1) }

  @Test func theSubsetDoesNotDependOnTheOrder() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let chosen = Set(AddressSubset.of(Self.many, countMax: 64, seed: seed))
    #expect(chosen.count == 64, "seed \(seed)")
    for _ in 0..<20 {
      let shuffled = Self.many.shuffled(using: &generator)
      let again = AddressSubset.of(shuffled + shuffled, countMax: 64, seed: seed)
      #expect(again.count == 64 && Set(again) == chosen, "seed \(seed)")
      #expect(again == shuffled.filter(chosen.contains), "their order is kept")
    }
    #expect(AddressSubset.of(Self.many, countMax: 200, seed: seed) == Self.many)
  }

  @Test func anAddressThatGoesIsReplacedByOneOther() {
    let seed = UInt64.random(in: 0...UInt64.max)
    let chosen = Set(AddressSubset.of(Self.many, countMax: 64, seed: seed))
    for gone in Self.many {
      let rest = Self.many.filter { $0 != gone }
      let now = Set(AddressSubset.of(rest, countMax: 64, seed: seed))
      #expect(now.subtracting(chosen).count == (chosen.contains(gone) ? 1 : 0), "seed \(seed)")
    }
  }

  /// 1,000 channels take each of 200 addresses about 320 times.
  @Test func channelsSpreadOverAllAddresses() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var counts: [SocketAddress: Int] = [:]
    for _ in 0..<1000 {
      let taken = AddressSubset.of(Self.many, countMax: 64, seed: generator.next())
      for address in taken { counts[address, default: 0] += 1 }
    }
    #expect(counts.count == 200 && counts.values.allSatisfy { (240...400).contains($0) }, "\(seed)")
  }

  @Test func aRaceIsLostWhenEveryAttemptFailed() {
    var race = AddressRace(count: 2)
    let attempts = (0..<3).map { _ in race.attemptWanted() }
    #expect(attempts == [0, 1, nil])
    race.attemptFailed()
    #expect(!race.isLost)
    race.attemptFailed()
    #expect(race.isLost)
    #expect(AddressRace(count: 0).isLost)
  }

  private func wants(_ state: inout ResolutionState, _ now: ContinuousClock.Instant) -> Bool {
    state.lookUpWanted(now: now)
  }

  @Test func namesAreLookedUpAgain() {
    let start = ContinuousClock.now
    var state = ResolutionState(
      interval: .seconds(30), backoffInitial: .seconds(2), backoffMax: .seconds(20))
    #expect(state.dueAt(now: start) == start)
    #expect(wants(&state, start))
    #expect(state.isRunning)
    #expect(!wants(&state, start), "one at a time")
    state.failed(reason: "no DNS", now: start, random: 0)
    #expect(state.dueAt(now: start) == start + .seconds(2))
    #expect(!wants(&state, start + .seconds(1)))
    #expect(wants(&state, start + .seconds(2)))
    let done = start + .seconds(2)
    state.succeeded(now: done)
    #expect(state.dueAt(now: done) == done + .seconds(30))
    #expect(!wants(&state, done + .seconds(29)))
    state.doubted()
    #expect(state.dueAt(now: done) == done + ResolutionState.failureInterval)
    #expect(wants(&state, done + .seconds(1)))
    state.succeeded(now: done + .seconds(1))
    #expect(state.dueAt(now: done) == done + .seconds(31), "the doubt is settled")
  }
}

/// When a channel lets go of its connections, without a clock.
@Suite struct ChannelUseTests {
  /// Looks at a channel: with a call open (`true`) or with none. Returns the look that made it idle.
  private func looks(_ use: inout ChannelUse, _ hasCalls: [Bool]) -> Int? {
    hasCalls.firstIndex { use.looked(hasCalls: $0) }
  }

  @Test func twoQuietLooksMakeItIdle() {
    var use = ChannelUse()
    #expect(!use.isActive)
    #expect(looks(&use, [false, false, false]) == nil, "it was idle before")
    let isNew = [use.callBegan(), use.callBegan()]
    #expect(isNew == [true, false])
    #expect(use.isActive && use.isMarked)
    #expect(looks(&use, [false, false, false]) == 2, "a call had begun before the first")
    #expect(!use.isActive && !use.isMarked)
    let isNewAgain = use.callBegan()
    #expect(isNewAgain)
  }

  @Test func callsKeepItActive() {
    var use = ChannelUse()
    _ = use.callBegan()
    #expect(looks(&use, Array(repeating: true, count: 10) + [false]) == nil)
    // One begins and ends before the next look.
    _ = use.callBegan()
    #expect(looks(&use, [false, false, true, false]) == nil)
    #expect(looks(&use, [false, false]) == 0)
  }
}

/// The moving average of latencies, with a hand-turned clock.
@Suite struct PeakLatencyTests {
  let start = ContinuousClock.now

  @Test func itRisesAtOnceAndFallsSlowly() {
    var latency = PeakLatency(now: start)
    latency.answered(after: .milliseconds(10), now: start)
    #expect(latency.load(openCallCount: 0, now: start) == 0.01)
    #expect(latency.load(openCallCount: 3, now: start) == 0.04)
    latency.answered(after: .milliseconds(500), now: start + .seconds(1))
    #expect(latency.load(openCallCount: 0, now: start + .seconds(1)) == 0.5)
    // One good call right after a bad one changes little.
    latency.answered(after: .milliseconds(10), now: start + .seconds(1.1))
    #expect(latency.load(openCallCount: 0, now: start + .seconds(1.1)) > 0.49)
    // Without calls it fades, so that the server is tried again.
    #expect(latency.load(openCallCount: 0, now: start + .seconds(60)) < 0.01)
  }

  /// A hedge cancels the slow attempts, so their true time is never seen.
  @Test func whatIsCutShortAddsUp() {
    var latency = PeakLatency(now: start)
    for _ in 0..<20 { latency.gaveUp(after: .milliseconds(30), now: start) }
    #expect(abs(latency.load(openCallCount: 0, now: start) - 0.6) < 1e-9)
  }

  @Test func theUnknownGetsOneCallToBeginWith() {
    let latency = PeakLatency(now: start)
    #expect(latency.load(openCallCount: 0, now: start) == 0)
    #expect(latency.load(openCallCount: 1, now: start) > 1e9)
  }
}
