/// A name that equals another one if their UTF-8 bytes do.
///
/// Strings are equal to Swift when Unicode calls them equivalent; names of JSON are not (RFC 8259 section
/// 8.3), and the Kelvin sign is no `K`.
struct ExactName: Hashable {
  let string: String

  init(_ string: String) { self.string = string }

  static func == (first: Self, second: Self) -> Bool {
    first.string.utf8.elementsEqual(second.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xff as UInt8)
  }
}
