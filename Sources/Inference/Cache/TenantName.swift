/// A tenant's name as a key: names are the same where their bytes are.
///
/// Strings are equal where Unicode takes them for the same text, however it is written. Two tenants that
/// differ in nothing else must not share what is kept for them, and have files of their own.
struct TenantName: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
