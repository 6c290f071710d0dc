internal import Foundation
package import Service
internal import Store
package import Transport

/// Accepts runs, has their steps performed, and remembers all of them.
///
/// It holds nothing that the store does not: each attempt at a step is a task in a queue there, each wait a timer.
/// Any number of orchestrators share a store on PostgreSQL; whichever has a worker with a free place takes the next
/// task, and any of them answers, watches and cancels all runs. When one dies its leases run out and the others
/// go on.
package final class Orchestrator: Sendable {
  package struct Limits: Sendable {
    /// Unfinished runs of a tenant; a further one is refused.
    package var unfinishedCountMax: Int
    /// Tasks of built-in agents that this process performs at a time.
    package var capacities: [AgentKind: Int]
    /// After how long without a word a process counts as dead, and others get its tasks.
    package var leaseDuration: Duration

    package init(
      unfinishedCountMax: Int = 10_000, capacities: [AgentKind: Int] = [:],
      leaseDuration: Duration = .seconds(15)
    ) {
      self.unfinishedCountMax = unfinishedCountMax
      self.capacities = capacities
      self.leaseDuration = leaseDuration
    }
  }

  /// Why a run was not taken.
  package enum Refusal: Error, Sendable, Hashable {
    case unknownWorkflow(String, known: [String])
    /// The tenant has as many unfinished runs as may be.
    case full(Int)
    case noSuchRun(String)
    /// The run, or what is asked for, does not allow it; why, in words for whoever asked.
    case refused(String)
    /// The idempotency key belongs to a run of another question or workflow.
    case keyInUse(String, runID: String)
    /// A program declared an agent that the orchestrator itself is.
    case agentIsBuiltIn(String)
    case noSuchAgent(String, known: [String])
    case noSuchDeadTask(Int, agent: String)
    /// The idempotency key belongs to another event.
    case eventKeyInUse(String, sequence: Int)
    case tooLarge(String)
    case noSuchGroup(String)
    /// A subscriber acknowledged what it was not given.
    case notDelivered(Int, lastDelivered: Int)
  }

  package let store: RunStore
  let live = LiveRuns()
  let events = EventBell()
  /// Changes once, when the process is about to end.
  let leaving = ChangeSignal()
  /// The agents of this program, by each name that workflows may call them.
  let builtIn: [String: any Agent]
  let registry: AgentRegistry
  let dispatcher: Dispatcher
  let observer: RunObserver
  let loops: EventLoopGroup
  /// The workflows that come with the program.
  let builtInWorkflows: [String: WorkflowDefinition]
  let limits: Limits
  var leaseDuration: Duration { limits.leaseDuration }
  /// Names this start of this process.
  package let process: String
  private let engine: RunEngine
  let timers: RunTimers

  /// Checks the workflows against the agents; throws `WorkflowProblems` for one that cannot run.
  /// Runs wait on the timers of `loops`.
  package init(
    store: RunStore, agents: [any Agent], workflows: [WorkflowDefinition],
    limits: Limits = Limits(), witness: (any LeaseWitness)? = nil, loops: EventLoopGroup,
    logger: Logger, metrics: MetricsRegistry
  ) throws(WorkflowProblems) {
    builtIn = Dictionary(
      uniqueKeysWithValues: agents.flatMap { agent in agent.names.map { ("\($0)", agent) } })
    for workflow in workflows {
      try WorkflowValidator.validate(workflow, agents: builtIn.mapValues(\.signature))
    }
    self.store = store
    registry = AgentRegistry(database: store.database)
    builtInWorkflows = Dictionary(uniqueKeysWithValues: workflows.map { ($0.name, $0) })
    self.limits = limits
    self.loops = loops
    observer = RunObserver(logger: logger, metrics: metrics)
    let timersChanged = ChangeSignal()
    let relay = EffectRelay()
    engine = RunEngine(store: store, observer: observer, effects: relay)
    dispatcher = Dispatcher(
      store: store, engine: engine, live: live, observer: observer, loops: loops,
      leaseDuration: limits.leaseDuration, witness: witness)
    timers = RunTimers(
      store: store, engine: engine, observer: observer, changes: timersChanged, loop: loops.next(),
      leaseDuration: limits.leaseDuration)
    relay.connect(live: live, dispatcher: dispatcher, timersChanged: timersChanged)
    process = "o-" + UUID().uuidString.lowercased()
    let workers = Worker.builtIn(agents, named: process, capacities: limits.capacities) {
      [live] task, piece in live.append(piece, to: task.runID)
    }
    for worker in workers { dispatcher.add(worker) }
    observer.register(dispatcher, events, on: metrics)
  }

  /// Makes what a former process left behind ready to go on; call it once, before `run`.
  package func recover() async throws {
    try await store.endForeignLeases()
    try await store.sealWorkflows(failed: observer.workflowsNotSealed)
    try await store.findPaused()
  }

  /// Has runs performed until cancelled. What is in flight then goes back to its queue.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [dispatcher] in await dispatcher.run() }
      group.addTask { [timers] in await timers.run() }
      group.addTask { [self] in await watchBacklog() }
      group.addTask { [self] in await RunStarter(orchestrator: self, holder: process).run() }
      if store.database.location.isShared {
        group.addTask { [self] in await followOthers() }
      }
    }
  }

  /// Records a run; it will then end whatever happens to this process. A known idempotency key
  /// returns its run. `question` and `sessionID` are inputs of these names, where `inputs` has none and
  /// the workflow takes them.
  package func submit(
    tenant: String, workflow: String, question: String = "", sessionID: String = "",
    inputs: [String: Value] = [:], idempotencyKey: String, priority: Int = 0, traceparent: String
  ) async throws -> RunMachine {
    let definition = try await self.workflow(workflow, tenant: tenant)
    return try await submit(
      definition, tenant: tenant,
      inputs: Self.inputs(inputs, question: question, sessionID: sessionID, of: definition),
      idempotencyKey: idempotencyKey, priority: priority, traceparent: traceparent)
  }

  /// Records a run of a workflow that has been checked.
  package func submit(
    _ definition: WorkflowDefinition, tenant: String, inputs: Value, idempotencyKey: String = "",
    priority: Int = 0, traceparent: String = ""
  ) async throws -> RunMachine {
    let submission = RunSubmission(
      runID: Self.newRunID(), tenant: tenant, workflow: definition,
      library: try await library(of: definition, tenant: tenant),
      inputs: try definition.completed(inputs), idempotencyKey: idempotencyKey,
      priority: priority, traceparent: traceparent)
    return try Self.joined(try await begin(submission, .requested(submission)), submission)
  }

  /// A run that is about to be recorded.
  struct Beginning: Sendable {
    let machine: RunMachine
    let draft: RunDraft
    let decision: RunDecision
  }

  /// Records a run that begins with this fact; returns the one that has its idempotency key.
  func begin(_ submission: RunSubmission, _ fact: RunFact) async throws -> RunMachine {
    let beginning = try prepare(submission, fact)
    do {
      let recorded = try await store.submit(
        beginning.draft, next: beginning.machine, unfinishedCountMax: limits.unfinishedCountMax)
      return began(beginning, recorded)
    } catch {
      engine.abandon(beginning.draft)
      throw error
    }
  }

  /// Decides what a run begins with. What is not recorded is to be abandoned.
  func prepare(_ submission: RunSubmission, _ fact: RunFact) throws -> Beginning {
    var random = SystemRandomNumberGenerator()
    var machine = RunMachine()
    var draft = RunDraft(of: submission, at: store.currentTime())
    let decision = try draft.take(fact, from: nil, &machine, using: &random)
    try draft.keepSnapshotIfDue(of: machine)
    engine.keepPlaces(for: &draft)
    return Beginning(machine: machine, draft: draft, decision: decision)
  }

  func abandon(_ beginning: Beginning) { engine.abandon(beginning.draft) }

  /// What follows from a run that was recorded, or found to be there; returns it.
  @discardableResult
  func began(
    _ beginning: Beginning, _ recorded: RecordedRun
  ) -> RunMachine {
    if let known = recorded.known {
      engine.abandon(beginning.draft)
      return known
    }
    observer.runStarted(beginning.machine)
    engine.keep(
      beginning.machine, actions: beginning.decision.actions, draft: beginning.draft,
      attempts: recorded.attempts)
    return beginning.machine
  }

  private static func inputs(
    _ inputs: [String: Value], question: String, sessionID: String,
    of definition: WorkflowDefinition
  ) -> Value {
    let named = [("question", question), ("sessionID", sessionID)]
      .filter { !$0.1.isEmpty && definition.inputs[$0.0] != nil }
      .map { ($0.0, Value.string($0.1)) }
    return .object(inputs.merging(named) { given, _ in given })
  }

  /// The run that has the submission's idempotency key, unless it answers something else.
  private static func joined(
    _ machine: RunMachine, _ submission: RunSubmission
  ) throws(Refusal) -> RunMachine {
    guard let known = machine.submission, known.asksTheSame(as: submission) else {
      throw .keyInUse(submission.idempotencyKey, runID: machine.submission?.runID ?? "")
    }
    return machine
  }

  /// Ends a run and stops what it has in flight, wherever that is; one that has ended is left as it is.
  package func cancel(tenant: String, id: String, reason: String) async throws -> RunMachine {
    try await tell(.cancelRequested(reason: reason), tenant: tenant, id: id)
  }

  /// Tells a run of the tenant a fact.
  func tell(_ fact: RunFact, tenant: String, id: String) async throws -> RunMachine {
    guard try await store.hasRun(id, tenant: tenant) else { throw Refusal.noSuchRun(id) }
    do {
      return try await engine.tell(fact, of: id)
    } catch let error as RunEngine.Refused {
      throw Refusal.refused(error.reason)
    }
  }

  /// This process has set a timer without telling a run.
  func timersChanged() { timers.changes.changed() }
}
