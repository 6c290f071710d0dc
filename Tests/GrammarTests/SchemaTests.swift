import Grammar
import TestSupport
import Testing

@Suite(.blocksItsThread) struct SchemaTests {
  @Test func `Whatever a mask allows parses and satisfies the schema`() throws {
    let seed = SeededGenerator.freshSeed()
    print("schema seed \(seed)")
    var schemas = RandomSchema(generator: SeededGenerator(seed: seed))
    var writer = RandomWriter(generator: SeededGenerator(seed: ~seed))
    var questions: [(schema: String, texts: [String])] = []
    for _ in 0..<200 {
      let schema = schemas.next()
      do {
        var automaton = try SmallVocabulary.automaton(try Grammar(jsonSchema: schema))
        let texts = try (0..<8).map { _ in
          String(decoding: try writer.write(&automaton), as: UTF8.self)
        }
        questions.append((schema, texts))
      } catch GrammarError.unsatisfiable {
        continue
      } catch {
        Issue.record("seed \(seed): \(schema): \(error)")
      }
    }
    #expect(questions.count > 150)
    try expectNoFaults(questions, "seed \(seed)")
  }

  private func expectNoFaults(
    _ questions: [(schema: String, texts: [String])], _ what: String
  ) throws {
    for (question, faults) in zip(questions, try PythonPeer.faults(questions)) {
      for (text, fault) in zip(question.texts, faults) {
        if let fault { Issue.record("\(what): \(question.schema) allows \(text): \(fault)") }
      }
    }
  }

  @Test(arguments: [
    ##"{"type":"object","properties":{"name":{"type":"string"},"next":{"$ref":"#"}},"required":["name"]}"##,
    ##"{"$defs":{"t":{"anyOf":[{"type":"null"},{"type":"array","items":{"$ref":"#/$defs/t"}}]}},"$ref":"#/$defs/t"}"##,
    #"{"type":"object"}"#, "true", "{}", #"{"type":["array","null"]}"#,
    #"{"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":{"type":"boolean"}}"#,
    #"{"type":"object","properties":{"a":{},"ab":{},"\"q":{"type":"null"}},"required":["z"],"additionalProperties":{"type":"string","maxLength":3}}"#,
    #"{"type":"string","format":"date"}"#, #"{"type":"string","format":"date-time"}"#,
    #"{"type":"string","format":"time"}"#, #"{"type":"string","format":"uuid"}"#,
    #"{"type":"string","minLength":3,"maxLength":5}"#,
    #"{"enum":["a\n\"é",1.50,null,{"b":[1,{}]},[]]}"#,
    #"{"type":"integer","minimum":-999999999999999999,"exclusiveMaximum":-123456789012345678}"#,
    #"{"type":"number","exclusiveMinimum":0.1,"exclusiveMaximum":0.1000001}"#,
    #"{"type":"number","minimum":-1.5e2,"maximum":-0.25}"#,
    #"{"type":"number","exclusiveMinimum":0}"#,
    #"{"type":"array","items":{"type":"array","items":{"const":1},"minItems":2,"maxItems":2},"minItems":1,"maxItems":3}"#,
    #"{"oneOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"]},{"type":"object","properties":{"k":{"enum":["b","c"]},"n":{"type":"integer"}},"required":["k"]},{"type":"null"}]}"#,
  ])
  func documentsSatisfy(_ schema: String) throws {
    let seed = SeededGenerator.freshSeed()
    print("seed \(seed) for \(schema)")
    var writer = RandomWriter(generator: SeededGenerator(seed: seed))
    var automaton = try SmallVocabulary.automaton(try Grammar(jsonSchema: schema))
    let texts = try (0..<60).map { _ in
      String(decoding: try writer.write(&automaton), as: UTF8.self)
    }
    try expectNoFaults([(schema, texts)], "seed \(seed)")
  }

