import Service
import Testing

@Suite struct CertificateWatchTests {
  private static func stamp(_ node: UInt64) -> FileStamp {
    FileStamp(device: 1, node: node, byteCount: 2, changedAtSeconds: 3, changedAtNanoseconds: 4)
  }

  private let first: [FileStamp?] = [stamp(1), stamp(2)]
  private let half: [FileStamp?] = [stamp(3), stamp(2)]
  private let second: [FileStamp?] = [stamp(3), stamp(4)]

  @Test func filesThatLookAsBeforeAreLeftAlone() {
    #expect(CertificateWatch(loaded: first).looked(at: first) == .none)
  }

  @Test func oneFileThatLooksDifferentIsEnough() {
    #expect(CertificateWatch(loaded: first).looked(at: half) == .reload)
  }

  @Test func whatWasRefusedIsTriedAgainOnlyOnceItChanges() {
    var watch = CertificateWatch(loaded: first)
    watch.refused(half)
    #expect(watch.looked(at: half) == .none)
    #expect(watch.looked(at: second) == .reload)
    watch.loaded(second)
    #expect(watch.looked(at: second) == .none)
    // The refusal is forgotten: those files may have become good meanwhile.
    #expect(watch.looked(at: half) == .reload)
  }

  @Test func aFileThatIsAwayChangesNothing() {
    #expect(CertificateWatch(loaded: first).looked(at: [nil, Self.stamp(4)]) == .none)
  }

  @Test func theStampOfALinkIsTheFilesThatItLeadsTo() {
    #expect(FileStamp(path: "/proc/self/exe") != nil)
    #expect(FileStamp(path: "/proc/self/nothing") == nil)
  }
}
