import Orchestrator
import Testing

@Suite("What a process has recorded of a run lately")
struct RecentHistoryTests {
  private func entries(_ versions: ClosedRange<Int>) -> [HistoryEntry] {
    versions.map { version in
      HistoryEntry(
        sequence: version, name: "RunPaused", event: .paused(by: "p\(version)"), recordedAt: version
      )
    }
  }

  @Test("Whoever has seen some of it gets the rest, and is sent to the store for what is not known")
  func followsWithoutGaps() {
    var history = RecentHistory()
    #expect(history.entries(after: 0) == nil)
    history.append(entries(1...2), byteCount: 20)
    history.append(entries(3...3), byteCount: 10)
    #expect(history.entries(after: 0) == entries(1...3))
    #expect(history.entries(after: 2) == entries(3...3))
    #expect(history.entries(after: 3) == [])
    #expect(history.entries(after: 4) == nil)
    #expect(history.byteCount == 30)
  }

  @Test("After what others have recorded only what follows is known")
  func beginsAnewAfterOthers() {
    var history = RecentHistory()
    history.append(entries(1...2), byteCount: 20)
    history.append(entries(5...6), byteCount: 7)
    #expect(history.entries(after: 0) == nil && history.entries(after: 3) == nil)
    #expect(history.entries(after: 4) == entries(5...6))
    #expect(history.byteCount == 7)
    // Told late: it is known already.
    history.append(entries(1...2), byteCount: 20)
    #expect(history.entries(after: 4) == entries(5...6))
  }
}
