import Orchestrator
import TestSupport

/// Sound workflows of every kind of step, drawn at random.
enum RandomWorkflow {
  static let child = """
    {"name": "child", "version": 1, "inputs": {"text": {"type": "string"}},
     "steps": [{"id": "echo", "agent": "echo", "inputs": {"text": "$run.text"}}],
     "report": {"text": "$echo.text"}}
    """

  static func library() throws -> [String: WorkflowDefinition] {
    ["child": try WorkflowDefinition(json: child)]
  }

  static func inputs(_ random: inout SeededGenerator) -> Value {
    let count = Int.random(in: 0...4, using: &random)
    return [
      "text": "a b c", "kind": .number(Double(Int.random(in: 0...3, using: &random))),
      "list": .list((0..<count).map { .string("w\($0)") }),
    ]
  }

  static func definition(_ random: inout SeededGenerator) throws -> WorkflowDefinition {
    var steps: [String] = []
    /// Ids of steps that give `{"text": ...}`, and of those that give a list of them.
    var (texts, lists): ([String], [String]) = ([], [])
    for number in 0..<Int.random(in: 1...10, using: &random) {
      let id = "s\(number)"
      let after = steps.indices.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        .map { "\"s\($0)\"" }
      var fields = [#""id": "\#(id)""#]
      if !after.isEmpty { fields.append(#""after": [\#(after.joined(separator: ", "))]"#) }
      if Int.random(in: 0..<4, using: &random) == 0 {
        let limit = Int.random(in: 1...3, using: &random)
        fields.append(#""when": {"less": ["$run.kind", \#(limit)]}"#)
      }
      if Bool.random(using: &random) {
        let defaults =
          texts.map { #""\#($0)": {"text": "skipped"}"# } + lists.map { #""\#($0)": []"# }
        fields.append(#""join": "any""#)
        // Only for what the step takes: filled in below.
        fields.append("DEFAULTS\(defaults.joined(separator: ", "))")
      }
      let (work, taken) = work(id, &texts, &lists, &random)
      fields += work
      steps.append(finished(fields, taken: taken))
    }
    return try WorkflowDefinition(
      json: """
        {"name": "random", "version": 1,
         "inputs": {"text": {"type": "string"}, "kind": {"type": "number"},
           "list": {"type": {"list": "string"}}},
         "steps": [\(steps.joined(separator: ",\n"))],
         "report": {\(steps.indices.map { "\"s\($0)\": \"$s\($0)\"" }.joined(separator: ", "))}}
        """)
  }

  private static func finished(_ fields: [String], taken: String?) -> String {
    let fields = fields.compactMap { field -> String? in
      guard field.hasPrefix("DEFAULTS") else { return field }
      guard let taken else { return nil }
      let standard = field.contains("\"\(taken)\": []") ? "[]" : #"{"text": "skipped"}"#
      return #""defaults": {"\#(taken)": \#(standard)}"#
    }
    return "{\(fields.joined(separator: ", "))}"
  }

  private static let retry =
    #""retry": {"attemptCountMax": 2, "initialDelayMilliseconds": 5, "delayMillisecondsMax": 9}"#

  /// The fields of a step's work, and the step that it takes something from.
  private static func work(
    _ id: String, _ texts: inout [String], _ lists: inout [String],
    _ random: inout SeededGenerator
  ) -> ([String], String?) {
    let source = texts.randomElement(using: &random)
    let text = source.map { "$\($0).text" } ?? "$run.text"
    var fields: [String] = []
    if Int.random(in: 0..<4, using: &random) == 0 {
      fields.append(#""deadlineMilliseconds": 40"#)
      if Bool.random(using: &random) {
        fields.append(#""fallback": {"value": {"text": "fallback"}}"#)
      } else {
        fields.append(
          #""fallback": {"agent": "echo", "inputs": {"text": "fallback"}, \#(retry)}"#)
      }
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      fields.append(
        #""compensate": {"agent": "echo", "inputs": {"text": "$output.text"}, \#(retry)}"#)
    }
    switch Int.random(in: 0..<11, using: &random) {
    case 0, 1, 2:
      texts.append(id)
      return (fields + [#""agent": "echo", "inputs": {"text": "\#(text)"}, \#(retry)"#], source)
    case 3:
      lists.append(id)
      let concurrency =
        Bool.random(using: &random)
        ? "" : #", "concurrency": \#(Int.random(in: 1...3, using: &random))"#
      return (
        fields + [
          #""agent": "echo", "forEach": "$run.list", "inputs": {"text": "$item"}, \#(retry)\#(concurrency)"#
        ], nil
      )
    case 4 where !lists.isEmpty:
      let list = lists.randomElement(using: &random)!
      texts.append(id)
      return (fields + [#""agent": "join", "inputs": {"parts": "$\#(list)"}, \#(retry)"#], list)
    case 5:
      texts.append(id)
      return (fields + [#""workflow": "child", "inputs": {"text": "\#(text)"}, \#(retry)"#], source)
    case 6:
      texts.append(id)
      let name = ["x", "y"].randomElement(using: &random)!
      return (
        fields + [
          #""wait": {"signal": {"name": "\#(name)", "accepts": {"object": {"text": "string"}}}}"#
        ],
        nil
      )
    case 7:
      lists.append(id)
      return (
        fields + [
          #""workflow": "child", "forEach": "$run.list", "inputs": {"text": "$item"}, \#(retry)"#
        ], nil
      )
    case 8:
      // It gives nothing that a compensation could take.
      return (
        fields.filter { !$0.contains("compensate") } + [
          #""wait": {"timer": {"milliseconds": 7}}"#
        ], nil
      )
    case 9:
      return (
        [
          #""wait": {"person": {"question": "$run.text", "from": ["ann"]}}"#,
          #""deadlineMilliseconds": 40, "fallback": {"value": {"answer": null, "by": "nobody"}}"#,
        ], nil
      )
    default:
      let wait =
        #""wait": {"event": {"name": "e", "match": {"id": 1}, "accepts": {"object": {"text": "string"}}}}"#
      if Bool.random(using: &random) {
        texts.append(id)
        return (fields + [wait], nil)
      }
      lists.append(id)
      return (fields + [wait, #""forEach": "$run.list", "concurrency": 2"#], nil)
    }
  }
}
