/// The messages of protobuf itself that JSON writes in a form of their own.
enum WellKnownType: String {
  case any = "Any"
  case duration = "Duration"
  case fieldMask = "FieldMask"
  case listValue = "ListValue"
  case `struct` = "Struct"
  case timestamp = "Timestamp"
  case value = "Value"
  case boolValue = "BoolValue"
  case bytesValue = "BytesValue"
  case doubleValue = "DoubleValue"
  case floatValue = "FloatValue"
  case int32Value = "Int32Value"
  case int64Value = "Int64Value"
  case stringValue = "StringValue"
  case uint32Value = "UInt32Value"
  case uint64Value = "UInt64Value"

  private static let package = "google.protobuf."

  init?(_ descriptor: MessageDescriptor) {
    guard descriptor.fullName.hasPrefix(Self.package) else { return nil }
    self.init(rawValue: String(descriptor.fullName.dropFirst(Self.package.count)))
  }

  /// Whether an enumeration is `google.protobuf.NullValue`, whose only value is JSON's null.
  static func isNull(_ type: any ProtobufEnum.Type) -> Bool {
    type.protobufFullName == package + "NullValue"
  }
}
