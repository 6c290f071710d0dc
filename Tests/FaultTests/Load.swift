import Foundation
import Messages
import RPC
import Synchronization

/// What clients do meanwhile, and what they were told is done.
final class Load: Sendable {
  /// A run that was acknowledged.
  struct Run: Sendable {
    let id: String
    /// Elements of its list.
    let partCount: Int
  }

  struct State {
    var runs: [Run] = []
    /// What was acknowledged of each session's turns, in order.
    var turns: [String: [String]] = [:]
    /// The last acknowledged content of each document, and what may have been stored after it.
    var documents: [String: (acknowledged: String, given: String)] = [:]
    /// What the model said first, by prompt.
    var answers: [String: [UInt32]] = [:]
    var answerCount = 0
    /// By the name of the order.
    var orders: [String: Order] = [:]
    /// What the tenant's consumer saw, by its keys.
    var events: [String] = []
    var violations: [String] = []
    var refusalCount = 0
    /// For people, where the load made no progress.
    var lastRefusal = ""
  }

  static let tenant = "load"
  let cluster: Cluster
  let state = Mutex(State())

  init(_ cluster: Cluster) {
    self.cluster = cluster
  }

  var runs: [Run] { state.withLock(\.runs) }
  var turns: [String: [String]] { state.withLock(\.turns) }
  var documents: [String: (acknowledged: String, given: String)] { state.withLock(\.documents) }
  var orders: [String: Order] { state.withLock(\.orders) }
  var events: [String] { state.withLock(\.events) }
  var answerCount: Int { state.withLock(\.answerCount) }
  var violations: [String] { state.withLock(\.violations) }
  var lastRefusal: String { state.withLock(\.lastRefusal) }
  var refusalCount: Int { state.withLock(\.refusalCount) }

  /// Until cancelled; what has begun is repeated until it is acknowledged or the task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<3 {
        group.addTask { [self] in await submitRuns(number) }
        group.addTask { [self] in await appendTurns(number) }
      }
      group.addTask { [self] in await storeDocuments() }
      group.addTask { [self] in await askModel() }
      group.addTask { [self] in await watchRuns() }
      group.addTask { [self] in await placeOrders() }
      group.addTask { [self] in await followEvents() }
    }
  }

  private func submitRuns(_ client: Int) async {
    var count = 0
    while !Task.isCancelled {
      count += 1
      let partCount = count % 4
      let question = (0...partCount).map { "c\(client)n\(count)p\($0)" }.joined(separator: "-")
      let key = "run-\(client)-\(count)"
      var attempt = client
      let id = await insist { [cluster] options in
        attempt += 1
        // Some go through the gateway.
        if attempt % 4 == 0 {
          let response = try await cluster.door.submitRun(
            .init(workflow: "faults", question: question, idempotencyKey: key),
            options: cluster.withKey(options))
          return response.run?.runID ?? ""
        }
        let response = try await cluster.orchestrator(attempt).submitRun(
          .init(
            tenantID: Self.tenant, workflow: "faults", question: question, idempotencyKey: key),
          options: options)
        return response.run?.runID ?? ""
      }
      guard let id else { return }
      state.withLock { $0.runs.append(Run(id: id, partCount: partCount + 1)) }
      try? await Task.sleep(for: .milliseconds(40))
    }
  }

  private func appendTurns(_ client: Int) async {
    let session = "session-\(client)"
    _ = await insist { [cluster] options in
      do {
        _ = try await cluster.memory(client).createSession(
          .init(tenantID: Self.tenant, sessionID: session), options: options)
      } catch let error as RPCError where error.code == .alreadyExists {}
    }
    var count = 0
    while !Task.isCancelled {
      count += 1
      let text = "turn \(count) of \(session)"
      var attempt = client
      let isDone = await insist { [cluster] options -> Bool in
        attempt += 1
        _ = try await cluster.memory(attempt).appendTurns(
          .init(
            tenantID: Self.tenant, sessionID: session, turns: [.init(speaker: .user, text: text)],
            idempotencyKey: "turn-\(count)"), options: options)
        return true
      }
      if isDone == nil { return }
      state.withLock { $0.turns[session, default: []].append(text) }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Follows one run after the other and goes on where the stream broke off: each event comes once, in order.
  private func watchRuns() async {
    var watched = 0
    while !Task.isCancelled {
      guard let run = state.withLock({ $0.runs.count > watched ? $0.runs.last : nil }) else {
        try? await Task.sleep(for: .milliseconds(10))
        continue
      }
      watched = state.withLock { $0.runs.count }
      var sequence: UInt64 = 0
      var attempt = 0
      _ = await insist { [cluster, self] options in
        attempt += 1
        try await cluster.orchestrator(attempt).watchRun(
          .init(tenantID: Self.tenant, runID: run.id, afterSequence: sequence), options: options
        ) { responses in
          for try await response in responses {
            guard case .event(let event) = response.update else { continue }
            if event.sequence != sequence + 1 {
              violate("a watcher of \(run.id) saw event \(event.sequence) after \(sequence)")
            }
            sequence = event.sequence
          }
        }
      }
    }
  }

  /// As if that had been acknowledged: what the checker must find.
  func pretend(turn text: String, in session: String) {
    state.withLock { $0.turns[session, default: []].append(text) }
  }

  func violate(_ what: String) {
    state.withLock { $0.violations.append(what) }
  }

  /// Repeats a call until it is answered; nil when the task is cancelled first.
  func insist<T>(_ call: (CallOptions) async throws -> T) async -> T? {
    while !Task.isCancelled {
      do {
        return try await call(CallOptions(timeout: .seconds(3)))
      } catch {
        state.withLock {
          $0.refusalCount += 1
          $0.lastRefusal = "\(error)"
        }
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
    return nil
  }
}
