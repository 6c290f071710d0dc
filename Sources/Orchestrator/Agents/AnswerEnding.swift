/// What an answer lacks when the model has finished with it: substance, or a citation.
package enum AnswerEnding {
  private static let quotationByteCountMax = 400
  /// What introduces an answer and is none.
  private static let introduction = QuestionRules.contentWords("the answer is as follows")

  /// The text to append, empty when nothing is missing.
  ///
  /// - Parameter isCited: the answer names a passage that exists.
  package static func ending(
    of answer: String, to question: String, passages: [Passage], isCited: Bool
  ) -> String {
    if isEmpty(answer, question), let quotation = quotation(question, passages) {
      let last = answer.last { !$0.isWhitespace }
      let lead = last == nil ? "" : last == ":" ? " " : " The text says: "
      return "\(lead)“\(quotation.text)” [\(quotation.number)]"
    }
    // The model named no passage: name the one that it stayed closest to.
    guard !isCited, let number = PassageText.closest(to: answer, in: passages) else { return "" }
    return answer.last?.isWhitespace == false ? " [\(number)]" : "[\(number)]"
  }

  /// Whether the answer says nothing that the question does not say, or breaks off at a colon.
  private static func isEmpty(_ answer: String, _ question: String) -> Bool {
    if answer.last(where: { !$0.isWhitespace }) == ":" { return true }
    let known = QuestionRules.contentWords(question).union(introduction)
    return QuestionRules.contentWords(answer).isSubset(of: known) && !saysYesOrNo(answer)
  }

  private static func saysYesOrNo(_ answer: String) -> Bool {
    let first = answer.lowercased().split { !$0.isLetter }.first
    return first == "yes" || first == "no"
  }

  private static func quotation(
    _ question: String, _ passages: [Passage]
  ) -> (text: String, number: Int)? {
    for (index, passage) in passages.enumerated() {
      let sentence = PassageText.sentence(
        closestTo: question, in: passage.text, byteCountMax: quotationByteCountMax)
      if let sentence { return (sentence, index + 1) }
    }
    // No sentence shares a word with the question: what retrieval judged nearest speaks for itself.
    return passages.first.map {
      (PassageText.trimmed($0.text, byteCountMax: quotationByteCountMax), 1)
    }
  }
}
