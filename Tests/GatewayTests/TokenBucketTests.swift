import Gateway
import Testing

@Suite struct TokenBucketTests {
  let start = ContinuousClock.now

  @Test func aBurstIsAdmittedAndTheNextCallIsToldWhenToComeBack() {
    var bucket = TokenBucket(capacity: 3, refillPerSecond: 2, now: start)
    for _ in 0..<3 { #expect(bucket.callArrived(now: start) == .admit) }
    #expect(bucket.callArrived(now: start) == .refuse(retryAfter: .milliseconds(500)))
  }

  @Test func aCallThatWaitsAsToldIsAdmitted() {
    var bucket = TokenBucket(capacity: 1, refillPerSecond: 4, now: start)
    #expect(bucket.callArrived(now: start) == .admit)
    guard case .refuse(let delay) = bucket.callArrived(now: start) else {
      Issue.record("an empty bucket admitted a call")
      return
    }
    #expect(bucket.callArrived(now: start + delay - .milliseconds(1)) != .admit)
    #expect(bucket.callArrived(now: start + delay) == .admit)
  }

  @Test func restNeverSavesMoreThanTheBurst() {
    var bucket = TokenBucket(capacity: 2, refillPerSecond: 100, now: start)
    let later = start + .seconds(3600)
    #expect(bucket.callArrived(now: later) == .admit)
    #expect(bucket.callArrived(now: later) == .admit)
    #expect(bucket.callArrived(now: later) != .admit)
  }

  @Test func aClockThatGoesBackwardsAddsNothing() {
    var bucket = TokenBucket(capacity: 1, refillPerSecond: 1, now: start)
    #expect(bucket.callArrived(now: start) == .admit)
    #expect(bucket.callArrived(now: start - .seconds(100)) != .admit)
    #expect(bucket.callArrived(now: start) != .admit)
  }

  /// Over any stretch of time at most burst + rate * time calls get through.
  @Test func theRateHoldsOverRandomArrivals() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix(state: seed)
    var bucket = TokenBucket(capacity: 5, refillPerSecond: 10, now: start)
    var now = start
    var admitted = 0
    for _ in 0..<20_000 {
      now += .microseconds(Int64(generator.next() % 20_000))
      if bucket.callArrived(now: now) == .admit { admitted += 1 }
    }
    let bound = 5 + 10 * ((now - start) / .seconds(1))
    #expect(Double(admitted) <= bound + 1e-6, "seed \(seed)")
    #expect(Double(admitted) >= bound * 0.9, "seed \(seed)")
  }
}

/// A small generator with a seed that can be printed.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
