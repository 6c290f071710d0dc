package import RPC

/// What a question may look like.
package enum Question {
  static let byteCountMax = 8 << 10

  /// Throws INVALID_ARGUMENT when `question` is not one.
  package static func check(_ question: String) throws(RPCError) {
    // What the orchestrator would refuse is refused before a session is opened for it.
    guard question.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw RPCError(.invalidArgument, "the question holds no word; ask something")
    }
    guard question.utf8.count <= byteCountMax else {
      throw RPCError(
        .invalidArgument,
        "the question has \(question.utf8.count) bytes; at most \(byteCountMax) are taken, "
          + "so ingest long texts as documents and ask about them")
    }
  }

  /// The beginning of a question, as the title of the session that it opens.
  static func title(_ question: String) -> String {
    let words = question.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count <= 80 ? words : words.prefix(79) + "…"
  }
}
