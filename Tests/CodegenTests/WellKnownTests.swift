import Messages
import Protobuf
import Testing

/// What makes the well-known types convenient.
@Suite struct WellKnownTests {
  typealias Known = Google.Protobuf

  @Test(arguments: [
    (Duration.seconds(0), Int64(0), Int32(0)), (.nanoseconds(-1), -1, 999_999_999),
    (.milliseconds(-1500), -2, 500_000_000), (.milliseconds(1500), 1, 500_000_000),
  ])
  func timestampsCountFromTheEpoch(distance: Duration, seconds: Int64, nanos: Int32) {
    let timestamp = Known.Timestamp(sinceEpoch: distance)
    #expect(timestamp == Known.Timestamp(seconds: seconds, nanos: nanos))
    #expect(timestamp.sinceEpoch == distance)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", Int64(0), Int32(0)), ("1969-12-31T23:59:59.999Z", -1, 999_000_000),
    ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
    ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
    ("2000-02-29T12:00:00.000020Z", 951_825_600, 20_000),
    ("2100-03-01T00:00:00Z", 4_107_542_400, 0),
  ])
  func timesAreRFC3339(text: String, seconds: Int64, nanos: Int32) {
    let timestamp = Known.Timestamp(seconds: seconds, nanos: nanos)
    #expect(timestamp.rfc3339 == text)
    #expect(Known.Timestamp(rfc3339: text) == timestamp)
  }

  @Test func timesMayHaveAnOffset() {
    let noon = Known.Timestamp(rfc3339: "2026-01-31T12:00:00Z")
    #expect(noon != nil)
    #expect(Known.Timestamp(rfc3339: "2026-01-31T14:30:00+02:30") == noon)
    #expect(Known.Timestamp(rfc3339: "2026-01-30T22:00:00-14:00") == noon)
  }

  @Test(arguments: [
    "", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31 12:00:00Z", "2026-02-29T12:00:00Z",
    "2026-13-01T12:00:00Z", "2026-00-01T12:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z",
    "2026-01-31T12:00:60Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00.1234567890Z",
    "2026-01-31T12:00:00+0200", "2026-01-31T12:00:00+24:00", "2026-01-31T12:00:00Zx",
    "0000-12-31T23:59:59Z", "9999-12-31T23:59:59-01:00",
  ])
  func whatIsNoTimeIsRefused(text: String) {
    #expect(Known.Timestamp(rfc3339: text) == nil)
  }

  @Test func yearTenThousandHasNoText() {
    #expect(Known.Timestamp(seconds: 253_402_300_800).rfc3339 == nil)
  }

  @Test func durationsAreSwifts() {
    let duration = Known.Duration(.milliseconds(-1500))
    #expect(duration == Known.Duration(seconds: -1, nanos: -500_000_000))
    #expect(Duration(duration) == .milliseconds(-1500))
  }

  @Test func anyMessageIsPackedAndUnpacked() throws {
    let packed = Known.AnyValue(packing: Known.Duration(.seconds(3)))
    #expect(packed.typeUrl == "type.googleapis.com/google.protobuf.Duration")
    #expect(packed.holds(Known.Duration.self) && !packed.holds(Known.Timestamp.self))
    #expect(try packed.unpack(as: Known.Duration.self) == Known.Duration(.seconds(3)))
    #expect(try packed.unpack(as: Known.Timestamp.self) == nil)
    let broken = Known.AnyValue(typeUrl: packed.typeUrl, value: [8])
    #expect(throws: DecodingError.self) { try broken.unpack(as: Known.Duration.self) }
  }

  @Test func structsAreLiterals() throws {
    var value: Known.Struct = ["a": [1, 2.5, nil, true], "b": ["c": "d"]]
    #expect(try value.jsonString() == #"{"a":[1.0,2.5,null,true],"b":{"c":"d"}}"#)
    value["b"] = nil
    #expect(value["a"]?.kind == .listValue([1, 2.5, nil, true]))
    #expect(try value.jsonString() == #"{"a":[1.0,2.5,null,true]}"#)
  }

  @Test func masksCoverWhatIsInside() {
    let mask: Known.FieldMask = ["a.b", "c"]
    #expect(mask.covers("a.b") && mask.covers("a.b.x") && mask.covers("c.d"))
    #expect(!mask.covers("a") && !mask.covers("a.bc") && !mask.covers("d"))
  }
}
