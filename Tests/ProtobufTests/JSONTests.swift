import Messages
import Protobuf
import ProtobufFixture
import Testing

/// The JSON mapping, example by example, as protobuf's documentation has it.
@Suite struct JSONTests {
  typealias Everything = Fixture.V1.Everything
  typealias Leaf = Fixture.V1.Leaf
  typealias WellKnown = Fixture.V1.WellKnown

  @Test(arguments: [
    (Everything(), "{}"),
    (
      Everything(oneInt32: -1, oneInt64: .min),
      #"{"oneInt32":-1,"oneInt64":"-9223372036854775808"}"#
    ),
    (Everything(oneUint64: .max), #"{"oneUint64":"18446744073709551615"}"#),
    (Everything(oneFloat: 0.1, oneDouble: 1e300), #"{"oneFloat":0.1,"oneDouble":1e+300}"#),
    (
      Everything(oneFloat: .infinity, oneDouble: -.infinity),
      #"{"oneFloat":"Infinity","oneDouble":"-Infinity"}"#
    ),
    (
      Everything(oneBool: true, oneString: "a\"\\\u{1}\n\u{1f426}"),
      #"{"oneBool":true,"oneString":"a\"\\\u0001\n🐦"}"#
    ),
    (Everything(oneBytes: [0xfb, 0xff, 1, 2]), #"{"oneBytes":"+/8BAg=="}"#),
    (Everything(oneColor: .red), #"{"oneColor":"COLOR_RED"}"#),
    (Everything(oneColor: .unrecognized(99)), #"{"oneColor":99}"#),
    (Everything(oneLeaf: Leaf(), maybeInt32: 0), #"{"oneLeaf":{},"maybeInt32":0}"#),
    (
      Everything(manyInt32: [1, 2], byBool: [true: "t", false: "f"]),
      #"{"manyInt32":[1,2],"byBool":{"false":"f","true":"t"}}"#
    ),
    (Everything(choice: .pickInt32(0)), #"{"pickInt32":0}"#),
  ])
  func isWrittenAndRead(_ message: Everything, _ json: String) throws {
    #expect(try message.jsonString() == json)
    #expect(try Everything(jsonString: json) == message)
  }

  @Test(arguments: [
    (
      #"{"one_int32": "12", "oneInt64": 12, "oneUint32": 1.5e1}"#,
      Everything(oneInt32: 12, oneInt64: 12, oneUint32: 15)
    ),
    (
      #" { "oneInt32" : 100e-2 , "oneString" : null , "manyInt32" : null } "#,
      Everything(oneInt32: 1)
    ),
    (#"{"oneBytes": "-_8"}"#, Everything(oneBytes: [0xfb, 0xff])),
    (#"{"oneColor": 1}"#, Everything(oneColor: .red)),
    (#"{"oneDouble": "1.5", "oneFloat": "NaN1"}"#, nil),
    (#"{"oneString": "\ud83d\udc26\u00e9"}"#, Everything(oneString: "\u{1f426}é")),
  ])
  func isReadInOtherSpellings(_ json: String, _ message: Everything?) throws {
    #expect((try? Everything(jsonString: json)) == message)
  }

  @Test(arguments: [
    ("", JSONError.Code.syntax), ("[]", .badValue), ("{", .syntax), ("{}x", .syntax),
    (#"{"oneInt32":01}"#, .syntax), (#"{"oneInt32":1,}"#, .syntax), (#"{'oneInt32':1}"#, .syntax),
    (#"{"oneInt32":1,"oneInt32":1}"#, .syntax), (#"{"oneInt32":1,"one_int32":1}"#, .badValue),
    (#"{"oneInt32":2147483648}"#, .badValue), (#"{"oneInt32":1.5}"#, .badValue),
    (#"{"oneInt32":"+1"}"#, .badValue), (#"{"oneUint32":-1}"#, .badValue),
    (#"{"oneInt32":1e99999999999999999999}"#, .badValue), (#"{"oneInt32":true}"#, .badValue),
    (#"{"oneFloat":3.5e38}"#, .badValue), (#"{"oneDouble":1e309}"#, .badValue),
    (#"{"oneDouble":NaN}"#, .syntax), (#"{"oneBool":"true"}"#, .badValue),
    (#"{"oneString":"\ud83d"}"#, .syntax), (#"{"oneString":"\x"}"#, .syntax),
    ("{\"oneString\":\"\n\"}", .syntax), (#"{"oneBytes":"a"}"#, .badValue),
    (#"{"oneColor":"COLOR_NONE"}"#, .badValue), (#"{"noField":1}"#, .unknownField),
    (#"{"manyInt32":[null]}"#, .badValue), (#"{"byInt32":{"x":"y"}}"#, .badValue),
    (#"{"byBool":{"1":"y"}}"#, .badValue), (#"{"pickInt32":1,"pickString":"a"}"#, .badValue),
    (#"{"oneLeaf":[]}"#, .badValue),
  ])
  func isRefused(_ json: String, _ code: JSONError.Code) {
    let error = #expect(throws: JSONError.self) { try Everything(jsonString: json) }
    #expect(error?.code == code, "\(json): \(String(describing: error))")
  }

  @Test func whatIsUnknownMayBeIgnored() throws {
    var options = JSONDecodingOptions()
    options.ignoresUnknownFields = true
    let json =
      #"{"noField":{"a":[1]},"oneColor":"COLOR_NONE","manyColor":["COLOR_RED","X"],"oneInt32":1}"#
    let message = try Everything(jsonString: json, options)
    #expect(message == Everything(oneInt32: 1, manyColor: [.red]))
  }

  @Test func encodingHasOptions() throws {
    var options = JSONEncodingOptions()
    options.usesProtoNames = true
    options.writesEnumsAsNumbers = true
    let message = Everything(oneInt32: 1, oneColor: .red)
    #expect(try message.jsonString(options) == #"{"one_int32":1,"one_color":1}"#)
    options.includesDefaults = true
    #expect(
      try Leaf().jsonString(options) == #"{"name":"","count":"0","numbers":[]}"#)
  }

  @Test func depthAndMemoryAreBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"next":"#, count: depth - 1) + "{}"
        + String(repeating: "}", count: depth - 1)
    }
    #expect(throws: Never.self) { try Leaf(jsonString: nested(100)) }
    let error = #expect(throws: JSONError.self) { try Leaf(jsonString: nested(101)) }
    #expect(error?.code == .tooDeep)
    var options = JSONDecodingOptions()
    options.limits.memoryByteCountMax = 1 << 20
    let many = #"{"children":["# + String(repeating: "{},", count: 20_000) + "{}]}"
    let large = #expect(throws: JSONError.self) { try Everything(jsonString: many, options) }
    #expect(large?.code == .tooLarge)
    #expect(try Everything(jsonString: many).children.count == 20_001)
  }

  @Test func nullIsNoArrayAndNoMap() throws {
    let json =
      #"{"manyValue":null,"manyInt64":null,"valueByName":null,"value":null,"pickNull":null}"#
    #expect(
      try WellKnown(jsonString: json)
        == WellKnown(value: .init(kind: .nullValue(.nullValue)), choice: .pickNull(.nullValue)))
    #expect(
      try WellKnown(jsonString: #"{"manyValue":[null]}"#)
        == WellKnown(manyValue: [.init(kind: .nullValue(.nullValue))]))
  }

  /// Two spellings that Unicode calls equivalent are two names, but would be one key of a dictionary.
  @Test func namesAreComparedByTheirBytes() throws {
    #expect(try WellKnown(jsonString: "{\"\u{e9}\":\"a\"}") == WellKnown(accented: "a"))
    func code<M: Message>(_ type: M.Type, _ json: String) -> JSONError.Code? {
      do { _ = try M(jsonString: json) } catch { return error.code }
      return nil
    }
    #expect(code(WellKnown.self, "{\"e\u{301}\":\"a\"}") == .unknownField)
    #expect(try Everything(jsonString: #"{"oneColor":"COLOR_KHAKI"}"#).oneColor == .khaki)
    #expect(code(Everything.self, "{\"oneColor\":\"COLOR_\u{212a}HAKI\"}") == .badValue)
    #expect(code(Everything.self, "{\"toInt32\":{\"\u{e9}\":1,\"e\u{301}\":2}}") == .badValue)
    var options = JSONDecodingOptions()
    options.types = MessageTypes([WellKnown.self])
    func any(_ letter: String) -> String {
      "{\"any\":{\"@type\":\"/fixture.v1.Well\(letter)nown\"}}"
    }
    #expect(try WellKnown(jsonString: any("K"), options).any?.holds(WellKnown.self) == true)
    let error = #expect(throws: JSONError.self) {
      try WellKnown(jsonString: any("\u{212a}"), options)
    }
    #expect(error?.code == .unknownType)
    let kelvin = Google.Protobuf.AnyValue(typeUrl: "/fixture.v1.Well\u{212a}nown")
    #expect(!kelvin.holds(WellKnown.self))
    options.ignoresUnknownFields = true
    let both = "{\"\u{e9}\":\"a\",\"e\u{301}\":\"b\"}"
    #expect(try WellKnown(jsonString: both, options) == WellKnown(accented: "a"))
  }

  /// An `Any` in an `Any` in an `Any`, each with another one's bytes: every layer copies all that it holds.
  private func nestedAny(_ count: Int, around bytes: [UInt8] = []) -> WellKnown {
    let innermost = Google.Protobuf.BytesValue(value: bytes)
    var any = Google.Protobuf.AnyValue(packing: innermost)
    for _ in 1..<count { any = Google.Protobuf.AnyValue(packing: any) }
    return WellKnown(any: any)
  }

  @Test func whatAnAnyHoldsIsBounded() throws {
    var options = JSONEncodingOptions()
    options.types = MessageTypes([
      Google.Protobuf.AnyValue.self, Google.Protobuf.BytesValue.self,
    ])
    // The message around is the first level, the innermost content the last.
    #expect(throws: Never.self) { try self.nestedAny(98).jsonString(options) }
    let deep = #expect(throws: JSONError.self) { try self.nestedAny(99).jsonString(options) }
    #expect(deep?.code == .tooDeep)
    options.limits.memoryByteCountMax = 1 << 20
    let bytes = [UInt8](repeating: 1, count: 100 << 10)
    #expect(throws: Never.self) { try self.nestedAny(8, around: bytes).jsonString(options) }
    let large = #expect(throws: JSONError.self) {
      try self.nestedAny(20, around: bytes).jsonString(options)
    }
    #expect(large?.code == .tooLarge)
  }

  /// A level of `Struct` is three of messages: itself, the entry of its map and a `Value`.
  @Test func whatIsReadFromJSONIsReadFromTheWire() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    }
    let message = try Google.Protobuf.Struct(jsonString: nested(33))
    #expect(try Google.Protobuf.Struct(serializedBytes: message.serializedBytes()) == message)
    #expect(try Google.Protobuf.Struct(jsonString: message.jsonString()) == message)
    let error = #expect(throws: JSONError.self) {
      try Google.Protobuf.Struct(jsonString: nested(34))
    }
    #expect(error?.code == .tooDeep)
  }

  /// A level of a repeated message is two of JSON: an array and an object.
  @Test func whatIsReadFromTheWireIsReadFromJSON() throws {
    var message = WellKnown()
    for _ in 1..<100 { message = WellKnown(children: [message]) }
    let read = try WellKnown(serializedBytes: message.serializedBytes())
    #expect(try WellKnown(jsonString: read.jsonString()) == message)
  }

  /// Filling takes what the text alone does not: structures, and the bytes of every `Any` around.
  @Test func everyByteOfMemoryIsCounted() throws {
    var options = JSONDecodingOptions()
    options.limits.memoryByteCountMax = 1 << 20
    options.types = MessageTypes([
      Google.Protobuf.AnyValue.self, Google.Protobuf.StringValue.self,
    ])
    let characters = String(repeating: "A", count: 720 << 10)
    let structures = #"{"children":[\#(String(repeating: "{},", count: 450)){}]"#
    #expect(throws: Never.self) { try Everything(jsonString: structures + "}", options) }
    for field in ["oneString", "oneBytes"] {
      let single = #"{"\#(field)":"\#(characters)"}"#
      #expect(throws: Never.self) { try Everything(jsonString: single, options) }
      let both = structures + #","\#(field)":"\#(characters)"}"#
      let error = #expect(throws: JSONError.self) { try Everything(jsonString: both, options) }
      #expect(error?.code == .tooLarge, "\(field)")
    }
    var any = #"{"@type":"/google.protobuf.StringValue","value":"\#(characters)"}"#
    for _ in 0..<3 { any = #"{"@type":"/google.protobuf.Any","value":\#(any)}"# }
    let error = #expect(throws: JSONError.self) {
      try WellKnown(jsonString: #"{"any":\#(any)}"#, options)
    }
    #expect(error?.code == .tooLarge)
  }

  @Test func textIsBounded() throws {
    var options = JSONEncodingOptions()
    options.limits.byteCountMax = 19
    #expect(try Leaf(name: "12345678").jsonString(options).utf8.count == 19)
    let error = #expect(throws: JSONError.self) {
      try Leaf(name: "123456789").jsonString(options)
    }
    #expect(error?.code == .tooLarge)
  }

  @Test func namesFollowTheRuleOrTheirOwn() throws {
    let message = WellKnown.with {
      $0.renamed = "a"
      $0.underScored = "b"
      $0.with1Digit = "c"
    }
    let json = #"{"@own name":"a","UnderScored":"b","with1Digit":"c"}"#
    #expect(try message.jsonString() == json)
    #expect(try WellKnown(jsonString: json) == message)
    #expect(try WellKnown(jsonString: #"{"renamed":"a"}"#).renamed == "a")
  }
}
