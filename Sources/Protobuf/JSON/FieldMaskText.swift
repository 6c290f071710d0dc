/// The paths of a `FieldMask`: `snake_case` in the message, `lowerCamelCase` in JSON.
package enum FieldMaskText {
  /// Nil when the way back would give another path.
  package static func camel(_ path: String) -> String? {
    let camel = FieldDescriptor.jsonName(of: path)
    return snake(camel) == path ? camel : nil
  }

  /// Nil when it is no lower camel case.
  package static func snake(_ path: String) -> String? {
    var result = String.UnicodeScalarView()
    for scalar in path.unicodeScalars {
      if scalar == "_" { return nil }
      if ("A"..."Z").contains(scalar) {
        result.append("_")
        result.append(UnicodeScalar(scalar.value + 32)!)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
