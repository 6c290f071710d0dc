/// JSON (RFC 8259) for the one document that this target reads, without Foundation.
///
/// Of a name that occurs twice the last value counts, as in most readers.
package enum JSONReading {
  package indirect enum Value: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Value])
    case object([String: Value])
  }

  package struct Failure: Error, Equatable, CustomStringConvertible {
    package let byteOffset: Int
    package let problem: String
    package var description: String { "at byte \(byteOffset): \(problem)" }
  }

  package static let byteCountMax = 1 << 20
  package static let depthMax = 32

  package static func parse(_ text: String) throws(Failure) -> Value {
    var reader = JSONReader(bytes: Array(text.utf8))
    guard reader.bytes.count <= byteCountMax else {
      throw Failure(byteOffset: byteCountMax, problem: "it is longer than \(byteCountMax) bytes")
    }
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.isAtEnd else { throw reader.failure("something follows the value") }
    return value
  }
}

/// One pass over the bytes.
private struct JSONReader {
  typealias Value = JSONReading.Value
  typealias Failure = JSONReading.Failure

  let bytes: [UInt8]
  private var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  func failure(_ problem: String) -> Failure { Failure(byteOffset: index, problem: problem) }

  mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func take(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { bytes[index...].prefix(count).elementsEqual($0) }
    if matches { index += count }
    return matches
  }

  mutating func value(depth: Int) throws(Failure) -> Value {
    guard depth < JSONReading.depthMax else {
      throw failure("it is nested deeper than \(JSONReading.depthMax)")
    }
    if take("{") { return try object(depth) }
    if take("[") { return try array(depth) }
    if take("\"") { return .string(try string()) }
    if take(word: "true") { return .bool(true) }
    if take(word: "false") { return .bool(false) }
    if take(word: "null") { return .null }
    return .number(try number())
  }

  private mutating func object(_ depth: Int) throws(Failure) -> Value {
    var fields: [String: Value] = [:]
    if take("}") { return .object(fields) }
    repeat {
      guard take("\"") else { throw failure("a name in quotes is missing") }
      let name = try string()
      guard take(":") else { throw failure("a colon is missing") }
      fields[name] = try value(depth: depth + 1)
    } while take(",")
    guard take("}") else { throw failure("a comma or a closing brace is missing") }
    return .object(fields)
  }

  private mutating func array(_ depth: Int) throws(Failure) -> Value {
    var values: [Value] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw failure("a comma or a closing bracket is missing") }
    return .array(values)
  }

  private mutating func number() throws(Failure) -> Double {
    let start = index
    _ = take(word: "-")
    let wholeStart = index
    let wholeCount = digits()
    guard wholeCount > 0 else { throw failure("a value is missing") }
    guard wholeCount == 1 || bytes[wholeStart] != UInt8(ascii: "0") else {
      throw failure("a number begins with 0")
    }
    if take(word: "."), digits() == 0 { throw failure("a digit is missing") }
    if take(word: "e") || take(word: "E") {
      if !take(word: "+") { _ = take(word: "-") }
      if digits() == 0 { throw failure("a digit is missing") }
    }
    guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)),
      number.isFinite
    else { throw failure("the number is too large") }
    return number
  }

  private mutating func digits() -> Int {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      index += 1
    }
    return index - start
  }

  /// After its opening quote.
  private mutating func string() throws(Failure) -> String {
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case ..<0x20: throw failure("a control character in a string")
      default: text.append(byte)
      }
    }
    throw failure("a string has no end")
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    for (letter, scalar) in Self.escapes where take(word: letter) { return scalar }
    guard take(word: "u") else { throw failure("an escape that JSON does not know") }
    var code = try codeUnit()
    if (0xD800..<0xDC00).contains(code), take(word: "\\u") {
      let low = try codeUnit()
      guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair") }
    return scalar
  }

  private static let escapes: [(StaticString, Unicode.Scalar)] = [
    ("\"", "\""), ("\\", "\\"), ("/", "/"), ("b", "\u{8}"), ("f", "\u{C}"), ("n", "\n"),
    ("r", "\r"), ("t", "\t"),
  ]

  private mutating func codeUnit() throws(Failure) -> UInt32 {
    let digits = bytes[index...].prefix(4)
    guard digits.count == 4,
      digits.allSatisfy({ $0 < 0x80 && Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are missing") }
    index += 4
    return code
  }
}
