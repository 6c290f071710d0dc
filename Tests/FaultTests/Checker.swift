import Crypto
import FaultLedger
import Messages
import RPC
import TestSupport
import Testing

/// Holds what clients were told against what there is.
struct Checker {
  let cluster: Cluster
  let load: Load

  /// All that is wrong; waits until what was acknowledged has ended.
  func violations() async throws -> [String] {
    var violations = load.violations
    var histories: [String: RunHistory] = [:]
    for run in load.runs {
      do {
        let history = try await history(of: run.id, tenant: Load.tenant)
        violations += self.violations(of: run, history)
        histories[run.id] = history
      } catch let violation as Violation {
        violations.append("\(violation)")
      }
    }
    violations += try await violationsOfOrders()
    violations += try await violationsOfEffects(histories)
    violations += try leases().violations
    violations += try await violationsOfTurns()
    violations += try await violationsOfDocuments()
    do {
      let counts = try cluster.verifyChains()
      if load.runs.count > 0, counts["orchestrator", default: 0] < load.runs.count {
        violations.append("the log has \(counts) events for \(load.runs.count) runs")
      }
    } catch {
      violations.append("a hash chain is broken: \(error)")
    }
    // What was leased has come to an end: no queue holds a task of a run that has ended.
    do {
      try await eventually(within: .seconds(60)) {
        try await cluster.agents(0).listAgents(.init()).agents
          .allSatisfy { $0.waitingTasks == 0 && $0.leasedTasks == 0 }
      }
    } catch {
      violations.append("a queue holds tasks: \(error)")
    }
    for agent in try await cluster.agents(0).listAgents(.init()).agents where agent.deadTasks > 0 {
      violations.append("\(agent.deadTasks) tasks of \(agent.name) are dead letters")
    }
    return violations
  }

  private func violations(of run: Load.Run, _ history: RunHistory) -> [String] {
    let events = history.events
    var violations: [String] = []
    if history.state != .succeeded {
      violations.append("run \(run.id) ended as \(history.state): \(history.tail)")
    }
    if events.map(\.sequence) != (0..<events.count).map({ UInt64($0 + 1) }) {
      violations.append("the events of run \(run.id) are not numbered without gaps")
    }
    let expected =
      ["first", "pause", "last"] + (0..<run.partCount).map { "each[\($0)]" }
    var completed: [String: Int] = [:]
    for event in events {
      if event.type == "StepCompleted" { completed[event.stepID, default: 0] += 1 }
      if event.type == "StepStarted", completed[event.stepID] != nil {
        violations.append("\(event.stepID) of run \(run.id) began after it was complete")
      }
    }
    for step in expected where completed[step] != 1 {
      violations.append("\(step) of run \(run.id) was recorded \(completed[step] ?? 0) times")
    }
    return violations
  }

  /// What the orchestrators knew of their leases.
  func leases() throws -> LeaseAudit {
    LeaseAudit(
      try LeaseJournal(cluster.folder.file("leases")).notes(),
      leaseDuration: Cluster.leaseSeconds * 1_000_000, isExclusive: cluster.engine == .sqlite,
      jumps: cluster.clockJumps)
  }

  /// What agents did, held against all histories that they name: also of runs whose submission nobody was told of.
  private func violationsOfEffects(
    _ known: [String: RunHistory]
  ) async throws -> [String] {
    let effects = try EffectLedger(cluster.folder.file("effects")).effects()
    var histories = known.mapValues(\.ofEffects)
    var violations: [String] = []
    var stuck: Set<String> = []
    for effect in effects where histories[effect.run] == nil && !stuck.contains(effect.run) {
      do {
        histories[effect.run] = try await history(of: effect.run, tenant: effect.tenant).ofEffects
      } catch let violation as Violation {
        // What it did cannot be judged before it has ended.
        stuck.insert(effect.run)
        violations.append("\(violation)")
      }
    }
    let judged = effects.filter { !stuck.contains($0.run) }
    return violations + EffectAudit.violations(of: judged, histories: histories)
  }

