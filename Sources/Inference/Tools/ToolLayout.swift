/// Lays tools, calls and their results out as words of a conversation, for any chat template: the form
/// that Hermes, Qwen and SmolLM2 models were trained on.
package enum ToolLayout {
  private static let openingInstructions = """
    You may call functions to answer. Their signatures, one a line:
    <tools>
    """
  private static let closingInstructions = """
    </tools>

    To call a function, write its name and its arguments as a JSON object between these tags:
    <tool_call>
    {"name": <function-name>, "arguments": <args-json-object>}
    </tool_call>
    """

  /// The conversation without what templates need not know: tools stand in the system message, calls in
  /// the assistant's text, results in a user's message.
  package static func flattened(_ messages: [ChatMessage], tools: [Tool]) -> [ChatMessage] {
    var result: [ChatMessage] = []
    if !tools.isEmpty {
      let lines =
        [openingInstructions] + tools.map(signature) + [closingInstructions]
      result.append(ChatMessage(role: .system, content: lines.joined(separator: "\n")))
    }
    var isResult = false
    for message in messages {
      switch message.role {
      case .system where result.count == 1 && !tools.isEmpty:
        result[0].content = message.content + "\n\n" + result[0].content
      case .tool:
        let text = "<tool_response>\n\(message.content)\n</tool_response>"
        if isResult {
          result[result.count - 1].content += "\n" + text
        } else {
          result.append(ChatMessage(role: .user, content: text))
        }
      default:
        let parts =
          (message.content.isEmpty ? [] : [message.content]) + message.toolCalls.map(\.text)
        result.append(ChatMessage(role: message.role, content: parts.joined(separator: "\n")))
      }
      isResult = message.role == .tool
    }
    return result
  }

  private static func signature(_ tool: Tool) -> String {
    // A schema is JSON: line feeds in it are white space.
    let parameters = tool.parameters.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "{\"type\": \"function\", \"function\": {\"name\": \"\(tool.name)\", \"description\": "
      + "\(quoted(tool.description)), \"parameters\": \(parameters)}}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
