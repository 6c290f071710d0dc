internal import Inference
internal import Messages
internal import RPC

/// What requests of every kind say in the engine's terms.
enum EngineTerms {
  static let missingInput = RPCError(
    .invalidArgument, "input is missing; set prompt or conversation")

  static func tenant(_ id: String) -> String { id.isEmpty ? "default" : id }

  static func priority(_ priority: Int32) throws(RPCError) -> Int {
    guard (-100...100).contains(priority) else {
      throw RPCError(.invalidArgument, "priority is \(priority); allowed: -100 to 100")
    }
    return Int(priority)
  }

  static func input(
    _ conversation: Apus.Inference.V1.Conversation
  ) throws(RPCError) -> GenerationRequest.Input {
    var messages: [Inference.ChatMessage] = []
    for (index, message) in conversation.messages.enumerated() {
      let role: ChatRole =
        switch message.role {
        case .system: .system
        case .user: .user
        case .assistant: .assistant
        case .tool: .tool
        case .unspecified, .unrecognized:
          throw RPCError(
            .invalidArgument,
            "conversation.messages[\(index)].role is \(message.role.rawValue); allowed: "
              + "1 (system), 2 (user), 3 (assistant), 4 (tool)")
        }
      guard message.toolCalls.isEmpty || role == .assistant else {
        throw RPCError(
          .invalidArgument,
          "conversation.messages[\(index)] has tool_calls; only those of role 3 (assistant) may")
      }
      messages.append(
        Inference.ChatMessage(
          role: role, content: message.content,
          toolCalls: message.toolCalls.map {
            Inference.ToolCall(name: $0.name, arguments: $0.argumentsJson)
          }))
    }
    return .messages(messages)
  }
}
