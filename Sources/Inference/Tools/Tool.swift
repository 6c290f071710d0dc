internal import Grammar

/// Something that a model may ask its caller to do.
package struct Tool: Sendable {
  package var name: String
  package var description: String
  /// The JSON Schema of the arguments; an object.
  package var parameters: String

  package init(name: String, description: String, parameters: String) {
    self.name = name
    self.description = description
    self.parameters = parameters
  }
}

extension Tool: Equatable {
  /// By code points, as constraints are compared.
  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.description.utf8.elementsEqual(right.description.utf8)
      && left.parameters.utf8.elementsEqual(right.parameters.utf8)
  }
}

/// Whether a model calls tools.
package enum ToolChoice: Sendable, Hashable {
  /// As it likes: it may answer in words, or call.
  case auto
  /// At least one call and no words.
  case required
  /// One call of this tool.
  case named(String)
}

/// The tools of a request, checked, and how their calls are written.
package struct ToolSet: Sendable, Equatable {
  package static let countMax = 64
  static let opening = "<tool_call>"
  static let closing = "</tool_call>"

  package let tools: [Tool]
  package let choice: ToolChoice

  /// - Throws: `GenerationError.tool` for a schema that is not supported, `invalidParameter` for a name
  ///   that is not one, or is there twice, or is chosen and not there.
  package init(_ tools: [Tool], choice: ToolChoice) throws(GenerationError) {
    guard (1...Self.countMax).contains(tools.count) else {
      throw .invalidParameter(
        name: "tools", value: "\(tools.count) tools", allowed: "from 1 to \(Self.countMax)")
    }
    var names: Set<String> = []
    for (index, tool) in tools.enumerated() {
      let isName =
        (1...64).contains(tool.name.utf8.count)
        && tool.name.utf8.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
          default: false
          }
        }
      guard isName else {
        throw .invalidParameter(
          name: "tools[\(index)].name", value: "\(tool.name.utf8.count) bytes",
          allowed: "from 1 to 64 of A-Z a-z 0-9 _ - .")
      }
      guard names.insert(tool.name).inserted else {
        throw .invalidParameter(
          name: "tools[\(index)].name", value: tool.name, allowed: "a name of its own")
      }
    }
    if case .named(let name) = choice, !names.contains(name) {
      throw .invalidParameter(
        name: "tool_choice.name", value: "\(name.utf8.count) bytes",
        allowed: names.sorted().joined(separator: ", "))
    }
    self.tools = tools
    self.choice = choice
    for tool in tools {
      do throws(GrammarError) {
        _ = try Self.calls(of: [tool]).calls(countMax: 1)
      } catch {
        throw .tool(name: tool.name, error)
      }
    }
  }
}
