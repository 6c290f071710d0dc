internal import Messages
internal import RPC
internal import Store

/// The orchestrator's errors as the API shows them.
enum OrchestratorStatus {
  /// How long a caller is asked to wait when too many runs wait.
  private static let retryDelaySeconds: Int64 = 2

  /// Runs `body`; its errors become the statuses that the API promises.
  static func translating<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let refusal as Orchestrator.Refusal {
      throw status(of: refusal)
    } catch let contradiction as AgentRegistry.Contradiction {
      throw status(of: contradiction)
    } catch let problems as WorkflowProblems {
      throw RPCError(.invalidArgument, "\(problems)")
    } catch let error as StoreError {
      throw RPCError(.init(rawValue: error.rpcStatusNumber), error.message, cause: error)
    }
  }

  private static func status(of refusal: Orchestrator.Refusal) -> RPCError {
    switch refusal {
    case .unknownWorkflow(let name, let known):
      RPCError(
        .invalidArgument,
        "there is no workflow '\(name)'; there are \(known.joined(separator: ", "))")
    case .full(let count):
      RPCError(
        .resourceExhausted,
        "\(count) runs of this tenant are unfinished, as many as may be; try again later",
        details: [
          StatusDetail(
            Google.Rpc.RetryInfo(retryDelay: .init(seconds: retryDelaySeconds)))
        ])
    case .keyInUse(let key, let runID):
      RPCError(
        .alreadyExists,
        "the idempotency key '\(key)' belongs to run '\(runID)', which answers another question; "
          + "use a new key")
    case .agentIsBuiltIn(let name):
      RPCError(
        .failedPrecondition,
        "the orchestrator itself is the agent '\(name)'; declare one of another name")
    case .noSuchAgent(let name, let known):
      RPCError(
        .notFound, "there is no agent '\(name)'; there are \(known.joined(separator: ", "))")
    case .noSuchDeadTask(let task, let agent):
      RPCError(
        .notFound,
        "task \(task) is no dead task of agent '\(agent)'; list them to see those that are")
    case .eventKeyInUse(let key, let sequence):
      RPCError(
        .alreadyExists,
        "the idempotency key '\(key)' belongs to event \(sequence), which says something else; use a new key"
      )
    case .tooLarge(let reason): RPCError(.invalidArgument, reason)
    case .noSuchGroup(let name):
      RPCError(.notFound, "there is no consumer group '\(name)'; list them to see those that exist")
    case .notDelivered(let sequence, let last):
      RPCError(
        .invalidArgument,
        "event \(sequence) is acknowledged, and the last one that was delivered on this stream is \(last)"
      )
    case .refused(let reason): RPCError(.failedPrecondition, reason)
    case .noSuchRun(let id):
      RPCError(.notFound, "there is no run '\(id)'; list runs to see those that exist")
    }
  }

  private static func status(of contradiction: AgentRegistry.Contradiction) -> RPCError {
    let known = contradiction.known
    let inputs = known.inputs.sorted { $0.key < $1.key }.map { "'\($0.key)' (\($0.value))" }
    return RPCError(
      .failedPrecondition,
      "agent '\(contradiction.agent)' is known to take \(inputs.joined(separator: ", ")) and to give "
        + "\(known.output); declare it so, or with a higher version")
  }
}
