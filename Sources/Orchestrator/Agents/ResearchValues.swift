/// A passage as the steps of the Research workflow hand it on.
package struct Passage: Sendable, Hashable, Codable {
  package var chunkID: String
  /// Nil in what was recorded before there was one.
  package var documentID: String?
  package var documentTitle: String
  package var documentURI: String
  package var section: [String]
  package var text: String
  package var score: Double
  package var cosine: Double?

  package init(
    chunkID: String, documentID: String? = nil, documentTitle: String = "",
    documentURI: String = "",
    section: [String] = [], text: String, score: Double = 0, cosine: Double? = nil
  ) {
    self.chunkID = chunkID
    self.documentID = documentID
    self.documentTitle = documentTitle
    self.documentURI = documentURI
    self.section = section
    self.text = text
    self.score = score
    self.cosine = cosine
  }

  static let type: ValueType = .object([
    "chunkID": .string, "documentTitle": .string, "documentURI": .string,
    "section": .list(.string), "text": .string, "score": .number,
  ])
}

extension [Passage] {
  /// The documents that they are from.
  var documentIDs: [String] { Set(compactMap(\.documentID)).sorted() }
}

/// What one search found.
package struct SearchFinding: Sendable, Hashable, Codable {
  package var question: String
  package var passages: [Passage]

  static let type: ValueType = .object(["question": .string, "passages": .list(Passage.type)])
}

/// What the passages of one search say about its sub-question.
package struct Analysis: Sendable, Hashable, Codable {
  package var question: String
  /// Empty when the passages do not say.
  package var note: String
  /// The chunks that the note's numbers stand for: `[1]` is the first.
  package var chunkIDs: [String]

  static let type: ValueType = .object([
    "question": .string, "note": .string, "chunkIDs": .list(.string),
  ])
}

/// The answer, with what it rests on and how it was made.
package struct Synthesis: Sendable, Hashable, Codable {
  package var answer: String
  /// `[1]` in the answer is the first.
  package var sources: [Passage]
  /// `nil` when no model was asked.
  package var usage: ModelUsage?
  package var model: ModelIdentity?

  static let type: ValueType = .object([
    "answer": .string, "sources": .list(Passage.type), "usage": .any, "model": .any,
  ])

  /// As a value with every field, null where there is none.
  func value() throws -> Value {
    guard case .object(var fields) = try Value(encoding: self) else { return .null }
    fields["usage"] = fields["usage"] ?? .null
    fields["model"] = fields["model"] ?? .null
    return .object(fields)
  }
}

/// What one generation consumed and how fast; see `apus.inference.v1.Usage`.
package struct ModelUsage: Sendable, Hashable, Codable {
  package var promptTokens: Int
  package var completionTokens: Int
  package var ttftMilliseconds: Double
  package var queueMilliseconds: Double
  package var prefillTokensPerSecond: Double
  package var decodeTokensPerSecond: Double
  package var steps: Int
  package var proposed: Int
  package var accepted: Int
}

/// Which model wrote; see `apus.inference.v1.ModelInfo`.
package struct ModelIdentity: Sendable, Hashable, Codable {
  package var name: String
  package var sha256: String
  package var architecture: String
  package var contextLength: Int
  package var vocabularySize: Int
  package var parameterCount: Int
}
