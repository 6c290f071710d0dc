/// Lays a conversation out as a model was trained to read it.
///
/// The template is a program in the model file, and it is run: see `JinjaTemplate` for what it may
/// use and how it is bounded. Turn markers come from the template alone. What a message says is
/// marked as content on its way through the template, and content never becomes a control token,
/// whatever it spells.
package struct ChatTemplate: Sendable {
  private let template: JinjaTemplate
  private let tokenizer: Tokenizer
  /// Whether the template writes tools, calls and results itself, calls in the form that is read.
  package let laysOutTools: Bool

  /// - Parameter template: the text of `tokenizer.chat_template`.
  package init(_ template: String?, tokenizer: Tokenizer) throws(ChatTemplateError) {
    guard let template, !template.isEmpty else { throw .missing }
    do throws(JinjaError) {
      self.template = try JinjaTemplate(template)
    } catch {
      throw .unusable(error)
    }
    self.tokenizer = tokenizer
    laysOutTools =
      template.contains(ToolSet.opening) && template.contains("tools")
      && template.contains("tool_calls")
  }

  /// The prompt for the assistant's next turn in a conversation with tools: in the model's own way where
  /// its template has one, otherwise as words; see `ToolLayout`.
  package func encode(
    _ messages: [ChatMessage], tools: [Tool]
  ) throws(ChatTemplateError) -> [TokenID] {
    laysOutTools
      ? try encode(messages, tools: tools.map(\.templateValue), options: [:])
      : try encode(ToolLayout.flattened(messages, tools: tools), tools: [], options: [:])
  }

  /// The prompt for the assistant's next turn.
  ///
  /// - Parameters:
  ///   - tools: what the model may call, each as the template expects it: for most, a mapping with
  ///     `type` and `function`. Without any, the template sees none.
  ///   - options: values for other names that the template asks for, `enable_thinking` for example.
  ///     Templates have no clock: where one wants the date, it is an option.
  package func encode(
    _ messages: [ChatMessage], tools: [JinjaValue] = [], options: [String: JinjaValue] = [:]
  ) throws(ChatTemplateError) -> [TokenID] {
    let text = try render(messages, tools: tools, options: options)
    return tokenizer.encode(text.string, trusted: text.templateRanges)
  }

  /// The prompt as text that knows what the template wrote.
  package func render(
    _ messages: [ChatMessage], tools: [JinjaValue] = [], options: [String: JinjaValue] = [:]
  ) throws(ChatTemplateError) -> JinjaText {
    guard !messages.isEmpty else { throw .noMessages }
    var variables = options
    variables["messages"] = .list(JinjaList(messages.map(\.templateValue)))
    variables["tools"] = tools.isEmpty ? JinjaValue.none : .list(JinjaList(tools))
    variables["add_generation_prompt"] = .bool(true)
    variables["bos_token"] = tokenizer.beginOfText.map(spelling)
    variables["eos_token"] = tokenizer.endOfText.map(spelling)
    do throws(JinjaError) {
      return try template.render(variables)
    } catch {
      throw error.code == .refused ? .refused(error.message) : .failed(error)
    }
  }

  private func spelling(_ token: TokenID) -> JinjaValue {
    let bytes = tokenizer.bytes(of: token, showSpecial: true)
    return .text(JinjaText(template: String(decoding: bytes, as: UTF8.self)))
  }
}

/// Why a conversation cannot be laid out for a model.
package enum ChatTemplateError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing
  /// The template cannot be read, or uses something that is not supported.
  case unusable(JinjaError)
  /// The template does not accept the conversation, in its own words.
  case refused(String)
  /// The template could not be run to its end.
  case failed(JinjaError)
  case noMessages

  package var description: String {
    switch self {
    case .missing:
      "the model file has no tokenizer.chat_template; send a raw prompt instead of a conversation"
    case .unusable(let error):
      "the model's chat template cannot be used: \(error); send a raw prompt instead of a "
        + "conversation"
    case .refused(let message):
      "the model's chat template does not accept the conversation: \(message)"
    case .failed(let error): "the model's chat template failed on the conversation: \(error)"
    case .noMessages: "the conversation has no messages; give at least one"
    }
  }
}
