import Orchestrator

/// The orchestrator with one small agent and one workflow of three steps, so that what is measured is what
/// a step costs and not what it does.
struct EchoAgent: Agent {
  let name = "echo"
  let kind = AgentKind.execution
  let signature = AgentSignature(
    inputs: ["text": .string], output: .object(["text": .string]))

  func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult {
    let text = task.inputs["text"]?.string ?? ""
    return AgentResult(output: .object(["text": .string(text + ".")]), summary: "echoed")
  }
}

let threeSteps = """
  {
    "name": "three-steps",
    "version": 1,
    "inputs": {
      "question": { "type": "string" },
      "sessionID": { "type": "string", "default": "" }
    },
    "steps": [
      { "id": "one", "agent": "echo", "inputs": { "text": "$run.question" } },
      { "id": "two", "agent": "echo", "inputs": { "text": "$one.text" } },
      { "id": "three", "agent": "echo", "inputs": { "text": "$two.text" } }
    ],
    "report": { "answer": "$three.text" }
  }
  """

await OrchestratorProgram.main { _ in
  .init(agents: [EchoAgent()], workflows: [try WorkflowDefinition(json: threeSteps)])
}
