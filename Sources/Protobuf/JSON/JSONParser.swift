/// Parses JSON (RFC 8259) strictly, within limits on size, memory and depth.
package struct JSONParser {
  private let bytes: [UInt8]
  private let limits: DecodingLimits
  private var position = 0
  private var memoryByteCount = 0

  package static func parse(
    _ bytes: [UInt8], limits: DecodingLimits
  ) throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.byteCountMax else {
      throw JSONError(.tooLarge, "\(bytes.count) bytes exceed the limit of \(limits.byteCountMax)")
    }
    var parser = JSONParser(bytes: bytes, limits: limits)
    let value = try parser.value(depth: 1)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.unexpected("the end") }
    return value
  }

  private init(bytes: [UInt8], limits: DecodingLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  // MARK: Characters

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func unexpected(_ wanted: String) -> JSONError {
    JSONError(
      .syntax,
      position < bytes.count
        ? "byte \(position) is not \(wanted)" : "the text ends before \(wanted)")
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ text: StaticString) throws(JSONError) {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[position...].starts(with: wanted) else { throw unexpected("\(text)") }
    position += wanted.count
  }

  /// Counts memory before it is spent.
  private mutating func spend(_ byteCount: Int) throws(JSONError) {
    memoryByteCount += byteCount
    guard memoryByteCount <= limits.memoryByteCountMax else {
      throw JSONError(
        .tooLarge,
        "the text up to byte \(position) takes more than the limit of "
          + "\(limits.memoryByteCountMax) bytes of memory")
    }
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipSpace()
    try spend(MemoryLayout<JSONValue.Member>.stride)
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try expect("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    default:
      let start = position
      guard let end = JSONNumber.end(in: bytes, from: start) else { throw unexpected("a value") }
      position = end
      return .number(String(decoding: bytes[start..<end], as: UTF8.self))
    }
  }

  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= limits.depthMax else {
      throw JSONError(.tooDeep, "byte \(position) is nested deeper than \(limits.depthMax)")
    }
    position += 1
    skipSpace()
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    try enter(depth)
    var elements: [JSONValue] = []
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw unexpected("a comma or a closing bracket") }
    }
  }

  private mutating func object(
    depth: Int
  ) throws(JSONError) -> [JSONValue.Member] {
    try enter(depth)
    var members: [JSONValue.Member] = []
    if take("}") { return members }
    var names: Set<ExactName> = []
    while true {
      skipSpace()
      let start = position
      let name = try string()
      guard names.insert(ExactName(name)).inserted else {
        throw JSONError(.syntax, "the name at byte \(start) occurs twice in its object")
      }
      skipSpace()
      guard take(":") else { throw unexpected("a colon") }
      members.append(.init(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw unexpected("a comma or a closing brace") }
    }
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    guard take("\"") else { throw unexpected("a string") }
    let start = position
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        try spend(text.count)
        guard let string = String(validating: text, as: UTF8.self) else {
          throw JSONError(.syntax, "the string at byte \(start) is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &text)
      case 0..<0x20: throw unexpected("a character that a string may hold unescaped")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw unexpected("the end of the string")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let escaped = next
    position += 1
    switch escaped {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escaped!)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try scalar())!)
    default:
      position -= 1
      throw unexpected("an escape")
    }
  }

  /// What `\u` stands for, with the second half of a surrogate pair.
  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let start = position
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if (0xd800..<0xdc00).contains(first), take("\\"), take("u") {
      let second = try fourDigits()
      if (0xdc00..<0xe000).contains(second) {
        return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))!
      }
    }
    throw JSONError(.syntax, "the escape at byte \(start) is half of a surrogate pair")
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw unexpected("a hexadecimal digit") }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