  func history(of run: String, tenant: String) async throws -> RunHistory {
    var history = RunHistory()
    do {
      try await cluster.orchestrator(0).watchRun(
        .init(tenantID: tenant, runID: run), options: CallOptions(timeout: .seconds(60))
      ) { responses in
        for try await response in responses {
          switch response.update {
          case .event(let event): history.events.append(event)
          case .ended(let ended): history.state = ended.state
          default: break
          }
        }
      }
    } catch let error as RPCError where error.code == .deadlineExceeded {
      let events = history.events.map { "\($0.type) \($0.stepID)" }.joined(separator: ", ")
      let standing = await cluster.standing(of: run, tenant: tenant)
      throw Violation("run \(run) does not end: \(events)\n\(standing)")
    }
    return history
  }

  /// Each document that was acknowledged is there once with the content that was given last, as far as anybody knows.
  private func violationsOfDocuments() async throws -> [String] {
    var stored: [String: String] = [:]
    var violations: [String] = []
    var token = ""
    repeat {
      let page = try await cluster.documents.listDocuments(
        .init(tenantID: Load.tenant, pageSize: 1000, pageToken: token))
      for document in page.documents
      where stored.updateValue(document.sha256, forKey: document.uri) != nil {
        violations.append("\(document.uri) is there twice")
      }
      token = page.nextPageToken
    } while !token.isEmpty
    for (uri, document) in load.documents {
      let possible = [document.acknowledged, document.given].filter { !$0.isEmpty }
        .map { SHA256.hash(Array($0.utf8)) }.map(Hex.encode)
      if let sha256 = stored[uri] {
        if !possible.contains(sha256) { violations.append("\(uri) has another content") }
      } else if !document.acknowledged.isEmpty {
        violations.append("\(uri) was stored and is gone")
      }
    }
    // And is found: the index was written with it.
    if let document = load.documents["document-1.txt"], !document.acknowledged.isEmpty {
      let found = try await cluster.documents.search(
        .init(tenantID: Load.tenant, query: "Kestrel 1", topK: 100))
      if !found.passages.contains(where: { $0.documentUri == "document-1.txt" }) {
        violations.append("document-1.txt is not found")
      }
    }
    return violations
  }

  private func violationsOfTurns() async throws -> [String] {
    var violations: [String] = []
    for (session, acknowledged) in load.turns {
      var stored: [String] = []
      var position: UInt64 = 0
      var more = true
      while more {
        let page = try await cluster.memory(0).listTurns(
          .init(tenantID: Load.tenant, sessionID: session, afterPosition: position, pageSize: 1000))
        stored += page.turns.map(\.text)
        position = page.turns.last?.position ?? position
        more = page.more
      }
      // The last one may have been stored without an answer.
      if Array(stored.prefix(acknowledged.count)) != acknowledged
        || stored.count > acknowledged.count + 1
      {
        let differing = zip(stored, acknowledged).first { $0 != $1 }.map { "; '\($0)' for '\($1)'" }
        violations.append(
          "\(session) holds \(stored.count) turns, not the \(acknowledged.count) that were acknowledged"
            + (differing ?? ""))
      }
    }
    return violations
  }
}

/// What a watcher is told of a run.
struct RunHistory: Sendable {
  var events: [Apus.Orchestrator.V1.RunEvent] = []
  var state = Apus.Orchestrator.V1.RunState.unspecified

  /// How it came to its end, for people.
  var tail: String {
    events.suffix(12).map { "\($0.type) \($0.stepID) (\($0.summary))" }.joined(separator: ", ")
  }

  /// What it says of steps that agents perform, and of those that they undo; the others wait.
  var ofEffects: [EffectAudit.Event] {
    var isUndoing = false
    return events.filter { !["pause", "approval"].contains($0.stepID) }.compactMap { event in
      switch event.type {
      case "CompensationBegan":
        isUndoing = true
        return nil
      case "StepCompleted": return .init(event.stepID, .completed(result: event.summary))
      case "StepCompensated":
        // After the number of the attempt.
        let result = event.summary.split(separator: " ").last.map(String.init) ?? ""
        return .init(event.stepID + "/undo", .completed(result: result))
      case "StepStarted":
        let step = isUndoing ? event.stepID + "/undo" : event.stepID
        return Int(event.summary.drop { !$0.isNumber }).map { .init(step, .started(attempt: $0)) }
      default: return nil
      }
    }
  }
}
