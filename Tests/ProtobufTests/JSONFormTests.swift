import Messages
import Protobuf
import ProtobufFixture
import Testing

/// The forms that protobuf's own messages have in JSON, and their ranges: the exact text, or the exact reason
/// why there is none.
@Suite struct JSONFormTests {
  typealias Known = Google.Protobuf

  private static let types = MessageTypes([
    Fixture.V1.Leaf.self, Known.Duration.self, Known.StringValue.self,
  ])

  /// What is read, as it is written; or the code of the refusal.
  private func reading<M: Message>(_ type: M.Type, _ json: String) -> String {
    var options = JSONDecodingOptions()
    options.types = Self.types
    do {
      return writing(try M(jsonString: json, options))
    } catch {
      return error.code.description
    }
  }

  private func writing(_ message: some Message) -> String {
    var options = JSONEncodingOptions()
    options.types = Self.types
    do {
      return try message.jsonString(options)
    } catch {
      return error.code.description
    }
  }

  /// Rows of what is read and what becomes of it; nil where that is the text itself.
  private func check<M: Message>(
    _ type: M.Type, read rows: [(json: String, outcome: String?)],
    written: [(message: M, outcome: String)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for row in rows {
      #expect(
        reading(type, row.json) == row.outcome ?? row.json, "\(row.json)",
        sourceLocation: sourceLocation)
    }
    for row in written {
      #expect(writing(row.message) == row.outcome, "\(row.message)", sourceLocation: sourceLocation)
    }
  }

