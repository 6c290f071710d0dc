internal import Foundation
internal import Store
internal import Transport

/// Programs that perform steps, and the queues that their tasks wait in.
extension Orchestrator {
  /// Workers that may be connected to one process.
  static let workerCountMax = 10_000

  /// An agent with what waits for it by one of the names that workflows may call it.
  struct AgentState: Sendable {
    var declaration: AgentDeclaration
    var isBuiltIn: Bool
    var queue: QueueState?
    /// Why what waits is not being performed; empty when it is, or soon will be.
    var obstacle: String
  }

  /// What is known of agents by each name that a workflow may call them.
  package func signatures() async throws -> [String: AgentSignature] {
    var signatures = builtIn.mapValues(\.signature)
    // The newest version of an agent stands for its bare name.
    for agent in try await registry.all() {
      signatures["\(agent.name)"] = agent.signature
      signatures[agent.name.name] = agent.signature
    }
    return signatures
  }

  /// From now on the worker is given tasks.
  func connect(_ declared: WorkerDeclaration) async throws -> ConnectedWorker {
    guard dispatcher.workerCount < Self.workerCountMax else {
      throw StoreError(
        .overloaded,
        "\(Self.workerCountMax) workers are connected to this orchestrator, as many as may be: connect to "
          + "another one")
    }
    // Replicas of another version would still give its tasks to their own.
    for agent in declared.agents where builtIn[agent.name.name] != nil {
      throw Refusal.agentIsBuiltIn(agent.name.name)
    }
    try await registry.declare(declared.agents)
    let worker = ConnectedWorker(
      id: "\(declared.name)/\(UUID().uuidString.lowercased())", capacity: declared.capacity,
      store: store, leaseDuration: leaseDuration, loop: loops.next(),
      checkpointFailed: { [observer] in observer.checkpointFailed($0, $1) }
    ) { [live] task, piece in live.append(piece, to: task.runID) }
    worker.welcome()
    dispatcher.add(
      worker.worker(
        agents: declared.queues, labels: declared.labels))
    observer.workerConnected(worker.id, declared)
    return worker
  }

  /// The worker is given nothing more.
  func retire(_ worker: ConnectedWorker) {
    dispatcher.remove(worker.id)
  }

  /// The worker's stream has ended: what it had in hand is given to others.
  func disconnect(_ worker: ConnectedWorker) {
    dispatcher.remove(worker.id)
    worker.disconnected()
    observer.workerDisconnected(worker.id)
  }

  /// All agents by each name that workflows may call them, in the order of names.
  func agents() async throws -> [AgentState] {
    var known: [String: AgentState] = [:]
    for (name, agent) in builtIn {
      known[name] = AgentState(
        declaration: AgentDeclaration(
          name: AgentName(text: name) ?? AgentName(agent.name), signature: agent.signature,
          description: ""), isBuiltIn: true, queue: nil, obstacle: "")
    }
    for agent in try await registry.all() {
      var anyVersion = agent
      anyVersion.name = AgentName(agent.name.name)
      for declaration in [agent, anyVersion] {
        known["\(declaration.name)"] = AgentState(
          declaration: declaration, isBuiltIn: false, queue: nil, obstacle: "")
      }
    }
    for (queue, obstacle) in try await store.backlogs() where known[queue.queue] != nil {
      known[queue.queue]?.queue = queue
      known[queue.queue]?.obstacle = obstacle
    }
    return known.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Keeps an agent's tasks waiting, or no longer. `name` is one that workflows call it by.
  func setPaused(_ name: String, _ isPaused: Bool) async throws {
    try await checkName(of: name)
    try await store.setPaused(name, isPaused)
    dispatcher.look(in: [name])
  }

  /// Throws unless workflows call some agent by this name.
  func checkName(of agent: String) async throws {
    let names = try await signatures().keys
    guard names.contains(agent) else {
      throw Refusal.noSuchAgent(agent, known: names.sorted())
    }
  }
}
