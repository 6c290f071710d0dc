import Messages
import Orchestrator
import RPC
import Testing

@Suite("Research rules")
struct ResearchRulesTests {
  @Test("The workflow that ships is sound with the agents that ship")
  func shippedWorkflowIsSound() throws {
    let channel = Channel(target: "127.0.0.1:1")
    let inference = Apus.Inference.V1.InferenceServiceClient(channel: channel)
    let agents: [any Agent] = [
      PlannerAgent(inference: inference), AnalystAgent(inference: inference),
      SynthesistAgent(inference: inference),
      SearchAgent(retrieval: .init(channel: channel)), MemoryAgent(memory: .init(channel: channel)),
    ]
    let signatures = Dictionary(uniqueKeysWithValues: agents.map { ($0.name, $0.signature) })
    let definition = try WorkflowDefinition(json: ResearchWorkflow.json)
    try WorkflowValidator.validate(definition, agents: signatures)
    #expect(definition.steps.map(\.id) == ["plan", "search", "analysis", "synthesis", "remember"])
    #expect(definition.steps.allSatisfy { $0.completedEvent != "StepCompleted" })
  }

  @Test("However many parts a question has, none is left out")
  func everyPartIsKept() {
    #expect(PlannerAgent.gathered(["A? B?", "A?", "B?"], countMax: 3) == ["A? B?", "A?", "B?"])
    #expect(
      PlannerAgent.gathered(["A? B? C?", "A?", "B?", "C?"], countMax: 3) == ["A?", "B?", "C?"])
    #expect(
      PlannerAgent.gathered(["A? B? C? D?", "A?", "B?", "C?", "D?"], countMax: 3)
        == ["A?", "B?", "C? D?"])
    #expect(PlannerAgent.gathered(["A? B?", "A?", "B?"], countMax: 1) == ["A? B?"])
  }

  @Test(
    "A question that joins questions is split, another is not",
    arguments: [
      (
        "What is a maintainer script and when does postinst run?",
        ["What is a maintainer script?", "when does postinst run?"]
      ),
      (
        "How are conffiles marked? What happens at purge?",
        ["How are conffiles marked?", "What happens at purge?"]
      ),
      ("Which files may be installed in /usr and /var?", []),
      ("What is it and why?", []), ("", []), ("and what", []),
    ])
  func splits(question: String, parts: [String]) {
    #expect(QuestionRules.split(question) == parts)
  }

  @Test("Of a model's proposals only new questions on the subject are kept")
  func proposals() {
    let question = "What must a package's postinst script do at configuration?"
    let reply = """
      1. What is the postinst script?
      - How is a package configured?
      The postinst script is run.
      3) What is the capital of France?
      "What must postinst scripts of packages do when configuring?"
      Who are you?
      """
    let proposals = QuestionRules.proposals(in: reply)
    #expect(proposals.count == 6)
    #expect(
      QuestionRules.accepted(
        proposals, for: question, besides: [question], countMax: 5, byteCountMax: 200)
        == ["What is the postinst script?", "How is a package configured?"])
    #expect(
      QuestionRules.accepted(
        proposals, for: question, besides: [question], countMax: 1, byteCountMax: 200
      ).count == 1)
    #expect(
      QuestionRules.accepted(
        proposals, for: question, besides: [question], countMax: 5, byteCountMax: 10) == [])
  }

  @Test(
    "Citations of passages that exist pass, others vanish, whatever the pieces",
    arguments: [
      ("As stated [1], it is so [3].", "As stated [1], it is so .", Set([1])),
      ("a[2]b[[1]]c[12][x] [] [", "a[2]b[[1]]c[x] [] [", Set([1, 2])),
      ("[0][1", "[1", Set()), ("é[1]é", "é[1]é", Set([1])), ("", "", Set()),
    ])
  func citations(text: String, shown: String, cited: Set<Int>) {
    let characters = Array(text)
    // Every split into two pieces, and character by character.
    for split in 0...characters.count {
      var filter = CitationFilter(sourceCount: 2)
      let output =
        filter.write(String(characters[..<split])) + filter.write(String(characters[split...]))
        + filter.finish()
      #expect(output == shown && filter.cited == cited)
    }
    var filter = CitationFilter(sourceCount: 2)
    var output = ""
    for character in characters { output += filter.write(String(character)) }
    #expect(output + filter.finish() == shown)
  }

  @Test("Passages are trimmed after a word, merged in turn, and notes renumbered")
  func passages() {
    #expect(PassageText.trimmed("one  two\nthree", byteCountMax: 9) == "one two…")
    #expect(PassageText.trimmed("short", byteCountMax: 9) == "short")
    #expect(PassageText.trimmed(String(repeating: "x", count: 99), byteCountMax: 8) == "xx")
    let (a, b, c) = (
      Passage(chunkID: "a", text: "alpha"), Passage(chunkID: "b", text: "beta"),
      Passage(chunkID: "c", section: ["S", "T"], text: "gamma ray")
    )
    #expect(PassageText.merged([[a, b], [a, c], []], countMax: 3) == [a, b, c])
    #expect(PassageText.merged([[a, b], [c]], countMax: 2) == [a, c])
    #expect(PassageText.numbered([a, c], byteCountMax: 99) == "[1] alpha\n\n[2] T: gamma ray")
    #expect(
      PassageText.renumbered("x [1], y [2] z [9] [w]", from: ["b", "gone"], to: [a, b])
        == "x [2], y  z  [w]")
    #expect(PassageText.closest(to: "a gamma burst", in: [a, b, c]) == 3)
    #expect(PassageText.closest(to: "x", in: []) == nil)
  }
}
