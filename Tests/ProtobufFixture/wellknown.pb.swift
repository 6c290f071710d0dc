// Written by protoc-gen-apus from wellknown.proto; `make protos` writes it again.

package import Protobuf
package import Messages

extension Fixture.V1 {
  /// WellKnown has the messages of protobuf itself, and names that JSON treats in its own way.
  package struct WellKnown: Message {
    /// The field `timestamp`.
    package var timestamp: Google.Protobuf.Timestamp?

    /// The field `duration`.
    package var duration: Google.Protobuf.Duration?

    /// The field `any`.
    package var `any`: Google.Protobuf.AnyValue?

    /// The field `struct`.
    package var `struct`: Google.Protobuf.Struct?

    /// The field `value`.
    package var value: Google.Protobuf.Value?

    /// The field `list_value`.
    package var listValue: Google.Protobuf.ListValue?

    /// The field `field_mask`.
    package var fieldMask: Google.Protobuf.FieldMask?

    /// The field `empty`.
    package var empty: Google.Protobuf.Empty?

    /// The field `bool_value`.
    package var boolValue: Google.Protobuf.BoolValue?

    /// The field `bytes_value`.
    package var bytesValue: Google.Protobuf.BytesValue?

    /// The field `double_value`.
    package var doubleValue: Google.Protobuf.DoubleValue?

    /// The field `float_value`.
    package var floatValue: Google.Protobuf.FloatValue?

    /// The field `int32_value`.
    package var int32Value: Google.Protobuf.Int32Value?

    /// The field `int64_value`.
    package var int64Value: Google.Protobuf.Int64Value?

    /// The field `string_value`.
    package var stringValue: Google.Protobuf.StringValue?

    /// The field `uint32_value`.
    package var uint32Value: Google.Protobuf.UInt32Value?

    /// The field `uint64_value`.
    package var uint64Value: Google.Protobuf.UInt64Value?

    /// The field `null_value`.
    package var nullValue: Google.Protobuf.NullValue = .nullValue

    /// The field `many_timestamp`.
    package var manyTimestamp: [Google.Protobuf.Timestamp] = []

    /// The field `many_duration`.
    package var manyDuration: [Google.Protobuf.Duration] = []

    /// The field `many_any`.
    package var manyAny: [Google.Protobuf.AnyValue] = []

    /// The field `many_value`.
    package var manyValue: [Google.Protobuf.Value] = []

    /// The field `many_int64`.
    package var manyInt64: [Google.Protobuf.Int64Value] = []

    /// The field `value_by_name`.
    package var valueByName: [String: Google.Protobuf.Value] = [:]

    /// The field `duration_by_number`.
    package var durationByNumber: [Int32: Google.Protobuf.Duration] = [:]

    /// One of `pick_value`, `pick_null`, `pick_string`, `pick_leaf`, or none.
    package var choice: Choice?

    /// Names: one of its own in JSON, and those that the rule makes of odd ones.
    package var renamed: String = ""

    /// The field `_under__scored_`.
    package var underScored: String = ""

    /// The field `with_1_digit`.
    package var with1Digit: String = ""

    /// The field `UPPER_case`.
    package var uPPERCase: String = ""

    /// The field `accented`.
    package var accented: String = ""

    /// The field `inner`.
    package var inner: WellKnown? {
      get { _inner.value }
      set { _inner.value = newValue }
    }
    private var _inner: Indirect<WellKnown> = .absent

    /// The field `children`.
    package var children: [WellKnown] = []

    /// Fields that this version does not declare.
    package var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    package init() {}

    /// Creates a message with the given fields.
    package init(
      timestamp: Google.Protobuf.Timestamp? = nil,
      duration: Google.Protobuf.Duration? = nil,
      `any`: Google.Protobuf.AnyValue? = nil,
      `struct`: Google.Protobuf.Struct? = nil,
      value: Google.Protobuf.Value? = nil,
      listValue: Google.Protobuf.ListValue? = nil,
      fieldMask: Google.Protobuf.FieldMask? = nil,
      empty: Google.Protobuf.Empty? = nil,
      boolValue: Google.Protobuf.BoolValue? = nil,
      bytesValue: Google.Protobuf.BytesValue? = nil,
      doubleValue: Google.Protobuf.DoubleValue? = nil,
      floatValue: Google.Protobuf.FloatValue? = nil,
      int32Value: Google.Protobuf.Int32Value? = nil,
      int64Value: Google.Protobuf.Int64Value? = nil,
      stringValue: Google.Protobuf.StringValue? = nil,
      uint32Value: Google.Protobuf.UInt32Value? = nil,
      uint64Value: Google.Protobuf.UInt64Value? = nil,
      nullValue: Google.Protobuf.NullValue = .nullValue,
      manyTimestamp: [Google.Protobuf.Timestamp] = [],
      manyDuration: [Google.Protobuf.Duration] = [],
      manyAny: [Google.Protobuf.AnyValue] = [],
      manyValue: [Google.Protobuf.Value] = [],
      manyInt64: [Google.Protobuf.Int64Value] = [],
      valueByName: [String: Google.Protobuf.Value] = [:],
      durationByNumber: [Int32: Google.Protobuf.Duration] = [:],
      choice: Choice? = nil,
      renamed: String = "",
      underScored: String = "",
      with1Digit: String = "",
      uPPERCase: String = "",
      accented: String = "",
      inner: WellKnown? = nil,
      children: [WellKnown] = []
    ) {
      self.timestamp = timestamp
      self.duration = duration
      self.`any` = `any`
      self.`struct` = `struct`
      self.value = value
      self.listValue = listValue
      self.fieldMask = fieldMask
      self.empty = empty
      self.boolValue = boolValue
      self.bytesValue = bytesValue
      self.doubleValue = doubleValue
      self.floatValue = floatValue
      self.int32Value = int32Value
      self.int64Value = int64Value
      self.stringValue = stringValue
      self.uint32Value = uint32Value
      self.uint64Value = uint64Value
      self.nullValue = nullValue
      self.manyTimestamp = manyTimestamp
      self.manyDuration = manyDuration
      self.manyAny = manyAny
      self.manyValue = manyValue
      self.manyInt64 = manyInt64
      self.valueByName = valueByName
      self.durationByNumber = durationByNumber
      self.choice = choice
      self.renamed = renamed
      self.underScored = underScored
      self.with1Digit = with1Digit
      self.uPPERCase = uPPERCase
      self.accented = accented
      self.inner = inner
      self.children = children
    }

    /// What `choice` can hold.
    package enum Choice: Sendable, Hashable {
      /// The field `pick_value`.
      case pickValue(Google.Protobuf.Value)
      /// The field `pick_null`.
      case pickNull(Google.Protobuf.NullValue)
      /// The field `pick_string`.
      case pickString(Google.Protobuf.StringValue)
      /// The field `pick_leaf`.
      case pickLeaf(Leaf)
    }
  }
}

