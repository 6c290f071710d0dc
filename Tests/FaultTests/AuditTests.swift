import FaultLedger
import Foundation
import TestSupport
import Testing

/// The audits find what they are there to find, in histories that were made up.
@Suite("Audits of effects and leases")
struct AuditTests {
  // MARK: Effects

  private static let history: [String: [EffectAudit.Event]] = [
    "r": [
      .init("first", .started(attempt: 1)), .init("first", .started(attempt: 2)),
      .init("first", .completed(result: "a")), .init("last", .started(attempt: 1)),
    ]
  ]

  private static func effect(
    _ step: String = "first", run: String = "r", attempt: Int = 1, _ result: String = "a",
    isRepeated: Bool = false
  ) -> Effect {
    Effect(
      key: "\(run)/\(step)", tenant: "t", run: run, step: step, attempt: attempt, epoch: 1,
      process: "p", result: result, isRepeated: isRepeated)
  }

  @Test("Effects once, repeated and not yet told are as they should be")
  func effectsAreRight() {
    let effects = [
      Self.effect(), Self.effect(attempt: 2, isRepeated: true), Self.effect("last", "b"),
    ]
    #expect(EffectAudit.violations(of: effects, histories: Self.history) == [])
  }

  @Test(
    "An effect that is missing, done twice, changed or of nobody's step is found",
    arguments: [
      ([], "complete and had no effect"),
      ([effect("last")], "complete and had no effect"),
      ([effect(), effect(attempt: 2)], "had its effect twice"),
      ([effect("first", "b")], "has a, and brought b"),
      ([effect(), effect(attempt: 2, "b", isRepeated: true)], "brought b, and a before"),
      ([effect(), effect("last", isRepeated: true)], "was repeated and never done"),
      ([effect(), effect(attempt: 3, isRepeated: true)], "attempt 3, which no history knows"),
      ([effect(), effect("other")], "attempt 1, which no history knows"),
      ([effect(), effect(run: "q")], "attempt 1, which no history knows"),
    ] as [([Effect], String)])
  func effectsAreWrong(effects: [Effect], words: String) {
    let violations = EffectAudit.violations(of: effects, histories: Self.history)
    #expect(violations.contains { $0.contains(words) }, "\(violations)")
  }

