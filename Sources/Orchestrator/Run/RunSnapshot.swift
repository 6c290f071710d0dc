internal import Foundation

/// A run's state in a compact form. It is only a shortcut: the history alone rebuilds the run.
///
/// What follows from the rest is left out: the graph, lists and outputs of steps, who performs them.
extension RunMachine {
  /// The number of the encoding: a snapshot of another one is of no use.
  package static let snapshotFormat = 1

  private struct Snapshot: Codable {
    var submission: RunSubmission
    var phase: Phase
    var isPaused: Bool
    var submittedAt: Int
    var endedAt: Int?
    var eventCount: Int
    var steps: [StepRecord]
    /// State, unsettled dependencies, next element, completed elements; then those to begin again.
    var nodes: [[Int]]
    var ready: [Int]
    var undoable: [Int]
    var notUndone: [StepID]
    var signals: [String: [Signal]]
  }

  private struct StepRecord: Codable {
    /// Number of the definition.
    var d: Int
    /// Element of its list.
    var i: Int?
    var s: StepState
    /// Attempts, and those that do not count.
    var a: Int?
    var u: Int?
    /// When it started, after the submission, and ended, after it started.
    var t: Int
    var e: Int?
    var r: String?
    var f: Bool?
    var c: String?
  }

  /// The state of a run that was submitted, as bytes.
  package func snapshot() throws -> [UInt8] {
    guard let submission else { return [] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Array(
      try encoder.encode(
        Snapshot(
          submission: submission, phase: phase, isPaused: isPaused, submittedAt: submittedAt,
          endedAt: endedAt, eventCount: eventCount, steps: steps.map(record),
          nodes: nodes.map(Self.record),
          ready: ready.elements, undoable: undoable, notUndone: notUndone, signals: signals)))
  }

  /// The state that was kept; apply the events after its `eventCount`.
  package init(restoring snapshot: [UInt8]) throws {
    self.init()
    if snapshot.isEmpty { return }
    let snapshot = try JSONDecoder().decode(Snapshot.self, from: Data(snapshot))
    submission = snapshot.submission
    phase = snapshot.phase
    isPaused = snapshot.isPaused
    submittedAt = snapshot.submittedAt
    endedAt = snapshot.endedAt
    eventCount = snapshot.eventCount
    graph = WorkflowGraph(snapshot.submission.workflow.steps)
    steps = try snapshot.steps.map(step)
    indexes = Dictionary(
      steps.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
    guard snapshot.nodes.count == graph.dependencies.count,
      snapshot.ready.allSatisfy(snapshot.nodes.indices.contains),
      snapshot.undoable.allSatisfy(steps.indices.contains)
    else { throw Self.broken }
    nodes = graph.dependencies.map { RunNode(unsettledCount: $0.count) }
    // Lists come from the outputs of steps that come before.
    for index in graph.order { try restore(index, snapshot.nodes[index]) }
    settledCount = nodes.count { $0.isSettled }
    ready = ReadyQueue(snapshot.ready)
    undoable = snapshot.undoable
    notUndone = snapshot.notUndone
    signals = snapshot.signals
  }

  private static var broken: DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "the snapshot contradicts itself"))
  }

  private func record(_ step: Step) -> StepRecord {
    StepRecord(
      d: graph.indexes[step.id.name] ?? -1, i: step.id.index, s: step.state,
      a: step.attemptCount == 1 ? nil : step.attemptCount,
      u: step.uncountedAttemptCount == 0 ? nil : step.uncountedAttemptCount,
      t: step.startedAt - submittedAt, e: step.endedAt.map { $0 - step.startedAt },
      r: step.reason.isEmpty ? nil : step.reason, f: step.isFallback ? true : nil,
      c: step.childRunID)
  }

  private func step(_ record: StepRecord) throws -> Step {
    guard let definitions = submission?.workflow.steps, definitions.indices.contains(record.d)
    else {
      throw Self.broken
    }
    let definition = definitions[record.d]
    var agent = definition.work.performer
    if record.f == true, case .agent(let call)? = definition.fallback { agent = call.agent }
    let startedAt = submittedAt + record.t
    return Step(
      id: StepID(definition.id, record.i), agent: agent, state: record.s,
      attemptCount: record.a ?? 1, uncountedAttemptCount: record.u ?? 0, startedAt: startedAt,
      endedAt: record.e.map { startedAt + $0 }, reason: record.r ?? "",
      isFallback: record.f ?? false, childRunID: record.c)
  }

  private static func record(_ node: RunNode) -> [Int] {
    [node.state.rawValue, node.unsettledCount, node.nextElement, node.completedCount] + node.again
  }

  private mutating func restore(_ index: Int, _ record: [Int]) throws {
    guard record.count >= 4, let state = RunNode.State(rawValue: record[0]),
      let definition = submission?.workflow.steps[index]
    else { throw Self.broken }
    var node = RunNode(unsettledCount: record[1])
    if state != .pending, state != .skipped, definition.forEach != nil {
      guard let list = list(of: index) else { throw Self.broken }
      node.opened(list)
      for element in list.indices {
        guard let output = output(of: StepID(definition.id, element)) else { continue }
        _ = node.completed(element, output)
      }
    } else if state == .completed {
      guard let output = output(of: StepID(definition.id)) else { throw Self.broken }
      node.output = output
    }
    node.state = state
    node.nextElement = record[2]
    node.completedCount = record[3]
    node.again = Array(record[4...])
    nodes[index] = node
  }

  private func output(of id: StepID) -> Value? {
    switch step(id)?.state {
    case .completed(let result), .undoing(let result, _), .undone(let result): result.output
    case .running, .waiting, .awaiting, .skipped, .failed, .cancelled, nil: nil
    }
  }
}
