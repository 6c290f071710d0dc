import Foundation
import Messages
import RPC

extension Checker {
  /// Each order that was acknowledged began one run and no other did, approved ones succeeded, those that were called off
  /// were cancelled and what they had done was undone, and consumers saw all of them once in one order.
  func violationsOfOrders() async throws -> [String] {
    let runs = try await cluster.orders(by: 0, CallOptions(timeout: .seconds(60)))
    var violations: [String] = []
    for (name, order) in load.orders {
      let begun = runs[name, default: []]
      if begun.count > 1 || begun.isEmpty && order.isAcknowledged {
        violations.append("\(name) began \(begun.count) runs")
      }
      guard let run = begun.first?.runID else { continue }
      if order.settledRun == nil {
        // Nobody knows what it was told, and it may wait for ever.
        _ = try await cluster.orchestrator(0).cancelRun(
          .init(tenantID: Load.tenant, runID: run, reason: "the load has ended"))
      }
      do {
        violations += self.violations(
          of: order, named: name, try await history(of: run, tenant: Load.tenant))
      } catch let violation as Violation {
        violations.append("\(name): \(violation)")
      }
    }
    for name in runs.keys where load.orders[name] == nil {
      violations.append("\(name) was never ordered")
    }
    return try await violations + violationsOfEvents(runs)
  }

  private func violations(
    of order: Load.Order, named name: String, _ history: RunHistory
  ) -> [String] {
    let expected: [Apus.Orchestrator.V1.RunState] =
      order.settledRun == nil
      ? [.succeeded, .cancelled] : [order.isApproved ? .succeeded : .cancelled]
    var violations: [String] = []
    if !expected.contains(history.state) {
      violations.append(
        "\(name) ended as \(history.state), not as one of \(expected): \(history.tail)")
    }
    func count(_ type: String, _ step: String) -> Int {
      history.events.count { $0.type == type && $0.stepID == step }
    }
    let undone = count("StepCompensated", "take")
    let toUndo = history.state == .succeeded ? 0 : count("StepCompleted", "take")
    if undone != toUndo {
      violations.append("\(name) did \(toUndo) that was to be undone, and undid \(undone)")
    }
    return violations
  }

  /// A group that begins now reads the same as the one that was there all the time.
  private func violationsOfEvents(_ runs: [String: [Apus.Orchestrator.V1.Run]]) async throws
    -> [String]
  {
    guard !runs.isEmpty else { return [] }
    var seen: [String] = []
    try await cluster.events(0).subscribe(options: CallOptions(timeout: .seconds(60))) {
      requests, responses in
      // A new group each time, which begins at the first event.
      let group = "checkers-\(UUID())"
      try await requests.write(
        .init(message: .hello(.init(tenantID: Load.tenant, group: group))))
      for try await response in responses {
        guard case .event(let event) = response.message else { continue }
        seen.append(event.idempotencyKey)
        try await requests.write(
          .init(message: .acknowledgement(.init(sequence: event.sequence))))
        if seen.count == runs.count { break }
      }
      try await requests.finish()
      for try await _ in responses {}
    }
    var violations: [String] = []
    if seen.sorted() != runs.keys.sorted() {
      violations.append("events were published that began no run, or the other way round: \(seen)")
    }
    if !seen.starts(with: load.events) {
      violations.append("one consumer saw \(load.events), another one \(seen)")
    }
    return violations
  }
}