  @Test(arguments: [
    (
      #"{"type":"integer","minimum":-3,"maximum":12}"#, ["-3", "0", "9", "12"],
      ["-4", "13", "-0", "01", "1.0"]
    ),
    (#"{"type":"integer","exclusiveMinimum":1.5,"exclusiveMaximum":4}"#, ["2", "3"], ["1", "4"]),
    (#"{"type":"integer","minimum":-2.5,"maximum":-0.5}"#, ["-2", "-1"], ["-3", "0", "-0"]),
    (
      #"{"type":"number","minimum":0.5,"maximum":2}"#, ["0.5", "1", "1.99", "2", "2.0"],
      ["0.49", "2.01", "0", ".5"]
    ),
    (
      #"{"type":"object","properties":{"a":{"const":1},"b":{"const":2}},"required":["b"]}"#,
      [#"{"b": 2}"#, #"{"a": 1, "b": 2}"#], [#"{"a": 1}"#, #"{"b": 2, "a": 1}"#, #"{"b":2}"#, "{}"]
    ),
    (
      #"{"type":"array","items":{"type":"null"},"minItems":1,"maxItems":2}"#,
      ["[null]", "[null, null]"], ["[]", "[null, null, null]"]
    ),
    (
      #"{"type":"string","maxLength":2}"#, [#""""#, #""é\n""#, "\"\u{1F600}x\""],
      [#""abc""#, "\"\n\"", #""\ud800""#]
    ),
    (
      #"{"type":"string","format":"date"}"#, [#""2024-02-29""#, #""1999-12-31""#],
      [#""2023-02-29""#, #""2024-04-31""#, #""1900-02-29""#]
    ),
    (#"{"type":["integer","string"],"enum":["a",1,null,2.5]}"#, [#""a""#, "1"], ["null", "2.5"]),
    (
      #"{"type":"object","properties":{"a":false,"b":true}}"#, ["{}", #"{"b": []}"#], [#"{"a": 1}"#]
    ),
    (
      #"{"oneOf":[{"const":"a","title":"A"},{"enum":["b","c"]},{"type":"null"}]}"#,
      [#""a""#, #""c""#, "null"], [#""d""#]
    ),
    (
      #"{"type":"number"}"#, ["0.123456789012345", "12.3456789012345", "123456789012345", "-1.5"],
      ["0.1234567890123456", "12.34567890123456", "123456789012345.1", "1234567890123456"]
    ),
    (
      #"{"properties":{"a":{"type":"null"},"abc":{"type":"null"},"abd":{"type":"null"}},"additionalProperties":{"const":1}}"#,
      [#"{"ab": 1}"#, #"{"abcd": 1}"#, #"{"b": 1}"#, #"{"a": null, "": 1}"#],
      [#"{"a": 1}"#, #"{"abc": 1}"#, #"{"abd": 1}"#]
    ),
    // Two names that look the same.
    (
      ##"{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/\u00e9"},{"$ref":"#/$defs/e\u0301"}]},"$defs":{"\u00e9":{"const":1},"e\u0301":{"const":2}}}"##,
      ["[1, 2]"], ["[3]"]
    ),
  ])
  func theLayoutAndTheBoundsAreExact(
    _ schema: String, _ allowed: [String], _ refused: [String]
  ) throws {
    var automaton = GrammarAutomaton(try Grammar(jsonSchema: schema))
    for text in allowed + refused {
      let isAllowed = automaton.accepts(text.utf8)
      #expect(isAllowed == allowed.contains(text), "\(schema) and \(text)")
    }
  }

  @Test(arguments: [
    (#"{"pattern":"a"}"#, "/pattern", "'pattern'"),
    (#"{"properties":{"a":{"multipleOf":2}}}"#, "/properties/a/multipleOf", "'multipleOf'"),
    (#"{"items":{"type":"array","uniqueItems":true}}"#, "/items/uniqueItems", "'uniqueItems'"),
    (#"{"$ref":"other.json"}"#, "/$ref", "another document"),
    (##"{"$ref":"#/$defs/none"}"##, "/$ref", "nothing at /$defs"),
    (##"{"$ref":"#","minimum":1}"##, "/minimum", "beside '$ref'"),
    (#"{"allOf":[{},{}]}"#, "/allOf", "allOf"),
    (#"{"oneOf":[{"type":"integer"},{"type":"number"}]}"#, "/oneOf", "told apart"),
    (#"{"type":"strung"}"#, "/type", "a type is one of"),
    (#"{"type":"string","format":"ipv4"}"#, "/format", "date-time"),
    (#"{"type":"string","minLength":-1}"#, "/minLength", "at least 0"),
    (#"{"enum":["a"],"minLength":3}"#, "/minLength", "beside 'enum'"),
    (#"{"type":"object","properties":{"a/b~":{"if":{}}}}"#, "/properties/a~1b~0/if", "'if'"),
    (#"{"type":"number","minimum":1.2345678901234567}"#, "/minimum", "15 digits"),
    ("[]", "", "object or a boolean"),
  ])
  func whatIsNotSupportedIsRefusedByNameAndPlace(
    _ schema: String, _ pointer: String, _ reason: String
  ) throws {
    let error = try #require(throws: GrammarError.self) { try Grammar(jsonSchema: schema) }
    guard case .schema(let place, let text) = error else {
      Issue.record("\(schema): \(error)")
      return
    }
    #expect(place == pointer, "\(schema): \(error)")
    #expect(text.contains(reason), "\(schema): \(error)")
  }

  @Test(arguments: [
    "false", #"{"enum":[]}"#, #"{"type":"integer","minimum":2,"maximum":1}"#,
    ##"{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}"##, ##"{"$ref":"#"}"##,
    #"{"type":"object","properties":{"a":false},"required":["a"]}"#,
    #"{"type":"array","minItems":2,"maxItems":1}"#,
    #"{"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":2}"#,
  ])
  func whatNothingSatisfiesIsRefused(_ schema: String) {
    #expect(throws: GrammarError.unsatisfiable) { try Grammar(jsonSchema: schema) }
  }

  /// Each of these ended the process.
  @Test func `A hostile schema costs neither the stack nor the process`() throws {
    for exponent in [Int.min, Int.max, 401, -401] {
      #expect(throws: GrammarError.self) {
        try Grammar(jsonSchema: #"{"type":"number","minimum":1e\#(exponent)}"#)
      }
    }
    let stem = String(repeating: "x", count: 60_000)
    var automaton = GrammarAutomaton(
      try Grammar(jsonSchema: #"{"enum":["\#(stem)","\#(stem)b"]}"#))
    let answers = ["a", "b", ""].map { automaton.accepts("\"\(stem)\($0)\"".utf8) }
    #expect(answers == [false, true, true])
    #expect(throws: GrammarError.self) {
      try Grammar(jsonSchema: #"{"properties":{"\#(stem)":true},"additionalProperties":true}"#)
    }
    // Each of 200 rules is 55 arrays deep and leads to the next.
    let opening = String(repeating: #"{"maxItems":1,"items":"#, count: 55)
    let closing = String(repeating: "}", count: 55)
    let rules = (0..<200).map {
      ##""r\##($0)":\##(opening){"$ref":"#/$defs/r\##($0 + 1)"}\##(closing)"##
    }
    let schema =
      ##"{"$ref":"#/$defs/r0","$defs":{"##
      + rules.joined(separator: ",") + #","r200":{"type":"null"}}}"#
    automaton = GrammarAutomaton(try Grammar(jsonSchema: schema))
    let isAccepted = automaton.accepts("[[[]]]".utf8)
    #expect(isAccepted)
  }

  @Test func brokenJSONSaysWhere() {
    #expect(throws: GrammarError.notJSON("byte 8 is not a value")) {
      try Grammar(jsonSchema: #"{"type":}"#)
    }
  }

  @Test func nestingIsBoundedAndCanAlwaysBeFinished() throws {
    var automaton = GrammarAutomaton(try Grammar.anyJSON())
    var state = automaton.start
    var depth = 0
    while true {
      let next = automaton.step(state, UInt8(ascii: "["))
      if next == GrammarAutomaton.dead { break }
      state = next
      depth += 1
    }
    #expect(depth == Grammar.depthMax)
    state = automaton.step(state, repeatElement(UInt8(ascii: "]"), count: depth))
    #expect(state != GrammarAutomaton.dead && automaton.isAccepting(state))
  }

  @Test func bytesThatTheVocabularyLacksAreNeverNeeded() throws {
    let grammar = try Grammar(regex: "(é|ab|[^a])c")
    let withoutHigh = try grammar.restricted(to: ByteSet(0...127))
    var automaton = GrammarAutomaton(withoutHigh)
    let behindHigh = automaton.step(automaton.start, 0xC3)
    #expect(behindHigh == GrammarAutomaton.dead)
    let lowerCase = try grammar.restricted(to: ByteSet("abc".utf8))
    var accepted = GrammarAutomaton(lowerCase)
    let isAccepted = accepted.accepts("bc".utf8)
    #expect(isAccepted)
    #expect(throws: GrammarError.unsatisfiable) { try grammar.restricted(to: ByteSet("ab".utf8)) }
  }
}

/// Schemas of the supported keywords.
private struct RandomSchema<Generator: RandomNumberGenerator> {
  var generator: Generator

  mutating func next() -> String {
    ##"{"$defs":{"leaf":{"type":"integer","minimum":0},"##
      + ##""tree":{"type":"object","properties":{"sub":{"type":"array","items":{"$ref":"#/$defs/tree"}},"##
      + ##""v":{"$ref":"#/$defs/leaf"}},"required":["v"]}},"anyOf":["## + schema(depth: 0) + "]}"
  }

  private mutating func pick<T>(_ values: [T]) -> T { values.randomElement(using: &generator)! }
  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func schema(depth: Int) -> String {
    switch Int.random(in: 0...(depth < 3 ? 11 : 7), using: &generator) {
    case 0: "{\"type\":\"integer\"\(bounds(scale: 0))}"
    case 1: "{\"type\":\"number\"\(bounds(scale: 3))}"
    case 2: string()
    case 3: pick([#"{"type":"boolean"}"#, #"{"type":"null"}"#, "true", "{}"])
    case 4:
      pick([
        #"{"enum":["x","xy",1,null]}"#, #"{"const":{"a":[1,2]}}"#,
        #"{"type":"string","enum":["é","b",3]}"#,
      ])
    case 5: pick([##"{"$ref":"#/$defs/leaf"}"##, ##"{"$ref":"#/$defs/tree"}"##])
    case 6:
      pick([
        #"{"type":["integer","null","string"],"minimum":3,"maxLength":2}"#, #"{"minLength":2}"#,
      ])
    case 7: #"{"type":"string","format":""# + pick(["date", "date-time", "time", "uuid"]) + "\"}"
    case 8: "{\"anyOf\":[\(schema(depth: depth + 1)),\(schema(depth: depth + 1))]}"
    case 9: array(depth: depth)
    default: object(depth: depth)
    }
  }

  private mutating func bounds(scale: Int) -> String {
    var text = ""
    func number(_ value: Int) -> String {
      guard scale > 0 else { return "\(value)" }
      let digits = String(abs(value) % 1000 + 1000).dropFirst()
      return "\(value < 0 ? "-" : "")\(abs(value) / 1000).\(digits)"
    }
    let low = Int.random(in: -3000...3000, using: &generator)
    let high = low + Int.random(in: 0...pick([3, 40, 5000]), using: &generator)
    if chance(60) { text += ",\"\(pick(["minimum", "exclusiveMinimum"]))\":\(number(low))" }
    if chance(60) { text += ",\"\(pick(["maximum", "exclusiveMaximum"]))\":\(number(high))" }
    return text
  }

  private mutating func string() -> String {
    let least = Int.random(in: 0...3, using: &generator)
    return "{\"type\":\"string\"" + (chance(50) ? ",\"minLength\":\(least)" : "")
      + (chance(50) ? ",\"maxLength\":\(least + Int.random(in: 0...4, using: &generator))" : "")
      + "}"
  }

  private mutating func array(depth: Int) -> String {
    let least = Int.random(in: 0...2, using: &generator)
    return "{\"type\":\"array\",\"items\":\(schema(depth: depth + 1))"
      + (chance(50) ? ",\"minItems\":\(least)" : "")
      + (chance(50) ? ",\"maxItems\":\(least + Int.random(in: 0...2, using: &generator))" : "")
      + "}"
  }

  private mutating func object(depth: Int) -> String {
    let names = ["a", "ab", "b", "é", "q\\\"", "name", "a/b"].shuffled(using: &generator)
      .prefix(Int.random(in: 0...4, using: &generator))
    let properties = names.map { "\"\($0)\":\(schema(depth: depth + 1))" }
    let required = names.filter { _ in chance(50) } + (chance(15) ? ["other"] : [])
    let additional = pick([
      "", "", ",\"additionalProperties\":true", ",\"additionalProperties\":\(schema(depth: 3))",
    ])
    return
      "{\"type\":\"object\",\"properties\":{\(properties.joined(separator: ","))},\"required\":["
      + required.map { "\"\($0)\"" }.joined(separator: ",") + "]\(additional)}"
  }
}
