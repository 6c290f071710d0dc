// What chat templates are given: the form of OpenAI's API, which the published ones read.

extension Tool {
  var templateValue: JinjaValue {
    .function([
      ("name", .content(name)), ("description", .content(description)),
      ("parameters", .json(parameters)),
    ])
  }
}

extension ToolCall {
  var templateValue: JinjaValue {
    .function([("name", .content(name)), ("arguments", .json(arguments))])
  }
}

extension JinjaValue {
  fileprivate static func function(_ entries: [(String, JinjaValue)]) -> JinjaValue {
    .dictionary(
      JinjaDictionary(
        content: [
          ("type", .content("function")),
          ("function", .dictionary(JinjaDictionary(content: entries))),
        ]))
  }

  /// What is not JSON is a text: a caller may send back what a model wrote long ago.
  fileprivate static func json(_ text: String) -> JinjaValue {
    (try? JinjaValue(json: text)) ?? .content(text)
  }
}
