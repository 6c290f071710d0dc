/// A place in a schema, written as a JSON pointer (RFC 6901).
struct SchemaPointer: Hashable, Sendable {
  private(set) var text = ""

  /// By code points: names that only look the same are different places.
  static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }

  func appending(_ name: String) -> SchemaPointer {
    var result = self
    result.text += "/"
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": result.text += "~0"
      case "/": result.text += "~1"
      default: result.text.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  func appending(_ index: Int) -> SchemaPointer { appending(String(index)) }

  /// The names of a reference within the document, `#/$defs/node`; nil where it is another kind.
  static func names(of reference: String) -> [String]? {
    if reference == "#" { return [] }
    guard reference.hasPrefix("#/"), !reference.contains("%") else { return nil }
    return reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false).map {
      var name = ""
      var rest = $0.unicodeScalars[...]
      while let scalar = rest.popFirst() {
        if scalar == "~", let escaped = rest.first, escaped == "0" || escaped == "1" {
          rest.removeFirst()
          name += escaped == "0" ? "~" : "/"
        } else {
          name.unicodeScalars.append(scalar)
        }
      }
      return name
    }
  }
}
