internal import Protobuf

// Arrays, numbers and strings.
extension SchemaCompiler {
  /// A count that a keyword gives, nil where it is absent.
  private func count(
    _ keyword: String, _ schema: SchemaMembers, _ pointer: SchemaPointer
  ) throws(GrammarError) -> Int? {
    guard let value = schema[keyword] else { return nil }
    guard case .number(let text) = value, let number = Decimal(text), number.isInteger,
      !number.isNegative, let count = Int(number.whole.map(String.init).joined())
    else {
      throw refused(pointer.appending(keyword), "'\(keyword)' is a whole number of at least 0")
    }
    guard count <= Self.countMax else {
      throw .tooLarge(
        what: "the number at \(pointer.appending(keyword).text)", count: count,
        countMax: Self.countMax)
    }
    return count
  }

  mutating func array(
    _ schema: SchemaMembers, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let least = try count("minItems", schema, pointer) ?? 0
    let most = try count("maxItems", schema, pointer)
    if let most, most < least { return try builder.choice([]) }
    let items = schema["items"] ?? .bool(true)
    let close = try builder.literal("]", next)
    if most == 0 { return try builder.literal("[", close) }
    // A rule, so that its nodes are there once for the first item and those behind it.
    let item = try value(items, pointer.appending("items"), NetworkBuilder.end)
    let others = try builder.repeated(max(least - 1, 0), most.map { $0 - 1 }, close) {
      (builder, next) throws(GrammarError) in
      try builder.literal(", ", try builder.add(.call(rule: item, next: next, nests: false)))
    }
    let first = try builder.add(.call(rule: item, next: others, nests: false))
    return try builder.literal("[", try builder.choice(least == 0 ? [first, close] : [first]))
  }

  // MARK: Numbers

  mutating func number(
    _ kind: JSONKind, _ schema: SchemaMembers, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let significantCountMax = kind == .integer ? 18 : NetworkBuilder.significantCountMax
    func bound(_ keyword: String, isExclusive: Bool) throws(GrammarError) -> NumberBound? {
      guard let given = schema[keyword] else { return nil }
      guard case .number(let text) = given else {
        throw refused(pointer.appending(keyword), "'\(keyword)' is a number")
      }
      guard let value = Decimal(text), value.significantCount <= significantCountMax else {
        throw refused(
          pointer.appending(keyword),
          "a bound of more than \(significantCountMax) digits is not supported")
      }
      return NumberBound(value: value, isExclusive: isExclusive)
    }
    var low = try bound("minimum", isExclusive: false)
    if let other = try bound("exclusiveMinimum", isExclusive: true),
      low.map({ !(other.value < $0.value) }) ?? true
    {
      low = other
    }
    var high = try bound("maximum", isExclusive: false)
    if let other = try bound("exclusiveMaximum", isExclusive: true),
      high.map({ !($0.value < other.value) }) ?? true
    {
      high = other
    }
    if let low, let high, high.value < low.value { return try builder.choice([]) }
    if low == nil, high == nil { return try freeNumber(kind, next) }
    if kind == .number { return try builder.number(from: low, to: high, next) }
    return try builder.integer(
      from: low.map { Self.nearestInteger($0, isLower: true) },
      to: high.map { Self.nearestInteger($0, isLower: false) }, next)
  }

  /// A number without bounds: a rule, so that its nodes are there once for the whole schema.
  mutating func freeNumber(_ kind: JSONKind, _ next: NodeID) throws(GrammarError) -> NodeID {
    if numberRules[kind] == nil {
      let end = NetworkBuilder.end
      numberRules[kind] =
        kind == .number
        ? try builder.number(from: nil, to: nil, end)
        : try builder.integer(from: nil, to: nil, end)
    }
    return try builder.add(.call(rule: numberRules[kind]!, next: next, nests: false))
  }

  /// The least integer above a lower bound, or the greatest below an upper one.
  private static func nearestInteger(_ bound: NumberBound, isLower: Bool) -> Decimal {
    let whole = bound.value.truncated
    // Truncation goes towards zero: up for a negative number, down for another.
    let isTruncatedInwards = isLower == bound.value.isNegative
    let isExact = bound.value.isInteger
    if isExact ? !bound.isExclusive : isTruncatedInwards { return whole }
    let grows = isLower != whole.isNegative || whole.isZero
    let moved = grows ? whole.magnitude.successor : whole.magnitude.predecessor!
    let isNegative = whole.isZero ? !isLower : whole.isNegative
    return isNegative ? moved.negated : moved
  }

  // MARK: Strings

  mutating func string(
    _ schema: SchemaMembers, _ pointer: SchemaPointer, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let least = try count("minLength", schema, pointer) ?? 0
    let most = try count("maxLength", schema, pointer)
    let close = try builder.literal("\"", next)
    if let format = schema["format"] {
      if let keyword = ["minLength", "maxLength"].first(where: { schema[$0] != nil }) {
        throw refused(
          pointer.appending(keyword), "the keyword '\(keyword)' beside 'format' is not supported")
      }
      guard case .string(let name) = format, let pattern = StringFormat.pattern(named: name) else {
        throw refused(
          pointer.appending("format"),
          "the format is not supported; supported: " + StringFormat.names.joined(separator: ", "))
      }
      return try builder.literal("\"", try builder.pattern(pattern, close))
    }
    if let most, most < least { return try builder.choice([]) }
    let content = try builder.repeated(least, most, close) {
      (builder, next) throws(GrammarError) in try builder.stringCharacter(next)
    }
    return try builder.literal("\"", content)
  }
}

extension NetworkBuilder {
  /// Characters that a string holds as they are.
  static let plainCharacters = ScalarSet([0...0x1F, 0x22...0x22, 0x5C...0x5C]).complement

  /// One character of a string, as it is or escaped. Escapes of surrogates are left out: a pair of them
  /// is one character that can be written as it is.
  mutating func stringCharacter(_ next: NodeID) throws(GrammarError) -> NodeID {
    let hexadecimal = ByteSet("0123456789abcdefABCDEF".utf8)
    let two = try bytes(hexadecimal, try bytes(hexadecimal, next))
    let three = try bytes(hexadecimal, two)
    let other = try bytes(hexadecimal.subtracting(ByteSet("dD".utf8)), three)
    let d = try bytes(ByteSet("dD".utf8), try bytes(ByteSet("01234567".utf8), two))
    let unicode = try literal("u", try choice([other, d]))
    let short = try bytes(ByteSet("\"\\/bfnrt".utf8), next)
    let escape = try literal("\\", try choice([short, unicode]))
    return try choice([try scalar(Self.plainCharacters, next), escape])
  }
}
