import Testing
import Transport

@Suite struct ConnectionWatchTests {
  private static let start = ContinuousClock.now

  private func timeouts(_ change: (inout ConnectionTimeouts) -> Void = { _ in })
    -> ConnectionTimeouts
  {
    var timeouts = ConnectionTimeouts()
    change(&timeouts)
    return timeouts
  }

  private func settled(_ timeouts: ConnectionTimeouts) -> (
    ConnectionWatch, ConnectionWatch.Progress
  ) {
    var watch = ConnectionWatch(timeouts: timeouts, now: Self.start)
    var progress = ConnectionWatch.Progress()
    progress.receivedByteCount = 33
    progress.receivedFrameCount = 1
    progress.isSettled = true
    #expect(watch.looked(progress, now: Self.start) == .none)
    return (watch, progress)
  }

  private func at(_ seconds: Int) -> ContinuousClock.Instant { Self.start + .seconds(seconds) }

  /// Trickling does not help: the time counts from the connection.
  @Test func thePrefaceHasADeadline() {
    var watch = ConnectionWatch(timeouts: timeouts(), now: Self.start)
    var progress = ConnectionWatch.Progress()
    progress.isInsideFrame = true
    for second in 0..<10 {
      progress.receivedByteCount += 1
      #expect(watch.looked(progress, now: at(second)) == .none)
    }
    progress.receivedFrameCount = 1
    #expect(watch.looked(progress, now: at(10)) == .close(.slowPreface))
  }

  @Test func aFrameHasADeadline() {
    var (watch, progress) = settled(timeouts())
    progress.isInsideFrame = true
    for second in stride(from: 10, to: 40, by: 10) {
      progress.receivedByteCount += 1
      #expect(watch.looked(progress, now: at(second)) == .none)
    }
    #expect(watch.looked(progress, now: at(40)) == .close(.slowFrame))
    // Another frame began meanwhile: its time is its own.
    (watch, progress) = settled(timeouts())
    progress.isInsideFrame = true
    for second in stride(from: 10, to: 1000, by: 10) {
      progress.receivedFrameCount += 1
      #expect(watch.looked(progress, now: at(second)) == .none)
    }
  }

  @Test func bytesThatWaitMustMove() {
    var (watch, progress) = settled(timeouts())
    progress.isOutputWaiting = true
    for second in stride(from: 10, to: 100, by: 10) {
      progress.sentByteCount += 1
      #expect(watch.looked(progress, now: at(second)) == .none)
    }
    for second in stride(from: 100, to: 120, by: 10) {
      #expect(watch.looked(progress, now: at(second)) == .none)
    }
    #expect(watch.looked(progress, now: at(120)) == .close(.stalledWrite))
  }

  @Test func silenceIsAskedAndThenEnded() {
    var (watch, progress) = settled(timeouts { $0.keepaliveInterval = .seconds(60) })
    #expect(watch.looked(progress, now: at(59)) == .none)
    #expect(watch.looked(progress, now: at(60)) == .ping)
    #expect(watch.looked(progress, now: at(79)) == .none)
    progress.receivedByteCount += 17
    #expect(watch.looked(progress, now: at(80)) == .none)
    #expect(watch.looked(progress, now: at(139)) == .none)
    #expect(watch.looked(progress, now: at(140)) == .ping)
    #expect(watch.looked(progress, now: at(160)) == .close(.silence))
  }

  @Test func idlenessDrainsOnceAndCallsPreventIt() {
    var (watch, progress) = settled(timeouts { $0.idle = .seconds(100) })
    progress.openStreamCount = 1
    #expect(watch.looked(progress, now: at(500)) == .none)
    progress.openStreamCount = 0
    #expect(watch.looked(progress, now: at(599)) == .none)
    // A call came and went between two looks.
    progress.openedStreamCount = 1
    #expect(watch.looked(progress, now: at(650)) == .none)
    #expect(watch.looked(progress, now: at(749)) == .none)
    #expect(watch.looked(progress, now: at(750)) == .drain)
    #expect(watch.looked(progress, now: at(751)) == .none)
  }

  @Test func looksOftenEnoughForTheShortestTime() {
    #expect(ConnectionWatch(timeouts: timeouts(), now: .now).lookInterval == .seconds(5))
    let short = timeouts { $0.idle = .milliseconds(80) }
    #expect(ConnectionWatch(timeouts: short, now: .now).lookInterval == .milliseconds(40))
  }
}
