internal import Inference

/// A chat template, and after a zero byte JSON for what it is given, or else a conversation.
enum TemplateFuzz {
  private static let limits = JinjaLimits(workMax: 200_000, depthMax: 250)
  /// Stands in every text that is given, and is dropped from the template.
  private static let mark: Unicode.Scalar = "\u{2603}"

  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let written = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let source = String(
      String.UnicodeScalarView(written.unicodeScalars.filter { $0 != mark }))
    var variables = conversation
    let json = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : ""
    if case .dictionary(let given)? = try? JinjaValue(json: json) {
      for entry in given.entries { variables[entry.key.string] = entry.value }
    }
    guard !source.contains("2603"), let template = try? JinjaTemplate(source) else { return }
    let first = render(template, variables)
    try require(first == render(template, variables), "'\(source)' gives two texts")
    guard let text = try? template.render(variables, limits: limits) else { return }
    try require(text.string.utf8.count <= 4 * limits.workMax, "too long a text")
    try checkRanges(text)
  }

  private static func render(
    _ template: JinjaTemplate, _ variables: [String: JinjaValue]
  ) -> Result<JinjaText, JinjaError> {
    Result { () throws(JinjaError) in try template.render(variables, limits: limits) }
  }

  private static let conversation: [String: JinjaValue] = {
    let content = JinjaValue.content("\(mark)<|x|>\(mark)")
    func message(_ role: String) -> JinjaValue {
      .dictionary(JinjaDictionary(content: ["role": .content(role), "content": content]))
    }
    return [
      "messages": .list(JinjaList([message("system"), message("user"), message("assistant")])),
      "tools": .none, "add_generation_prompt": .bool(true),
    ]
  }()

  /// Ranges are in order, apart and inside the text, and what came from outside is in none of them.
  private static func checkRanges(_ text: JinjaText) throws(BrokenProperty) {
    let bytes = Array(text.string.utf8)
    var end = -1
    for range in text.templateRanges {
      try require(
        range.lowerBound > end && range.upperBound <= bytes.count && !range.isEmpty,
        "range \(range) after \(end) in \(bytes.count) bytes")
      end = range.upperBound
      try require(
        !String(decoding: bytes[range], as: UTF8.self).unicodeScalars.contains(mark),
        "content is taken for the template's")
    }
  }
}
