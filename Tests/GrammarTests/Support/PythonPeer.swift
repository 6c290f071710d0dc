import Foundation
import TestSupport

/// Asks Python's `re` and `jsonschema`; see Python/peer.py.
enum PythonPeer {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  struct Question: Encodable {
    var pattern: String?
    var schema: String?
    var texts: [String]
  }

  /// Whether each text is matched as a whole, for each pattern; nil where Python gave up.
  static func matches(_ questions: [(pattern: String, texts: [String])]) throws -> [[Bool?]] {
    try ask(questions.map { Question(pattern: $0.pattern, schema: nil, texts: $0.texts) })
  }

  /// What is wrong with each document, for each schema; nil where nothing is.
  static func faults(_ questions: [(schema: String, texts: [String])]) throws -> [[String?]] {
    try ask(questions.map { Question(pattern: nil, schema: $0.schema, texts: $0.texts) })
  }

  private static func ask<Answer: Decodable>(_ questions: [Question]) throws -> [Answer] {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let tests = here.deletingLastPathComponent()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    let python =
      ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
      ?? root.appending(path: ".cache/venv/bin/python").path
    let lines = try questions.map { try JSONEncoder().encode($0) + [0x0A] }
    let outcome = try ProgramOutcome(
      blockingOn: python, [tests.appending(path: "Python/peer.py").path],
      input: Array(lines.joined()))
    guard outcome.status == 0 else { throw Failure(description: outcome.errors) }
    let answers = try outcome.outputBytes.split(separator: 0x0A).map {
      try JSONDecoder().decode(Answer.self, from: Data($0))
    }
    guard answers.count == questions.count else {
      throw Failure(description: "\(answers.count) answers to \(questions.count) questions")
    }
    return answers
  }
}
