import Orchestrator
import Testing

@Suite("Answer rules")
struct AnswerRulesTests {
  @Test(
    "An answer ends where it begins to repeat itself, whatever the pieces",
    arguments: [
      ("A file is a file. It is kept.", "A file is a file. It is kept."),
      // A whole sentence again; nothing of it is shown, nor of what follows.
      ("A set must be met. B is it.\nA set must be met. More.", "A set must be met. B is it."),
      ("A set must be met. A set must be met. A set must", "A set must be met."),
      // The beginning of a known sentence is held back only until it differs.
      ("A set must be met. A set must fail.", "A set must be met. A set must fail."),
      ("A set must be met. A set must", "A set must be met."),
      // Short sentences may come again.
      ("Yes. It is. Yes. It is so.", "Yes. It is. Yes. It is so."),
      ("the date and time in the date and time in the date and time in the", nil),
      ("no, no, no, no", "no, no, no, no"), ("", ""), (" \n ", ""), ("é\u{301} x ", "é\u{301} x "),
    ])
  func repetition(text: String, shown: String?) {
    let shown = shown ?? "the date and time in the date and time in the date and time in…"
    let characters = Array(text)
    for split in 0...characters.count {
      var repetition = RepetitionGuard()
      var output = repetition.write(String(characters[..<split]))
      output += repetition.write(String(characters[split...]))
      output += repetition.finish()
      #expect(output == shown, "split at \(split)")
    }
  }

  private static let passages = [
    Passage(chunkID: "a", text: "Files are kept. A diversion moves a file aside. Ask first."),
    Passage(chunkID: "b", text: "Conffiles are configuration files of a package."),
  ]

  private func ending(_ answer: String, _ question: String, isCited: Bool = false) -> String {
    AnswerEnding.ending(of: answer, to: question, passages: Self.passages, isCited: isCited)
  }

  @Test("An answer without substance is completed by a quotation")
  func quotation() {
    let quoted = "“A diversion moves a file aside.” [1]"
    let question = "What is a diversion?"
    #expect(ending("The answer is:", question) == " \(quoted)")
    #expect(ending("The answer to this question is:\n", question, isCited: true) == " \(quoted)")
    #expect(ending("A diversion is a diversion.", question) == " The text says: \(quoted)")
    #expect(ending("", question) == quoted)
    #expect(ending("Yes.", "Is it a diversion?") == " [1]")
    #expect(ending("", "Why?").hasSuffix("[1]"))
  }

  @Test("An answer that names no passage is given the number of the nearest one")
  func citation() {
    let question = "What are conffiles?"
    #expect(ending("They hold the configuration of a package.", question) == " [2]")
    #expect(ending("They hold the configuration.\n", question) == "[2]")
    #expect(ending("They hold the configuration [2].", question, isCited: true) == "")
    #expect(
      AnswerEnding.ending(of: "Nothing.", to: question, passages: [], isCited: false) == "")
  }

  @Test("The prompt ends with the question and leaves section numbers out")
  func prompt() {
    let passage = Passage(chunkID: "a", section: ["3. Files", "3.1. Kept files"], text: "Kept.")
    #expect(
      PassageText.prompt("Why?", [passage], byteCountMax: 99)
        == "[1] Kept files: Kept.\n\n"
        + "Using only the text above, answer in one or two sentences: Why?")
    #expect(
      PassageText.prompt("Why?", [passage], byteCountMax: 99, notes: ["- So [1]."])
        .contains("\n\nNotes:\n- So [1].\n\nUsing only"))
  }
}
