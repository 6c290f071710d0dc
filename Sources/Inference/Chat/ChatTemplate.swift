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
}

/// Why a conversation cannot be laid out for a model.
package enum ChatTemplateError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing
  case unsupported(byteCount: Int)
  case missingToken(String)
  case noMessages

  package var description: String {
    switch self {
    case .missing:
      "the model file has no tokenizer.chat_template; send a raw prompt instead of a conversation"
    case .unsupported(let byteCount):
      "the model's chat template (\(byteCount) bytes) is not one that this version knows; "
        + "supported: ChatML; send a raw prompt instead of a conversation"
    case .missingToken(let token):
      "the model's chat template needs the control token \(token), which its vocabulary lacks"
    case .noMessages: "the conversation has no messages; give at least one"
    }
  }
}

/// Lays a conversation out as a model was trained to read it.
///
/// Templates in model files are programs. They are not run here: a known one is recognised by what
/// it says and written out natively, token by token, so that nothing inside a message can be read
/// as a turn marker. An unknown one is refused.
package struct ChatTemplate: Sendable {
  /// What differs between the ChatML templates that are known.
  private struct Form {
    var defaultSystemPrompt: String?
  }

  private let tokenizer: Tokenizer
  private let turnStart: TokenID
  private let turnEnd: TokenID
  /// What the model is told where the conversation brings no system message of its own.
  package let defaultSystemPrompt: String?

  /// - Parameter template: the text of `tokenizer.chat_template`.
  package init(_ template: String?, tokenizer: Tokenizer) throws(ChatTemplateError) {
    guard let template, !template.isEmpty else { throw .missing }
    guard let recognised = Self.recogniseChatML(template) else {
      throw .unsupported(byteCount: template.utf8.count)
    }
    guard let turnStart = tokenizer.controlToken("<|im_start|>") else {
      throw .missingToken("<|im_start|>")
    }
    guard let turnEnd = tokenizer.controlToken("<|im_end|>") else {
      throw .missingToken("<|im_end|>")
    }
    self.tokenizer = tokenizer
    self.turnStart = turnStart
    self.turnEnd = turnEnd
    defaultSystemPrompt = recognised.defaultSystemPrompt
  }

  /// The prompt for the assistant's next turn.
  package func encode(_ messages: [ChatMessage]) throws(ChatTemplateError) -> [TokenID] {
    guard let first = messages.first else { throw .noMessages }
    var tokens: [TokenID] = []
    if let defaultSystemPrompt, first.role != .system {
      appendTurn(ChatMessage(role: .system, content: defaultSystemPrompt), to: &tokens)
    }
    for message in messages { appendTurn(message, to: &tokens) }
    tokens.append(turnStart)
    tokens += tokenizer.encode("assistant\n")
    return tokens
  }

  private func appendTurn(_ message: ChatMessage, to tokens: inout [TokenID]) {
    tokens.append(turnStart)
    tokens += tokenizer.encode(message.role.rawValue + "\n" + message.content)
    tokens.append(turnEnd)
    tokens += tokenizer.encode("\n")
  }

  /// ChatML in the forms that model files carry it: every turn is
  /// `<|im_start|>ROLE NEWLINE CONTENT<|im_end|> NEWLINE`, before which a default system turn may
  /// stand. The whole template must be such a form; one with more in it means more.
  private static func recogniseChatML(_ template: String) -> Form? {
    let opening = "{% for message in messages %}"
    let defaultOpening =
      "{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\n"
    let defaultClosing = "<|im_end|>\n' }}{% endif %}"
    let turns =
      "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}"
      + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
    // Files write the newlines either as such or as the escape \n.
    var rest = Substring(
      template.split(separator: "\\n", omittingEmptySubsequences: false)
        .joined(separator: "\n"))
    func drop(_ prefix: String) -> Bool {
      guard rest.hasPrefix(prefix) else { return false }
      rest = rest.dropFirst(prefix.count)
      return true
    }
    guard drop(opening) else { return nil }
    guard drop(defaultOpening) else { return rest == turns ? Form(defaultSystemPrompt: nil) : nil }
    guard rest.hasSuffix(defaultClosing + turns) else { return nil }
    let system = rest.dropLast((defaultClosing + turns).count)
    // A quotation mark or a brace would end the string literal: then this is another program.
    guard !system.contains(where: { "'{}\\".contains($0) }) else { return nil }
    return Form(defaultSystemPrompt: String(system))
  }
}
