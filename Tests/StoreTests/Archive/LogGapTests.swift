import Foundation
import Store
import TestSupport
import Testing

/// What is missing in an archive is told, and never made up for by something else.
@Suite("Gaps in an archived log")
struct LogGapTests {
  private let fixture: ArchiveFixture

  init() throws { fixture = try ArchiveFixture() }

  /// A backup and so many commits after it, each in a segment of its own; gives the time after each.
  private func filled(_ count: Int) async throws -> [Int] {
    let database = try fixture.open()
    try await fixture.put(0, [0], in: database)
    try fixture.backUp()
    var times: [Int] = []
    for number in 1...count {
      let before = try fixture.segments().count
      try await fixture.put(number, [UInt8](repeating: UInt8(number), count: 100), in: database)
      times.append(fixture.now())
      try await eventually { try fixture.segments().count > before }
    }
    await database.close()
    return times
  }

  private enum Damage: CaseIterable {
    case flippedByte
    case truncated
    case missing
    case foreign
  }

  @Test(
    "A segment that is damaged or missing is named, what is before it is restored, and nothing else is written",
    arguments: [0, 1, 2, 3])
  func damage(kind: Int) async throws {
    let times = try await filled(12)
    let segments = try fixture.segments()
    let index = segments.count - 5
    let path = segments[index]
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch Damage.allCases[kind] {
    case .flippedByte: bytes[bytes.count / 2] ^= 4
    case .truncated: bytes = bytes.prefix(bytes.count - 9)
    // Whole, but that of another place.
    case .foreign: bytes = try Data(contentsOf: URL(fileURLWithPath: segments[index - 2]))
    case .missing: bytes = Data()
    }
    try FileManager.default.removeItem(atPath: path)
    if !bytes.isEmpty { try bytes.write(to: URL(fileURLWithPath: path)) }
    let error = #expect(throws: StoreError.self) { try fixture.step(at: .max) }
    let number = (path as NSString).lastPathComponent.prefix(12)
    #expect(error?.code == .corrupt)
    #expect(
      error?.message.contains(bytes.isEmpty ? "lacks segment \(Int(number) ?? -1)" : String(number))
        == true, "\(error?.message ?? "")")
    // It says how far it goes, and that is so.
    let words = error?.message.split(separator: " ") ?? []
    let place = try #require(words.firstIndex(of: "(--at"))
    let end = try #require(Int(words[place + 1].dropLast()))
    let rows = try await fixture.rows(at: end)
    // The first of all, and each that was begun by then.
    let expected = 2 + times.filter { $0 < end }.count
    #expect(rows.count == expected && expected > 5 && expected < 13, "\(rows.count)")
    #expect(try fixture.repository.windows(of: "db").count <= 1)
  }

  @Test("An archive that lost its last segments covers no more than those that it has")
  func lostEnd() async throws {
    let times = try await filled(12)
    let whole = try #require(try fixture.step(at: .max))
    #expect(whole.replay?.isClosed == true && whole.time > times[11])
    let segments = try fixture.segments()
    for path in segments.suffix(4) { try FileManager.default.removeItem(atPath: path) }
    let step = try #require(try fixture.step(at: .max))
    #expect(step.replay?.isClosed == false)
    #expect(step.time < times[8] && step.time > times[4], "\(step.time)")
    let rows = try await fixture.rows(at: .max)
    // The first of all, each that was begun by then, and the one that it ends with.
    #expect(rows.count == 2 + times.filter { $0 < step.time }.count, "\(rows.count)")
    #expect(try fixture.repository.windows(of: "db").map(\.upperBound) == [step.time])
  }

  @Test(
    "Something else that wrote in between ends the chain, and the next backup begins another one")
  func foreignWriter() async throws {
    let times = try await filled(3)
    let other = try fixture.open(isArchived: false)
    try await fixture.put(77, [7], in: other)
    await other.close()
    let between = fixture.now()

    let database = try fixture.open()
    try await fixture.put(78, [8], in: database)
    let after = fixture.now()
    try await eventually { try fixture.segments().contains { !$0.contains(try chain()) } }
    #expect(fixture.breaks.count == 1)
    let covered = try #require(fixture.breaks.first).coveredTo
    #expect(covered >= times[2] && covered < between)
    // As far as the chain goes, and it says so.
    let step = try #require(try fixture.step(at: after))
    #expect(step.time == covered && step.replay?.isClosed == false)
    #expect(try await fixture.rows(at: after).count == 4)

    try fixture.backUp()
    try await fixture.put(79, [9], in: database)
    let last = fixture.now()
    await database.close()
    #expect(try await fixture.rows(at: last).count == 7)
    #expect(try await fixture.rows(at: times[1]).count == 3)
    #expect(fixture.breaks.count == 1)
  }

  /// The first chain's folder.
  private func chain() throws -> String {
    let first = try #require(try fixture.segments().first)
    return ((first as NSString).deletingLastPathComponent as NSString).lastPathComponent
  }

  @Test("A log that something else folded and began anew while the service ran is noticed")
  func foreignFold() async throws {
    let database = try fixture.open()
    for number in 0..<20 { try await fixture.put(number, [1], in: database) }
    try fixture.backUp()
    try await fixture.put(1, [2], in: database)
    let before = fixture.now()
    try await eventually { (try fixture.step(at: before))?.time == before }
    // It folds after each commit of its own, so its second one begins the log anew.
    try FileManager.default.removeItem(atPath: fixture.path + ".lock")
    var options = LogArchiveOptions(
      folder: fixture.folder.file("other"), name: "tool", interval: .seconds(3_600),
      report: { _ in })
    options.foldFrameCount = 1
    let tool = try Database(
      at: .sqlite(path: fixture.path), migrations: [ArchiveFixture.items], archive: options)
    for number in [50, 51] { try await fixture.put(number, [3], in: tool) }
    try await fixture.put(2, [4], in: database)
    await tool.close()
    await database.close()
    #expect(fixture.breaks.count == 1)
    let covered = try #require(fixture.breaks.first).coveredTo
    let step = try #require(try fixture.step(at: .max))
    #expect(step.time == covered && covered >= before)
    #expect(try await fixture.rows(at: .max)[1] == [2])
    #expect(try await fixture.rows(at: .max)[50] == nil)
  }

  @Test(
    "An archive that takes nothing stops no write, the log keeps its bound, and it is told and taken up again"
  )
  func fullArchive() async throws {
    let database = try fixture.open()
    try await fixture.put(0, [0], in: database)
    try fixture.backUp()
    try await fixture.put(1, [1], in: database)
    let before = fixture.now()
    try await eventually { (try fixture.step(at: before))?.time == before }
    // Nothing can be written into what is no folder.
    let chain = (try #require(try fixture.segments().last) as NSString).deletingLastPathComponent
    try FileManager.default.moveItem(atPath: chain, toPath: chain + ".away")
    try Data().write(to: URL(fileURLWithPath: chain))
    let archive = fixture.archiveFolder
    for number in 0..<400 {
      try await fixture.put(number, [UInt8](repeating: 3, count: 3_000), in: database)
      let size = try FileManager.default.attributesOfItem(atPath: fixture.path + "-wal")[.size]
      #expect((size as? Int ?? .max) < 420 * 4_120)
    }
    try await eventually {
      fixture.events.contains { if case .failed = $0 { true } else { false } }
        && !fixture.breaks.isEmpty
    }
    try FileManager.default.removeItem(atPath: chain)
    try FileManager.default.moveItem(atPath: chain + ".away", toPath: chain)
    // It begins again by itself.
    try await fixture.put(1, [4], in: database)
    try await eventually {
      try FileManager.default.contentsOfDirectory(atPath: archive).filter { $0.count == 15 }.count
        > 1
    }
    try fixture.backUp()
    try await fixture.put(2, [5], in: database)
    let after = fixture.now()
    await database.close()
    #expect(try await fixture.rows(at: before) == [0: [0], 1: [1]])
    let rows = try await fixture.rows(at: after)
    #expect(rows.count == 400 && rows[1] == [4] && rows[2] == [5])
  }

  @Test("Two databases are never brought to moments of which the one that calls is the later one")
  func together() async throws {
    let called = try ArchiveFixture(name: "called", beside: fixture)
    let caller = try ArchiveFixture(name: "caller", beside: fixture)
    let (first, second) = (try called.open(), try caller.open())
    try await called.put(0, [0], in: first)
    try await caller.put(0, [0], in: second)
    let taken = fixture.now() + 1_000
    for (fixture, name) in [(called, "called"), (caller, "caller")] {
      _ = try fixture.repository.backUp(sqlite: fixture.path, name: name, now: taken)
    }
    while fixture.now() < taken + 1_000 {}
    try await called.put(1, [1], in: first)
    try await caller.put(1, [1], in: second)
    let names = ["called", "caller"]
    await first.close()
    // The first one is away; what the second one does meanwhile needs it no more.
    try await caller.put(2, [2], in: second)
    await second.close()
    let all = try #require(try caller.repository.steps(of: names, notAfter: .max))
    #expect(all.map { $0.replay?.isClosed } == [true, true])
    #expect(all[1].replay?.commitCount == 2)
    // It is back, and what it commits is archived up to a moment.
    let again = try called.open(interval: .seconds(3_600))
    let cut = try #require(try caller.repository.steps(of: names, notAfter: .max))
    #expect(cut.map { $0.replay?.isClosed } == [false, true])
    #expect(cut[1].time <= cut[0].time && cut[1].replay?.commitCount == 1)
    await again.close()
  }
}
