/// Binary data inside generated source: base64, with line breaks wherever they read well.
package enum Base64Literal {
  /// The bytes of the text. Traps when it is not base64, because the text is part of the program.
  package static func decode(_ text: String) -> [UInt8] {
    guard let bytes = Base64.decode(text.utf8.filter { $0 != UInt8(ascii: "\n") }) else {
      preconditionFailure("a literal is not base64")
    }
    return bytes
  }
}
