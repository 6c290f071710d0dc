import Foundation
import HostilePeer
import RPC
import Synchronization
import TestSupport
import Testing

/// Every attack over a socket on a service in a process of its own, while an honest client calls it on the
/// same event loop. They run alone (`scripts/run-tests.py`), because they judge time.
///
/// The bounds: no call of the honest client fails; of 100 calls 99 take no longer than 250 ms, or 20 times
/// what they took before the attack; at its peak the process has grown by no more than the attack's own
/// bound.
@Suite(.serialized, .timeLimit(.minutes(5))) struct AttackTests {
  private static let latencyFloor: Duration = .milliseconds(250)
  private static let latencyFactor = 20
  /// Calls of the honest client at the least, before the attack and during it.
  private static let callCount = 100

  @Test(arguments: Attack.all)
  func othersDoNotNotice(_ attack: Attack) async throws {
    let options = ["--loops", "1", "--log-level", "error", "--access-log", "0"]
    let service = try await AttackedService(
      options: options + attack.options, isSecure: attack.isSecure)
    let client = service.client
    _ = try await client.call { $0 < Self.callCount }
    let before = try await client.call { $0 < Self.callCount }.p99
    let resident = try service.memory.resident()
    try service.memory.forgetPeak()

    let (during, roundCount) = try await attacked(service, by: attack)

    let growth = try service.memory.peak() - resident
    let bound = max(Self.latencyFloor, before * Self.latencyFactor)
    print(
      "attack: \(attack.title): \(roundCount) rounds, growth \(growth >> 10) KiB, \(during.count) calls,"
        + " p99 \(before) before, \(during.p99) during")
    #expect(growth <= attack.growthMax << 20)
    #expect(during.p99 <= bound)
    if let limit = attack.limit {
      let count = try await service.count(of: limit)
      #expect(count >= roundCount, "\(limit)")
    }
    await client.close()
  }

  /// Attacks in rounds until the honest client has made enough calls beside them. Returns the times of
  /// its calls and how many attackers there were.
  private func attacked(
    _ service: AttackedService, by attack: Attack
  ) async throws -> ([Duration], Int) {
    let isOver = Atomic(false)
    let callCount = Atomic(0)
    var roundCount = 0
    async let during = service.client.call { count in
      callCount.store(count, ordering: .relaxed)
      return !isOver.load(ordering: .relaxed)
    }
    do {
      defer { isOver.store(true, ordering: .relaxed) }
      repeat {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<attack.attackerCount {
            group.addTask { try await attack.attack(service) }
          }
          try await group.waitForAll()
        }
        roundCount += attack.attackerCount
      } while callCount.load(ordering: .relaxed) < Self.callCount
    }
    return (try await during, roundCount)
  }
}
