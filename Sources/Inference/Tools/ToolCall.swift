/// A call that a model asks for.
package struct ToolCall: Sendable, Hashable {
  package var name: String
  /// A JSON object that satisfies the tool's schema.
  package var arguments: String

  package init(name: String, arguments: String) {
    self.name = name
    self.arguments = arguments
  }

  /// As it stands in a conversation.
  package var text: String {
    ToolSet.opening + "\n{\"name\": \"\(name)\", \"arguments\": \(arguments)}\n" + ToolSet.closing
  }
}

/// Takes calls out of an answer's text as it comes.
///
/// Text is held back while it could be the beginning of a call, and from there to the end: calls come
/// last. The answer was constrained to calls of one form, so that reading them is taking the form away.
package struct ToolCallReader: Sendable {
  private var held = ""
  private var isInCalls = false

  package init() {}

  /// Takes new text in and returns what of everything seen is no call.
  package mutating func append(_ text: String) -> String {
    held += text
    guard !isInCalls else { return "" }
    let bytes = Array(held.utf8)
    let opening = Array(ToolSet.opening.utf8)
    let start = bytes.indices.first { index in
      let rest = bytes[index...]
      return rest.starts(with: opening) || opening.starts(with: rest)
    }
    guard let start else {
      defer { held = "" }
      return held
    }
    isInCalls = bytes.count - start >= opening.count
    // The opening is ASCII: this cuts no character.
    held = String(decoding: bytes[start...], as: UTF8.self)
    return String(decoding: bytes[..<start], as: UTF8.self)
  }

  /// What was held back and is no call, and the whole calls; one that was cut short is neither.
  package mutating func finish() -> (text: String, calls: [ToolCall]) {
    defer { held = "" }
    guard isInCalls else { return (held, []) }
    var calls: [ToolCall] = []
    var rest = held.utf8[...]
    while let call = Self.take(from: &rest) { calls.append(call) }
    return ("", calls)
  }

  /// The first call of `text`, which is left behind it.
  private static func take(from text: inout Substring.UTF8View) -> ToolCall? {
    func skip(_ literal: String) -> Bool {
      guard text.starts(with: literal.utf8) else { return false }
      text = text.dropFirst(literal.utf8.count)
      return true
    }
    _ = skip("\n")
    guard skip(ToolSet.opening + "\n{\"name\": \""),
      let quote = text.firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    let name = String(Substring(text[..<quote]))
    text = text[quote...]
    // A string in JSON holds no line feed, so that this one ends the call's line.
    guard skip("\", \"arguments\": "), let end = text.firstIndex(of: UInt8(ascii: "\n")) else {
      return nil
    }
    let arguments = String(Substring(text[..<end].dropLast()))
    text = text[end...]
    return skip("\n" + ToolSet.closing) ? ToolCall(name: name, arguments: arguments) : nil
  }
}