  @Test("The ledger has an effect once, whichever process asks, and passes over a torn line")
  func ledger() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("effects")
    let (one, other) = (try EffectLedger(path), try EffectLedger(path))
    #expect(try one.perform(Self.effect("x", "1")) == "1")
    try Self.append("{\"key\":\"r/y\",\"ten", to: path)
    #expect(try other.perform(Self.effect("x", "2")) == "1")
    #expect(try other.perform(Self.effect("y", "3")) == "3")
    #expect(try one.perform(Self.effect("y", "4")) == "3")
    #expect(try one.effects().map(\.result) == ["1", "1", "3", "3"])
    #expect(try one.effects().map(\.isRepeated) == [false, true, false, true])
  }

  private static func append(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "a"))
    fputs(text, file)
    fclose(file)
  }

  // MARK: Leases

  private static func note(
    _ kind: LeaseNote.Kind, _ process: String, _ milliseconds: Int, epoch: Int = 1,
    until end: Int = 0
  ) -> LeaseNote {
    LeaseNote(
      kind, process: process, time: milliseconds * 1_000, task: 7, epoch: epoch, end: end * 1_000)
  }

  private func audit(
    _ notes: [LeaseNote], isExclusive: Bool = false, jumps: [ClosedRange<Int>] = []
  ) -> LeaseAudit {
    LeaseAudit(
      notes, leaseDuration: 1_000_000, isExclusive: isExclusive,
      jumps: jumps.map { $0.lowerBound * 1_000...$0.upperBound * 1_000 })
  }

  @Test(
    "Leases that follow each other are as they should be",
    arguments: [
      // It ran out, after a heartbeat.
      [
        note(.began, "a", 0, until: 1_000), note(.held, "a", 300, until: 1_300),
        note(.began, "b", 1_300, epoch: 2, until: 2_300), note(.refused, "a", 1_400),
        note(.recorded, "b", 1_500, epoch: 2),
      ],
      // It was given back, and a heartbeat of before was noted late.
      [
        note(.began, "a", 0, until: 1_000), note(.returning, "a", 300),
        note(.held, "a", 310, until: 1_310), note(.began, "b", 305, epoch: 2, until: 1_305),
      ],
    ])
  func leasesAreRight(notes: [LeaseNote]) {
    let audit = audit(notes)
    #expect(audit.violations == [] && audit.leaseCount == 2 && audit.judgedCount == 1)
  }

  @Test(
    "A task that is in the hands of two, or recorded from two leases, is found",
    arguments: [
      (
        [note(.began, "a", 0, until: 1_000), note(.began, "b", 900, epoch: 2, until: 1_900)],
        "began at b 100 ms before epoch 1 ended at a"
      ),
      (
        [
          note(.began, "a", 0, until: 1_000), note(.held, "a", 500, until: 1_500),
          note(.began, "b", 1_100, epoch: 2, until: 2_100),
        ], "began at b 400 ms before"
      ),
      (
        [note(.began, "a", 0, until: 1_000), note(.began, "b", 2_000, until: 3_000)],
        "was given to a and b"
      ),
      (
        [
          note(.began, "a", 0, until: 1_000), note(.began, "b", 1_000, epoch: 2, until: 2_000),
          note(.recorded, "a", 1_100), note(.recorded, "b", 1_200, epoch: 2),
        ], "recorded from the epochs [1, 2]"
      ),
      (
        [
          note(.began, "a", 0, until: 1_000), note(.recorded, "a", 500),
          note(.began, "b", 1_000, epoch: 2, until: 2_000),
        ], "handed out under epoch 2 after 1 was recorded"
      ),
    ] as [([LeaseNote], String)])
  func leasesAreWrong(notes: [LeaseNote], words: String) {
    let audit = audit(notes)
    #expect(audit.violations.count == 1)
    #expect(audit.violations.contains { $0.contains(words) }, "\(audit.violations)")
  }

  @Test("While clocks jump leases are not judged by their time, and are counted")
  func clockJumps() {
    let notes = [
      Self.note(.began, "a", 0, until: 1_000), Self.note(.began, "b", 500, epoch: 2, until: 1_500),
    ]
    #expect(audit(notes, jumps: [600...700]).violations.count == 1)
    #expect(audit(notes, jumps: [-1_200 ... -1_001]).violations.count == 1)
    // Whoever took the tasks back had looked at the clock then.
    #expect(audit(notes, jumps: [-200 ... -20]).exceptedCount == 1)
    let excepted = audit(notes, jumps: [100...200])
    #expect(excepted.violations == [] && excepted.exceptedCount == 1 && excepted.judgedCount == 0)
    // Its end was told before the jump was over, and noted afterwards.
    let late = [Self.note(.began, "a", 0, until: 3_600_000), notes[1]]
    #expect(audit(late).exceptedCount == 1)
    // So does one that looked at the clock during the jump, and was given the task afterwards.
    let early = [notes[0], Self.note(.began, "b", 500, epoch: 2, until: 3_600_000)]
    #expect(audit(early).exceptedCount == 1)
  }

  @Test("A process that has the store to itself ends the leases of the one before, and only those")
  func exclusive() {
    let notes = [
      Self.note(.began, "a", 0, until: 1_000), Self.note(.opened, "b", 400, epoch: 0),
      Self.note(.began, "b", 500, epoch: 2, until: 1_500),
    ]
    #expect(audit(notes, isExclusive: true).violations == [])
    #expect(audit(notes).violations.count == 1)
    let own = notes + [Self.note(.began, "b", 600, epoch: 3, until: 1_600)]
    #expect(audit(own, isExclusive: true).violations.count == 1)
  }
}
