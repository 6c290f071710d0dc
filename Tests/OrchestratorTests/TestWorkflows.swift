import Orchestrator

enum TestWorkflows {
  static let signatures: [String: AgentSignature] = [
    "split": AgentSignature(
      inputs: ["text": .string], output: .object(["parts": .list(.string)])),
    "echo": AgentSignature(inputs: ["text": .string], output: .object(["text": .string])),
    "join": AgentSignature(
      inputs: ["parts": .list(.object(["text": .string]))], output: .object(["text": .string])),
    "count": AgentSignature(inputs: ["list": .list(.any)], output: .number),
  ]

  /// split -> echo for each part -> join, with a side branch that only the report needs.
  static let diamond = """
    {"name": "diamond", "version": 1, "inputs": {"question": {"type": "string"}},
     "steps": [
      {"id": "split", "agent": "split", "inputs": {"text": "$run.question"}},
      {"id": "each", "agent": "echo", "forEach": "$split.parts", "inputs": {"text": "$item"}},
      {"id": "side", "agent": "echo", "inputs": {"text": "aside"}, "after": ["split"]},
      {"id": "join", "agent": "join", "inputs": {"parts": "$each"}}
     ],
     "report": {"text": "$join.text", "aside": "$side.text"}}
    """

  static func submission(_ json: String = diamond, question: String) throws -> RunSubmission {
    RunSubmission(
      runID: "r", tenant: "t", workflow: try WorkflowDefinition(json: json),
      inputs: ["question": .string(question)])
  }

  /// What the agents of the test give: a function of their inputs alone.
  static func result(of task: AgentTask) -> AgentResult {
    let text = task.inputs["text"]?.string ?? ""
    switch AgentName(text: task.agent)?.name {
    case "split":
      let parts = text.split(separator: " ").map { Value.string(String($0)) }
      return AgentResult(output: ["parts": .list(parts)], summary: "split")
    case "echo":
      return AgentResult(output: ["text": .string(text.uppercased())], summary: "echo")
    default:
      let parts = task.inputs["parts"]?.list?.compactMap { $0.field(["text"])?.string } ?? []
      return AgentResult(output: ["text": .string(parts.joined(separator: "-"))], summary: "join")
    }
  }
}
