import FaultLedger
import Foundation
import Orchestrator
import Service

/// The orchestrator with agents that cost nothing and a workflow that uses what can go wrong: lists, joins,
/// timers, retries, workflows within workflows.
struct WordAgent: Agent {
  let ledger: EffectLedger
  let process: String
  let name = "word"
  let kind = AgentKind.execution
  let signature = AgentSignature(
    inputs: ["text": .string], output: .object(["text": .string, "parts": .list(.string)]))

  func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult {
    let text = task.inputs["text"]?.string ?? ""
    // Fails now and then, before or after its effect, and never for ever: which attempts do is a function of the step.
    let luck = task.attempt > 1 ? 2 : text.utf8.reduce(0) { $0 &+ Int($1) } % 10
    if luck == 0 { throw AgentFailure("unlucky", isRetryable: true) }
    let result = try ledger.perform(
      Effect(
        key: task.idempotencyKey, tenant: task.tenant, run: task.runID,
        step: task.role == .compensation ? "\(task.step)/undo" : "\(task.step)",
        attempt: task.attempt, epoch: task.epoch, process: process, result: UUID().uuidString))
    if luck == 1 { throw AgentFailure("done, and nobody heard of it", isRetryable: true) }
    let parts = text.split(separator: "-").map { Value.string(String($0)) }
    return AgentResult(
      output: .object(["text": .string(text + "."), "parts": .list(parts)]), summary: result)
  }
}

/// Notes what the process knows of its leases.
struct Witness: LeaseWitness {
  let journal: LeaseJournal
  let process: String

  func leaseBegan(id: Int, _ task: AgentTask, endMilliseconds: Int) {
    note(.began, id, task.epoch, endMilliseconds)
  }

  func leaseHeld(id: Int, epoch: Int, endMilliseconds: Int) {
    note(.held, id, epoch, endMilliseconds)
  }

  func leaseReturning(id: Int, epoch: Int) { note(.returning, id, epoch) }

  func leaseSettled(id: Int, epoch: Int, isRecorded: Bool) {
    note(isRecorded ? .recorded : .refused, id, epoch)
  }

  func note(_ kind: LeaseNote.Kind, _ task: Int, _ epoch: Int, _ endMilliseconds: Int? = nil) {
    // This clock first: a process that is stopped between the two makes a lease shorter and not longer.
    let time = SteadyClock.now
    let end = endMilliseconds.map {
      time + ($0 - Int(Date().timeIntervalSince1970 * 1_000)) * 1_000
    }
    let note = LeaseNote(
      kind, process: process, time: time, task: task, epoch: epoch, end: end ?? 0)
    do {
      try journal.append(note)
    } catch {
      // Without its notes a campaign would find nothing wrong.
      fatalError("\(error)")
    }
  }
}

let retry = """
  "retry": {"attemptCountMax": 100, "initialDelayMilliseconds": 5, "delayMillisecondsMax": 50}
  """

let workflow = """
  {
    "name": "faults",
    "version": 1,
    "inputs": { "question": { "type": "string" } },
    "steps": [
      { "id": "first", "agent": "word", "inputs": { "text": "$run.question" }, \(retry) },
      { "id": "each", "agent": "word", "forEach": "$first.parts", "inputs": { "text": "$item" },
        \(retry) },
      { "id": "pause", "after": ["first"], "wait": { "timer": { "milliseconds": 20 } } },
      { "id": "last", "agent": "word", "after": ["each", "pause"],
        "inputs": { "text": "$first.text" }, \(retry) }
    ],
    "report": { "answer": "$last.text" }
  }
  """

await OrchestratorProgram.main { environment in
  let folder = try environment.dataDirectory
  let process = "\(getpid())-\(UUID().uuidString.prefix(8))"
  let witness = Witness(journal: try LeaseJournal("\(folder)/leases"), process: process)
  witness.note(.opened, 0, 0)
  let agent = WordAgent(ledger: try EffectLedger("\(folder)/effects"), process: process)
  return OrchestratorProgram.Repertoire(
    agents: [agent], workflows: [try WorkflowDefinition(json: workflow)], witness: witness)
}
