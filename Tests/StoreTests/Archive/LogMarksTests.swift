import Store
import Testing

@Suite("When an archived log may be folded")
struct LogMarksTests {
  private var marks = LogMarks(foldFrameCount: 100, frameCountMax: 400)

  private func mark(_ frameCount: Int, _ time: Int) -> LogMarks.Mark {
    LogMarks.Mark(frameCount: frameCount, time: time, earliest: time)
  }

  @Test("Without a chain the log is folded at its count, and what was committed is owed to nobody")
  mutating func noChain() {
    #expect(marks.committed(frameCount: 99, at: 1) == .no)
    #expect(marks.committed(frameCount: 100, at: 2) == .now)
    marks.folded(logFrameCount: 100)
    #expect(marks.marks.isEmpty)
    #expect(marks.committed(frameCount: 101, at: 3) == .no)
    // A reader kept the file from being begun anew.
    #expect(marks.committed(frameCount: 125, at: 4) == .now)
  }

  @Test("With a chain it is folded after all of it was archived")
  mutating func chain() {
    #expect(marks.committed(frameCount: 90, at: 5) == .no)
    let work = marks.taken(at: 6)
    #expect(work.marks == [mark(90, 5)] && work.time == 6 && !work.isGivenUp)
    #expect(marks.committed(frameCount: 91, at: 6) == .no && marks.isHurried)
    marks.archived(marks.taken(at: 6))
    #expect(marks.committed(frameCount: 92, at: 6) == .no && !marks.isHurried)
    #expect(marks.committed(frameCount: 100, at: 7) == .afterArchiving)
    #expect(marks.isHurried && !marks.isWaitOver)
    marks.archived(marks.taken(at: 8))
    #expect(marks.isWaitOver && marks.waitEnded() == .now)
    marks.folded(logFrameCount: 100)
    #expect(marks.committed(frameCount: 3, at: 9) == .no)
    #expect(marks.taken(at: 9).marks == [mark(3, 9)])
  }

  @Test(
    "Nobody waits for an archive that is far behind, nor twice for one that is stuck, and the bound ends it"
  )
  mutating func givenUp() {
    marks.archived(marks.taken(at: 0))
    _ = marks.committed(frameCount: 1, at: 1)
    _ = marks.taken(at: 1)
    #expect(marks.committed(frameCount: 150, at: 2) == .no)
    #expect(marks.isHurried)
    #expect(marks.committed(frameCount: 200, at: 3) == .afterArchiving)
    #expect(marks.waitEnded() == .no)
    #expect(marks.committed(frameCount: 399, at: 4) == .no)
    #expect(marks.committed(frameCount: 400, at: 5) == .now)
    #expect(marks.marks.isEmpty)
    marks.folded(logFrameCount: 400)
    let work = marks.taken(at: 6)
    #expect(work.isGivenUp && work.marks.isEmpty)
    #expect(!marks.taken(at: 7).isGivenUp)
  }

  @Test("What an archiver still writes when the chain is given up is not taken for the next one's")
  mutating func givenUpMeanwhile() {
    _ = marks.committed(frameCount: 1, at: 1)
    let work = marks.taken(at: 1)
    _ = marks.committed(frameCount: 200, at: 2)
    _ = marks.waitEnded()
    #expect(marks.committed(frameCount: 500, at: 3) == .now)
    #expect(marks.committed(frameCount: 2, at: 4) == .no)
    marks.archived(work)
    #expect(marks.marks == [mark(2, 4)])
    #expect(marks.taken(at: 5).isGivenUp)
  }

  @Test("A clock that is set back does not turn the order of commits")
  mutating func clockSetBack() {
    _ = marks.committed(frameCount: 1, at: 1_000)
    _ = marks.committed(frameCount: 2, at: 400)
    let work = marks.taken(at: 300)
    #expect(work.marks == [mark(1, 1_000), mark(2, 1_000)] && work.time == 1_000)
  }

  @Test("After a break only what is in the log now is taken into the next chain")
  mutating func broken() {
    for frameCount in [50, 60, 4, 9] { _ = marks.committed(frameCount: frameCount, at: frameCount) }
    // There was no chain yet: what is no longer in the log is forgotten at once.
    #expect(marks.marks.map(\.frameCount) == [4, 9])
    _ = marks.taken(at: 61)
    for frameCount in [70, 5, 8] { _ = marks.committed(frameCount: frameCount, at: 70) }
    marks.broken()
    #expect(marks.marks.map(\.frameCount) == [5, 8])
  }

  @Test("Somebody else's frames are noticed when the log is folded")
  mutating func foreignFrames() {
    _ = marks.committed(frameCount: 100, at: 1)
    marks.folded(logFrameCount: 103)
    #expect(!marks.taken(at: 2).isAlone)
  }
}
