import Messages
import RPC
import Synchronization

/// Orders: events that begin runs, which wait for a signal or are called off, and a consumer group that sees them all.
extension Load {
  /// An event that was published, as far as anybody knows.
  struct Order: Sendable {
    /// Whether its run is let go on, or called off.
    let isApproved: Bool
    var isAcknowledged = false
    /// Its run, once that was told what to do.
    var settledRun: String?
  }

  static let orderWorkflow = "ordered"

  private static let orderDocument = """
    {
      "name": "ordered",
      "version": 1,
      "on": { "event": "ordered" },
      "inputs": { "question": { "type": "string" } },
      "steps": [
        { "id": "take", "agent": "word", "inputs": { "text": "$run.question" },
          "retry": { "attemptCountMax": 100, "initialDelayMilliseconds": 5, "delayMillisecondsMax": 50 },
          "compensate": { "agent": "word", "inputs": { "text": "$output.text" },
            "retry": { "attemptCountMax": 100, "initialDelayMilliseconds": 5, "delayMillisecondsMax": 50 } } },
        { "id": "approval", "after": ["take"],
          "wait": { "signal": { "name": "approval", "accepts": "boolean" } } },
        { "id": "ship", "after": ["approval"], "agent": "word", "inputs": { "text": "$take.text" },
          "retry": { "attemptCountMax": 100, "initialDelayMilliseconds": 5, "delayMillisecondsMax": 50 } }
      ],
      "report": { "answer": "$ship.text" }
    }
    """

  func placeOrders() async {
    let isKnown = await insist { [cluster] options -> Bool in
      _ = try await cluster.workflows.registerWorkflow(
        .init(tenantID: Self.tenant, document: Self.orderDocument), options: options)
      return true
    }
    if isKnown == nil { return }
    var count = 0
    while !Task.isCancelled {
      count += 1
      let name = "order-\(count)"
      let isApproved = count % 2 == 0
      state.withLock { $0.orders[name] = Order(isApproved: isApproved) }
      guard let run = await place(name) else { return }
      try? await Task.sleep(for: .milliseconds(count * 7 % 60))
      guard await isApproved ? approve(run) : callOff(run) else { return }
      state.withLock { $0.orders[name]?.settledRun = run }
      try? await Task.sleep(for: .milliseconds(40))
    }
  }

  /// Publishes it; the run that it began, nil when the task is cancelled first.
  private func place(_ name: String) async -> String? {
    var attempt = 0
    let response = await insist { [cluster] options in
      attempt += 1
      return try await cluster.orchestrator(attempt).publishEvent(
        .init(
          tenantID: Self.tenant, name: Self.orderWorkflow,
          payload: ["question": .init(kind: .stringValue(name))], idempotencyKey: name),
        options: options)
    }
    guard let response else { return nil }
    state.withLock { $0.orders[name]?.isAcknowledged = true }
    if let run = response.runIDs.first { return run }
    // The answer that named it was lost, and the repeated call published nothing.
    let runs = await insist { [cluster] options in
      try await cluster.orders(by: attempt, options)[name, default: []]
    }
    guard let runs else { return nil }
    if runs.isEmpty { violate("\(name) was published before, and began no run") }
    return runs.first?.runID
  }

  private func approve(_ run: String) async -> Bool {
    var attempt = 0
    return await insist { [cluster] options -> Bool in
      attempt += 1
      do {
        _ = try await cluster.orchestrator(attempt).signalRun(
          .init(
            tenantID: Self.tenant, runID: run, by: "load", name: "approval",
            payload: .init(kind: .boolValue(true))), options: options)
      } catch let error as RPCError where attempt > 1 && error.code == .failedPrecondition {
        // Its answer was lost, and the run has ended since.
      }
      return true
    } ?? false
  }

  private func callOff(_ run: String) async -> Bool {
    await insist { [cluster] options -> Bool in
      _ = try await cluster.orchestrator(0).cancelRun(
        .init(tenantID: Self.tenant, runID: run, reason: "called off"), options: options)
      return true
    } ?? false
  }

  /// Sees every event, as a member of a group that leaves and comes back: again perhaps, and none left out.
  func followEvents() async {
    var attempt = 0
    while !Task.isCancelled {
      attempt += 1
      let options = CallOptions(timeout: .seconds(5))
      do {
        try await cluster.events(attempt).subscribe(options: options) { requests, responses in
          try await requests.write(
            .init(message: .hello(.init(tenantID: Self.tenant, group: "followers"))))
          for try await response in responses {
            guard case .event(let event) = response.message else { continue }
            see(event)
            try await requests.write(
              .init(message: .acknowledgement(.init(sequence: event.sequence))))
          }
        }
      } catch {
        state.withLock { $0.refusalCount += 1 }
      }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  private func see(_ event: Apus.Orchestrator.V1.Event) {
    let isRight = state.withLock { state in
      let place = Int(event.sequence) - 1
      if place == state.events.count {
        state.events.append(event.idempotencyKey)
        return true
      }
      return state.events.indices.contains(place) && state.events[place] == event.idempotencyKey
    }
    if !isRight {
      violate("a consumer saw '\(event.idempotencyKey)' as event \(event.sequence), out of order")
    }
  }
}
