/// Who wrote a chat message.
package enum ChatRole: String, Sendable, Equatable {
  case system, user, assistant
  /// The result of a call.
  case tool
}

/// One message of a conversation.
package struct ChatMessage: Sendable, Equatable {
  package var role: ChatRole
  package var content: String
  /// What the assistant asked for, behind its words.
  package var toolCalls: [ToolCall]

  package init(role: ChatRole, content: String, toolCalls: [ToolCall] = []) {
    self.role = role
    self.content = content
    self.toolCalls = toolCalls
  }

  /// The message as templates see it: a mapping, all of it content.
  var templateValue: JinjaValue {
    var entries: [(String, JinjaValue)] = [
      ("role", .content(role.rawValue)), ("content", .content(content)),
    ]
    if !toolCalls.isEmpty {
      entries.append(("tool_calls", .list(JinjaList(toolCalls.map(\.templateValue)))))
    }
    return .dictionary(JinjaDictionary(content: entries))
  }
}
