import FaultLedger
import Foundation
import TestSupport
import Testing

/// Faults under load, one after the other, and then everything that was acknowledged is held against what there is.
///
/// `APUS_FAULTS` says how many (of both engines together), `APUS_FAULT_SEED` begins a campaign as it was, and
/// `APUS_FAULT_ENGINE` leaves the other engine out.
@Suite("Faults", .serialized, .timeLimit(.minutes(60)))
struct FaultCampaignTests {
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  /// Faults between two checks; each time on new data.
  private static let faultsPerRound = 50
  /// With so many some worker surely loses a lease that another one takes over.
  private static let faultCountWithLostLeases = 100

  private static let engines = Cluster.Engine.allCases.filter { engine in
    [nil, "", engine.rawValue].contains(ProcessInfo.processInfo.environment["APUS_FAULT_ENGINE"])
  }

  @Test("What was acknowledged survives", arguments: engines)
  func campaign(on engine: Cluster.Engine) async throws {
    let seed = Self.number("APUS_FAULT_SEED") ?? SeededGenerator.freshSeed()
    let count = Int(Self.number("APUS_FAULTS") ?? 50) / Self.engines.count
    var random = SeededGenerator(seed: seed)
    var bag = FaultBag(engine)
    var happened: [String: Int] = [:]
    var rest = count
    var runCount = 0
    var refusalCount = 0
    var leases = (count: 0, judged: 0, excepted: 0)
    while rest > 0 {
      let size = min(rest, Self.faultsPerRound)
      let faults = (0..<size).map { _ in bag.next(using: &random) }
      let (load, audit) = try await round(faults, on: engine, seed: seed, using: &random)
      leases.count += audit.leaseCount
      leases.judged += audit.judgedCount
      leases.excepted += audit.exceptedCount
      for fault in faults { happened[fault.kind, default: 0] += 1 }
      runCount += load.runs.count
      refusalCount += load.refusalCount
      rest -= size
    }
    let kinds = Set(Fault.oneOfEach(on: engine, using: &random).map(\.kind))
    #expect(count < kinds.count || happened.count == kinds.count, "seed \(seed): \(happened)")
    // Audits of nothing find nothing: each run has more than one step, and work in hand is lost to many kinds of faults.
    #expect(leases.count > runCount, "seed \(seed): leases were not noted")
    // How many leases follow one that was lost is up to chance: in a few dozen faults it may be none.
    #expect(
      count < Self.faultCountWithLostLeases || leases.judged > 0,
      "seed \(seed): no lease followed another one")
    let list = happened.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    print(
      "\(engine): \(count) faults, seed \(seed): \(list.joined(separator: ", ")); \(runCount) runs, "
        + "\(refusalCount) calls repeated, \(leases.count) leases, \(leases.judged) of them followed by another one "
        + "(\(leases.excepted) more while the clock jumped), no violation")
  }

  private func round(
    _ faults: [Fault], on engine: Cluster.Engine, seed: UInt64, using random: inout SeededGenerator
  ) async throws -> (load: Load, leases: LeaseAudit) {
    let cluster = try await Cluster(engine)
    do {
      try await cluster.waitUntilWell()
      let load = Load(cluster)
      let work = Task { await load.run() }
      var last = ""
      do {
        for (index, fault) in faults.enumerated() {
          last = "fault \(index + 1), \(fault)"
          let pause = Duration.milliseconds(Int.random(in: 20...300, using: &random))
          try await Task.sleep(for: pause)
          try await fault.happen(to: cluster, using: &random)
          try await cluster.waitUntilWell()
        }
      } catch {
        work.cancel()
        throw Violation("seed \(seed), after \(last): \(error)")
      }
      work.cancel()
      await work.value
      let checker = Checker(cluster: cluster, load: load)
      let violations = try await checker.violations()
      if !violations.isEmpty { printLastWords(of: cluster) }
      #expect(violations.isEmpty, "seed \(seed), \(faults): \(violations.prefix(10))")
      #expect(load.runs.count > faults.count, "seed \(seed): there was no load")
      #expect(load.documents.count > 3 && load.answerCount > 3, "seed \(seed): there was no load")
      #expect(
        load.orders.count > faults.count && load.events.count > faults.count / 2,
        "seed \(seed): \(load.orders.count) orders, of which \(load.events.count) were seen; \(load.lastRefusal)"
      )
      let leases = try checker.leases()
      await cluster.destroy()
      return (load, leases)
    } catch {
      printLastWords(of: cluster)
      await cluster.destroy()
      throw error
    }
  }

  private func printLastWords(of cluster: Cluster) {
    if let postgres = cluster.postgres { print("PostgreSQL: \(postgres.lastWords)") }
    for service in cluster.services { print("\(service.name): \(service.lastWords)") }
  }
}
