import Orchestrator

/// The orchestrator with agents that cost nothing and a workflow that uses what can go wrong: lists, joins,
/// timers, retries, workflows within workflows.
struct WordAgent: Agent {
  let name = "word"
  let kind = AgentKind.execution
  let signature = AgentSignature(
    inputs: ["text": .string], output: .object(["text": .string, "parts": .list(.string)]))

  func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult {
    let text = task.inputs["text"]?.string ?? ""
    // Fails now and then, and never for ever: which attempts do is a function of the step.
    if task.attempt == 1, text.utf8.reduce(0, { $0 &+ Int($1) }) % 5 == 0 {
      throw AgentFailure("unlucky", isRetryable: true)
    }
    let parts = text.split(separator: "-").map { Value.string(String($0)) }
    return AgentResult(
      output: .object(["text": .string(text + "."), "parts": .list(parts)]), summary: "said")
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

await OrchestratorProgram.main { _ in
  (agents: [WordAgent()], workflows: [try WorkflowDefinition(json: workflow)])
}
