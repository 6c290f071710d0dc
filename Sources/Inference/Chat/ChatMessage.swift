/// Who wrote a chat message.
package enum ChatRole: String, Sendable, Equatable {
  case system, user, assistant
}

/// One message of a conversation.
package struct ChatMessage: Sendable, Equatable {
  package var role: ChatRole
  package var content: String

  package init(role: ChatRole, content: String) {
    self.role = role
    self.content = content
  }

  /// The message as templates see it: a mapping, all of it content.
  var templateValue: JinjaValue {
    .dictionary(
      JinjaDictionary(content: ["role": .content(role.rawValue), "content": .content(content)]))
  }
}
