// An agent in Swift: turns text into capitals.
//
//   swift run -c release example-agent [ORCHESTRATOR]     (127.0.0.1:50051)
//
// A workflow uses it as {"id": "loud", "agent": "capitals", "inputs": {"text": "$run.question"}}.
import Foundation
import Messages
import RPC

typealias API = Apus.Orchestrator.V1

struct Words: Codable { var text: String }

/// The work itself: inputs to output. What it throws is the task's failure.
func perform(_ task: API.Task) throws -> Words {
  let input = try JSONDecoder().decode(Words.self, from: Data(task.inputsJson.utf8))
  return Words(text: input.text.uppercased())
}

/// What is sent about a task, whatever became of it.
func outcome(of task: API.Task) -> API.WorkRequest {
  do {
    let output = try JSONEncoder().encode(perform(task))
    return .init(
      message: .result(
        .init(
          taskID: task.taskID, outputJson: String(decoding: output, as: UTF8.self),
          summary: "in capitals")))
  } catch {
    // The workflow's retry policy decides what follows.
    return .init(
      message: .failure(.init(taskID: task.taskID, reason: "\(error)", isRetryable: true)))
  }
}

let address = CommandLine.arguments.dropFirst().first ?? "127.0.0.1:50051"
let channel = Channel(target: address)
let hello = API.WorkerHello(
  name: "swift-example",
  agents: [
    .init(
      name: "capitals", version: 1, inputsJson: #"{"text": "string"}"#,
      outputJson: #"{"object": {"text": "string"}}"#, description: "Turns text into capitals.")
  ], capacity: 1)
try await API.AgentServiceClient(channel: channel).work { requests, responses in
  try await requests.write(.init(message: .hello(hello)))
  for try await response in responses {
    switch response.message {
    case .welcome(let welcome):
      FileHandle.standardOutput.write(Data("connected as \(welcome.workerID)\n".utf8))
    // One at a time, as its capacity says: what is withdrawn meanwhile is answered in vain.
    case .task(let task): try await requests.write(outcome(of: task))
    case .settled, .withdrawn, .checkpointed, nil: break
    }
  }
}
