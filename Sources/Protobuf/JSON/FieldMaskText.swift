/// The paths of a `FieldMask`: `snake_case` in the message, `lowerCamelCase` in JSON.
package enum FieldMaskText {
  /// Nil when the way back would give another path, or more than one.
  package static func camel(_ path: String) -> String? {
    let camel = FieldDescriptor.jsonName(of: path)
    return snake(camel) == path ? camel : nil
  }

  /// Nil when it is no lower camel case: names of letters and digits, with points between them.
  package static func snake(_ path: String) -> String? {
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result += [UInt8(ascii: "_"), byte + 32]
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "."):
        result.append(byte)
      default: return nil
      }
    }
    return result.isEmpty ? nil : String(decoding: result, as: UTF8.self)
  }
}