  @Test func timestamps() {
    check(
      Known.Timestamp.self,
      read: [
        (#""1970-01-01T00:00:00Z""#, nil), (#""0001-01-01T00:00:00Z""#, nil),
        (#""9999-12-31T23:59:59.999999999Z""#, nil), (#""1969-12-31T23:59:59.999Z""#, nil),
        (#""2026-01-31T14:30:00.5+02:30""#, #""2026-01-31T12:00:00.500Z""#),
        (#""2026-01-31T12:00:00.000001000Z""#, #""2026-01-31T12:00:00.000001Z""#),
        (#""10000-01-01T00:00:00Z""#, "bad_value"), (#""0000-12-31T23:59:59Z""#, "bad_value"),
        (#""0001-01-01T00:00:00+00:01""#, "bad_value"), (#""2026-02-29T00:00:00Z""#, "bad_value"),
        (#""2026-01-31t12:00:00z""#, "bad_value"), (#""2026-01-31T12:00:00""#, "bad_value"),
        (#""2026-01-31T12:00:00.0000000001Z""#, "bad_value"), ("0", "bad_value"),
        ("null", "bad_value"), ("{}", "bad_value"),
      ],
      written: [
        (.init(), #""1970-01-01T00:00:00Z""#),
        (.init(seconds: 1, nanos: 20_000), #""1970-01-01T00:00:01.000020Z""#),
        (.init(seconds: -1, nanos: 1), #""1969-12-31T23:59:59.000000001Z""#),
        (.init(seconds: 253_402_300_800), "bad_value"),
        (.init(seconds: -62_135_596_801), "bad_value"), (.init(nanos: -1), "bad_value"),
        (.init(nanos: 1_000_000_000), "bad_value"), (.init(seconds: .max), "bad_value"),
      ])
  }

  @Test func durations() {
    check(
      Known.Duration.self,
      read: [
        (#""0s""#, nil), (#""1s""#, nil), (#""1.500s""#, nil), (#""1.5s""#, #""1.500s""#),
        (#""-0.5s""#, #""-0.500s""#), (#""-1.000000001s""#, nil), (#""0.000020s""#, nil),
        (#""315576000000s""#, nil), (#""-315576000000s""#, nil),
        (#""315576000001s""#, "bad_value"), (#""-315576000001s""#, "bad_value"),
        (#""99999999999999999999s""#, "bad_value"), (#""1.0000000001s""#, "bad_value"),
        (#"".5s""#, "bad_value"), (#""1.s""#, "bad_value"), (#""+1s""#, "bad_value"),
        (#""1""#, "bad_value"), (#""1e3s""#, "bad_value"), (#""s""#, "bad_value"),
        (#""1s ""#, "bad_value"), (#""--1s""#, "bad_value"), ("1", "bad_value"),
      ],
      written: [
        (.init(), #""0s""#), (.init(nanos: -1), #""-0.000000001s""#),
        (.init(seconds: -1, nanos: -500_000_000), #""-1.500s""#),
        (.init(seconds: 1, nanos: -1), "bad_value"), (.init(seconds: -1, nanos: 1), "bad_value"),
        (.init(seconds: 315_576_000_001), "bad_value"),
        (.init(seconds: -315_576_000_001), "bad_value"),
        (.init(nanos: 1_000_000_000), "bad_value"), (.init(seconds: .min), "bad_value"),
      ])
  }

  @Test func fieldMasks() {
    check(
      Known.FieldMask.self,
      read: [
        (#""""#, nil), (#""a""#, nil), (#""a,fooBar.bazQux2""#, nil), (#""a,,b""#, "bad_value"),
        (#"",""#, "bad_value"), (#""a,""#, "bad_value"), (#""a b""#, "bad_value"),
        (#""a, b""#, "bad_value"), (#""é""#, "bad_value"), (#""a_b""#, "bad_value"),
        (#""a-b""#, "bad_value"), (#"["a"]"#, "bad_value"),
      ],
      written: [
        (.init(), #""""#), (["foo_bar", "a.b_c"], #""fooBar,a.bC""#), (["a,b"], "bad_value"),
        ([""], "bad_value"), (["a", ""], "bad_value"), (["a b"], "bad_value"),
        (["é"], "bad_value"), (["fooBar"], "bad_value"), (["a__b"], "bad_value"),
        (["a_"], "bad_value"), (["a_1"], "bad_value"),
      ])
  }

  @Test func values() {
    check(
      Known.Value.self,
      read: [
        ("null", nil), ("true", nil), ("1.5", nil), ("-0.0", nil), (#""NaN""#, nil), ("[]", nil),
        ("{}", nil), (#"{"a":[null,{"b":[]}],"c":"d"}"#, nil), ("1", "1.0"),
        ("1e309", "bad_value"), ("NaN", "syntax"),
      ],
      written: [
        (.init(), "bad_value"), (.init(kind: .numberValue(.nan)), "bad_value"),
        (.init(kind: .numberValue(.infinity)), "bad_value"),
        (.init(kind: .numberValue(-.infinity)), "bad_value"),
        (.init(kind: .nullValue(.nullValue)), "null"),
        (.init(kind: .listValue(.init(values: [.init()]))), "bad_value"),
      ])
    check(
      Known.Struct.self,
      read: [
        ("{}", nil), (#"{"":null}"#, nil), (#"{"b":1.5,"a":2.5}"#, #"{"a":2.5,"b":1.5}"#),
        (#"{"a":1,"a":1}"#, "syntax"), ("[]", "bad_value"), ("null", "bad_value"),
      ], written: [(.init(fields: ["a": .init()]), "bad_value")])
    check(
      Known.ListValue.self,
      read: [("[]", nil), ("[null,[],{}]", nil), ("{}", "bad_value"), ("null", "bad_value")],
      written: [(.init(values: [.init()]), "bad_value")])
  }

  @Test func wrappers() {
    check(
      Known.BoolValue.self, read: [("true", nil), (#""true""#, "bad_value"), ("1", "bad_value")],
      written: [(.init(), "false")])
    check(
      Known.Int32Value.self,
      read: [("-1", nil), (#""1""#, "1"), ("2147483648", "bad_value"), ("1.5", "bad_value")],
      written: [(.init(), "0")])
    check(
      Known.UInt32Value.self, read: [("4294967295", nil), ("4294967296", "bad_value")],
      written: [(.init(), "0")])
    check(
      Known.Int64Value.self,
      read: [
        (#""-9223372036854775808""#, nil), ("1", #""1""#), (#""9223372036854775808""#, "bad_value"),
      ], written: [(.init(), #""0""#)])
    check(
      Known.UInt64Value.self,
      read: [(#""18446744073709551615""#, nil), (#""-1""#, "bad_value")],
      written: [(.init(), #""0""#)])
    check(
      Known.FloatValue.self, read: [(#""NaN""#, nil), ("3.5e38", "bad_value")],
      written: [(.init(value: -.infinity), #""-Infinity""#)])
    check(
      Known.DoubleValue.self,
      read: [("1", "1.0"), (#""Infinity""#, nil), (#""inf""#, "bad_value")],
      written: [(.init(value: .nan), #""NaN""#)])
    check(
      Known.StringValue.self, read: [(#""a""#, nil), ("1", "bad_value"), ("{}", "bad_value")],
      written: [(.init(), #""""#)])
    check(
      Known.BytesValue.self,
      read: [(#""AQ==""#, nil), (#""AQ""#, #""AQ==""#), (#""A""#, "bad_value")],
      written: [(.init(), #""""#)])
  }

  @Test func anys() {
    let duration = "type.googleapis.com/google.protobuf.Duration"
    check(
      Known.AnyValue.self,
      read: [
        ("{}", nil), (#"{"@type":"\#(duration)","value":"1.500s"}"#, nil),
        (
          #"{"value":"1.5s","@type":"/google.protobuf.Duration"}"#,
          #"{"@type":"/google.protobuf.Duration","value":"1.500s"}"#
        ),
        (#"{"@type":"/fixture.v1.Leaf"}"#, nil), (#"{"@type":"/fixture.v1.Leaf","name":"a"}"#, nil),
        (#"{"@type":"/google.protobuf.Duration"}"#, "bad_value"),
        (#"{"@type":"/google.protobuf.Duration","value":"1s","x":1}"#, "bad_value"),
        (#"{"@type":"/google.protobuf.Duration","value":"315576000001s"}"#, "bad_value"),
        (#"{"@type":"/fixture.v1.Leaf","value":{}}"#, "unknown_field"),
        (#"{"@type":"/google.protobuf.Timestamp","value":""}"#, "unknown_type"),
        (#"{"@type":"fixture.v1.Leaf"}"#, "unknown_type"), (#"{"@type":""}"#, "unknown_type"),
        (#"{"@type":1}"#, "bad_value"), (#"{"name":"a"}"#, "bad_value"), ("null", "bad_value"),
      ],
      written: [
        (.init(), "{}"), (.init(typeUrl: "/no.Such"), "unknown_type"),
        (.init(value: [1]), "unknown_type"), (.init(typeUrl: duration, value: [8]), "bad_value"),
        (.init(packing: Known.Timestamp()), "unknown_type"),
        (.init(typeUrl: duration), #"{"@type":"\#(duration)","value":"0s"}"#),
      ])
  }
}