extension Fixture.V1.WellKnown {
  /// `fixture.v1.WellKnown` and its fields.
  package static let descriptor = MessageDescriptor(
    "fixture.v1.WellKnown",
    [
      .init(1, "timestamp", .message(Google.Protobuf.Timestamp.self)),
      .init(2, "duration", .message(Google.Protobuf.Duration.self)),
      .init(3, "any", .message(Google.Protobuf.AnyValue.self)),
      .init(4, "struct", .message(Google.Protobuf.Struct.self)),
      .init(5, "value", .message(Google.Protobuf.Value.self)),
      .init(6, "list_value", .message(Google.Protobuf.ListValue.self)),
      .init(7, "field_mask", .message(Google.Protobuf.FieldMask.self)),
      .init(8, "empty", .message(Google.Protobuf.Empty.self)),
      .init(9, "bool_value", .message(Google.Protobuf.BoolValue.self)),
      .init(10, "bytes_value", .message(Google.Protobuf.BytesValue.self)),
      .init(11, "double_value", .message(Google.Protobuf.DoubleValue.self)),
      .init(12, "float_value", .message(Google.Protobuf.FloatValue.self)),
      .init(13, "int32_value", .message(Google.Protobuf.Int32Value.self)),
      .init(14, "int64_value", .message(Google.Protobuf.Int64Value.self)),
      .init(15, "string_value", .message(Google.Protobuf.StringValue.self)),
      .init(16, "uint32_value", .message(Google.Protobuf.UInt32Value.self)),
      .init(17, "uint64_value", .message(Google.Protobuf.UInt64Value.self)),
      .init(18, "null_value", .enumeration(Google.Protobuf.NullValue.self)),
      .init(20, "many_timestamp", .message(Google.Protobuf.Timestamp.self), .repeated),
      .init(21, "many_duration", .message(Google.Protobuf.Duration.self), .repeated),
      .init(22, "many_any", .message(Google.Protobuf.AnyValue.self), .repeated),
      .init(23, "many_value", .message(Google.Protobuf.Value.self), .repeated),
      .init(24, "many_int64", .message(Google.Protobuf.Int64Value.self), .repeated),
      .init(
        25, "value_by_name", .map(key: .string, value: .message(Google.Protobuf.Value.self)),
        .repeated),
      .init(
        26, "duration_by_number", .map(key: .int32, value: .message(Google.Protobuf.Duration.self)),
        .repeated),
      .init(30, "pick_value", .message(Google.Protobuf.Value.self), .oneof(0)),
      .init(31, "pick_null", .enumeration(Google.Protobuf.NullValue.self), .oneof(0)),
      .init(32, "pick_string", .message(Google.Protobuf.StringValue.self), .oneof(0)),
      .init(33, "pick_leaf", .message(Fixture.V1.Leaf.self), .oneof(0)),
      .init(40, "renamed", .string, json: "@own name"),
      .init(41, "_under__scored_", .string),
      .init(42, "with_1_digit", .string),
      .init(43, "UPPER_case", .string),
      .init(44, "inner", .message(Fixture.V1.WellKnown.self)),
      .init(45, "children", .message(Fixture.V1.WellKnown.self), .repeated),
      .init(46, "accented", .string, json: "é"),
    ]
  )

