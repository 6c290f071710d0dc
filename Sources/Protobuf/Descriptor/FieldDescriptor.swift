/// What a `.proto` file says about one field.
public struct FieldDescriptor: Sendable {
  /// The type of the field's values.
  public indirect enum Kind: Sendable {
    case int32, int64, uint32, uint64, sint32, sint64
    case fixed32, fixed64, sfixed32, sfixed64
    case float, double, bool, string, bytes
    /// An open enumeration.
    case enumeration(any ProtobufEnum.Type)
    /// A message of the given type.
    case message(any Message.Type)
    /// A map; `key` is an integer, bool or string.
    case map(key: Kind, value: Kind)
  }

  /// How often the field may occur and how its absence is told.
  public enum Label: Sendable, Hashable {
    /// Singular; the default value is not sent. Messages are always of this label or in a oneof.
    case implicit
    /// Singular with presence: `optional` in proto3.
    case optional
    /// Repeated, each element with its own tag. Maps have this label too.
    case repeated
    /// Repeated numbers in one length-delimited field.
    case packed
    /// A member of the oneof with this index in its message.
    case oneof(Int)
  }

  /// The field number.
  public let number: UInt32
  /// The name in the `.proto` file.
  public let name: String
  /// The type of the field's values.
  public let kind: Kind
  /// How often the field may occur.
  public let label: Label

  /// The name in JSON, where the `.proto` file gives one itself.
  private let ownJSONName: String?

  /// Describes a field; `json` is its name in JSON if it is not the usual one.
  public init(
    _ number: UInt32, _ name: String, _ kind: Kind, _ label: Label = .implicit, json: String? = nil
  ) {
    self.number = number
    self.name = name
    self.kind = kind
    self.label = label
    ownJSONName = json
  }

  /// The name in JSON.
  public var jsonName: String { ownJSONName ?? Self.jsonName(of: name) }

  /// The usual name in JSON: without underscores, the letter after one in upper case.
  package static func jsonName(of name: String) -> String {
    var result = ""
    var isAfterUnderscore = false
    for character in name.unicodeScalars {
      if character == "_" {
        isAfterUnderscore = true
        continue
      }
      let isLower = ("a"..."z").contains(character)
      result.unicodeScalars.append(
        isAfterUnderscore && isLower ? UnicodeScalar(character.value - 32)! : character)
      isAfterUnderscore = false
    }
    return result
  }
}
