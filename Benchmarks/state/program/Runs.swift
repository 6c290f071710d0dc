import Messages
import RPC

/// Callers of the orchestrator that submit a run and watch it to its end.
struct Runs {
  let client: Apus.Orchestrator.V1.OrchestratorServiceClient
  let workflow: String

  private struct Unfinished: Error, CustomStringConvertible {
    let description: String
  }

  func run(_ load: Load) async throws {
    try await load.run { [client, workflow] _ in
      let run = try await client.submitRun(.init(workflow: workflow, question: "What is measured?"))
      try await client.watchRun(.init(runID: run.run?.runID ?? "")) { updates in
        for try await message in updates {
          guard case .ended(let run) = message.update else { continue }
          guard run.state == .succeeded else {
            throw Unfinished(description: "a run ended as \(run.state): \(run.reason)")
          }
          return
        }
        throw Unfinished(description: "a run's watch ended before the run")
      }
    }
  }
}
