import Gateway
import RPC
import Testing

@Suite struct QuestionTests {
  @Test(arguments: ["", " \n", "???", "… — !"])
  func whatHoldsNoWordIsNoQuestion(_ text: String) throws {
    let error = #expect(throws: RPCError.self) { try Question.check(text) }
    #expect(error?.code == .invalidArgument)
  }

  @Test(arguments: ["Why?", "42", "何?"])
  func oneWordIsEnough(_ text: String) throws { try Question.check(text) }

  @Test func aTextThatIsTooLongIsToBeIngested() throws {
    try Question.check(String(repeating: "a", count: 8192))
    let error = #expect(throws: RPCError.self) {
      try Question.check(String(repeating: "a", count: 8193))
    }
    #expect(error?.code == .invalidArgument)
    #expect(error?.message.contains("ingest") == true)
  }
}
