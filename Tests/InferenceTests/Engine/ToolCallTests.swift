import Foundation
import Grammar
import Inference
import TestSupport
import Testing

@Suite(.serialized, .blocksItsThread, .timeLimit(.minutes(10))) struct ToolCallTests {
  private static let weather = Tool(
    name: "get_weather", description: "The weather of a city now.",
    parameters: #"""
      {"type": "object",
       "properties": {"city": {"type": "string", "maxLength": 20},
                      "unit": {"enum": ["celsius", "fahrenheit"]}},
       "required": ["city"]}
      """#)
  private static let time = Tool(
    name: "get_time", description: "The time \"now\".",
    parameters: #"{"type": "object", "properties": {}}"#)

  private struct Arguments: Decodable {
    let city: String
    let unit: String?
  }

  @Test func `A real model's calls are of the tools and satisfy their schemas`() async throws {
    let loaded = try InferenceEngine.load(
      path: RealModel.path, options: EngineOptions(contextLength: 1024))
    defer { loaded.shutDown() }
    let tools = [Self.weather, Self.time]
    for (choice, seed) in [(ToolChoice.named("get_weather"), 1), (.required, 2), (.auto, 3)] {
      func request(speculates: Bool) throws -> GenerationRequest {
        GenerationRequest(
          .messages([ChatMessage(role: .user, content: "What is the weather in Paris?")]),
          maxTokens: 120, sampling: SamplingParameters(temperature: 1, seed: UInt64(seed)),
          tools: try ToolSet(tools, choice: choice), speculates: speculates)
      }
      let plain = try await loaded.engine.generate(request(speculates: false))
      let speculated = try await loaded.engine.generate(request(speculates: true))
      #expect(plain.tokens == speculated.tokens && plain.toolCalls == speculated.toolCalls)
      #expect(!plain.text.contains("<tool_call>"))
      guard choice != .auto else { continue }
      #expect(plain.text.isEmpty)
      if plain.reason == .stop { #expect(!plain.toolCalls.isEmpty) }
      if choice != .required { #expect(plain.toolCalls.map(\.name) == ["get_weather"]) }
      for call in plain.toolCalls where call.name == "get_weather" {
        let arguments = try JSONDecoder().decode(Arguments.self, from: Data(call.arguments.utf8))
        #expect(arguments.city.unicodeScalars.count <= 20)
        #expect(["celsius", "fahrenheit", nil].contains(arguments.unit))
      }
    }
  }

  @Test func wordsAreFreeUntilACallIsOpened() throws {
    let call = "<tool_call>\n{\"name\": \"get_time\", \"arguments\": {}}\n</tool_call>"
    let grammar = try OutputConstraint.tools(ToolSet([Self.weather, Self.time], choice: .auto))
      .grammar()
    for (text, isAllowed) in [
      ("Hello <tool <<tool_call and {\"", true), ("", true), ("Let me see. " + call, true),
      (call + "\n" + call, true), ("a<<tool_call>b", false), (call + " and more", false),
      ("<tool_call>\n{\"name\": \"other\", \"arguments\": {}}\n</tool_call>", false),
      (String(call.dropLast()), false),
    ] {
      var automaton = GrammarAutomaton(grammar)
      let accepts = automaton.accepts(text.utf8)
      #expect(accepts == isAllowed, "\(text)")
    }
    let named = try OutputConstraint.tools(
      ToolSet([Self.weather, Self.time], choice: .named("get_time"))
    ).grammar()
    var automaton = GrammarAutomaton(named)
    let (one, two, words) = (
      automaton.accepts(call.utf8), automaton.accepts((call + "\n" + call).utf8),
      automaton.accepts("Hello".utf8)
    )
    #expect(one && !two && !words)
  }

  @Test func callsAreTakenOutOfTheTextWhereverItIsCut() throws {
    let calls = [
      ToolCall(name: "a", arguments: #"{"x": "<tool_call> }\n"}"#),
      ToolCall(name: "b", arguments: "{}"),
    ]
    let written = calls.map {
      "<tool_call>\n{\"name\": \"\($0.name)\", \"arguments\": \($0.arguments)}\n</tool_call>"
    }
    let text = "Look: é <tool <" + written.joined(separator: "\n")
    for pieceLength in 1...text.count {
      var reader = ToolCallReader()
      var shown = ""
      var rest = text[...]
      while !rest.isEmpty {
        shown += reader.append(String(rest.prefix(pieceLength)))
        rest = rest.dropFirst(pieceLength)
      }
      let (last, found) = reader.finish()
      #expect(shown + last == "Look: é <tool <")
      #expect(found == calls)
    }
    // One that was cut short is no call; what only looked like one is text.
    var cut = ToolCallReader()
    _ = cut.append(String(text.dropLast(3)))
    #expect(cut.finish().calls == [calls[0]])
    var alike = ToolCallReader()
    #expect(alike.append("a <tool_c") == "a ")
    #expect(alike.finish().text == "<tool_c")
  }

  @Test func toolsAndResultsAreWordsWhereTheTemplateHasNone() {
    let messages = [
      ChatMessage(role: .system, content: "Be brief."),
      ChatMessage(role: .user, content: "When?"),
      ChatMessage(
        role: .assistant, content: "", toolCalls: [ToolCall(name: "get_time", arguments: "{}")]),
      ChatMessage(role: .tool, content: "noon"), ChatMessage(role: .tool, content: "or so"),
    ]
    let flat = ToolLayout.flattened(messages, tools: [Self.time])
    #expect(flat.map(\.role) == [.system, .user, .assistant, .user])
    #expect(flat[0].content.hasPrefix("Be brief.\n\n"))
    #expect(flat[0].content.contains(#""description": "The time \"now\".""#))
    #expect(flat[2].content == ToolCall(name: "get_time", arguments: "{}").text)
    #expect(
      flat[3].content
        == "<tool_response>\nnoon\n</tool_response>\n<tool_response>\nor so\n</tool_response>")
    #expect(ToolLayout.flattened(Array(messages[..<2]), tools: []) == Array(messages[..<2]))
  }

  @Test func whatIsNoToolIsRefused() {
    let twice = [Self.time, Self.time]
    #expect(throws: GenerationError.self) { try ToolSet(twice, choice: .auto) }
    #expect(throws: GenerationError.self) { try ToolSet([], choice: .required) }
    #expect(throws: GenerationError.self) { try ToolSet([Self.time], choice: .named("other")) }
    #expect(throws: GenerationError.self) {
      try ToolSet([Tool(name: "a b", description: "", parameters: "{}")], choice: .auto)
    }
    let reason = "the parameters of a tool are a schema with \"type\": \"object\""
    #expect(
      throws: GenerationError.tool(name: "t", .schema(pointer: "", reason: reason))
    ) {
      try ToolSet([Tool(name: "t", description: "", parameters: "{}")], choice: .auto)
    }
  }
}