  /// Hands every field that is set to the writer.
  package func encode(into writer: inout MessageWriter) {
    writer.optional(0, timestamp)
    writer.optional(1, duration)
    writer.optional(2, `any`)
    writer.optional(3, `struct`)
    writer.optional(4, value)
    writer.optional(5, listValue)
    writer.optional(6, fieldMask)
    writer.optional(7, empty)
    writer.optional(8, boolValue)
    writer.optional(9, bytesValue)
    writer.optional(10, doubleValue)
    writer.optional(11, floatValue)
    writer.optional(12, int32Value)
    writer.optional(13, int64Value)
    writer.optional(14, stringValue)
    writer.optional(15, uint32Value)
    writer.optional(16, uint64Value)
    writer.implicit(17, nullValue)
    writer.repeated(18, manyTimestamp)
    writer.repeated(19, manyDuration)
    writer.repeated(20, manyAny)
    writer.repeated(21, manyValue)
    writer.repeated(22, manyInt64)
    writer.map(23, valueByName)
    writer.map(24, durationByNumber)
    switch choice {
    case .pickValue(let value):
      writer.oneof(25, number: 30, value)
    case .pickNull(let value):
      writer.oneof(26, number: 31, value)
    case .pickString(let value):
      writer.oneof(27, number: 32, value)
    case .pickLeaf(let value):
      writer.oneof(28, number: 33, value)
    case nil: break
    }
    writer.implicit(29, renamed)
    writer.implicit(30, underScored)
    writer.implicit(31, with1Digit)
    writer.implicit(32, uPPERCase)
    writer.implicit(35, accented)
    writer.optional(33, inner)
    writer.repeated(34, children)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  package init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &timestamp)
    try reader.optional(1, into: &duration)
    try reader.optional(2, into: &`any`)
    try reader.optional(3, into: &`struct`)
    try reader.optional(4, into: &value)
    try reader.optional(5, into: &listValue)
    try reader.optional(6, into: &fieldMask)
    try reader.optional(7, into: &empty)
    try reader.optional(8, into: &boolValue)
    try reader.optional(9, into: &bytesValue)
    try reader.optional(10, into: &doubleValue)
    try reader.optional(11, into: &floatValue)
    try reader.optional(12, into: &int32Value)
    try reader.optional(13, into: &int64Value)
    try reader.optional(14, into: &stringValue)
    try reader.optional(15, into: &uint32Value)
    try reader.optional(16, into: &uint64Value)
    try reader.implicit(17, into: &nullValue)
    try reader.repeated(18, into: &manyTimestamp)
    try reader.repeated(19, into: &manyDuration)
    try reader.repeated(20, into: &manyAny)
    try reader.repeated(21, into: &manyValue)
    try reader.repeated(22, into: &manyInt64)
    try reader.map(23, into: &valueByName)
    try reader.map(24, into: &durationByNumber)
    switch reader.oneofNumber(25) {
    case 30: choice = .pickValue(try reader.value(25))
    case 31: choice = .pickNull(try reader.value(26))
    case 32: choice = .pickString(try reader.value(27))
    case 33: choice = .pickLeaf(try reader.value(28))
    default: break
    }
    try reader.implicit(29, into: &renamed)
    try reader.implicit(30, into: &underScored)
    try reader.implicit(31, into: &with1Digit)
    try reader.implicit(32, into: &uPPERCase)
    try reader.implicit(35, into: &accented)
    try reader.optional(33, into: &inner)
    try reader.repeated(34, into: &children)
    reader.unknown(into: &unknownFields)
  }
}
