/// Parses a regular expression; what is not supported is refused by name and place.
///
/// Supported: literals, `.` (all but a line feed), classes with ranges and negation, the escapes
/// `\d \w \s \D \W \S` (ASCII) and `\t \n \r \f \v \0 \xHH \uHHHH` and escaped punctuation,
/// alternation, groups `(...)` and `(?:...)`, `? * + {m} {m,} {m,n}`, and `^` and `$` at the ends, where
/// they say what holds anyway: the whole output must match.
struct PatternParser {
  static let characterCountMax = 4096
  static let depthMax = 64
  static let repetitionMax = 4096

  private let characters: [Unicode.Scalar]
  private var position = 0

  static func parse(_ text: String) throws(GrammarError) -> Pattern {
    let characters = Array(text.unicodeScalars)
    guard characters.count <= characterCountMax else {
      throw .tooLarge(
        what: "the length of the regular expression", count: characters.count,
        countMax: characterCountMax)
    }
    var parser = PatternParser(characters: characters)
    let pattern = try parser.alternation(depth: 0)
    if parser.next != nil { throw parser.refused("a ')' that closes nothing") }
    return pattern
  }

  private init(characters: [Unicode.Scalar]) { self.characters = characters }

  private var next: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

  private func refused(_ reason: String, at position: Int? = nil) -> GrammarError {
    .regex(position: position ?? self.position, reason: reason)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  // MARK: Structure

  private mutating func alternation(depth: Int) throws(GrammarError) -> Pattern {
    guard depth <= Self.depthMax else {
      throw refused("groups are nested more than \(Self.depthMax) deep")
    }
    var ways = [try sequence(depth: depth)]
    while take("|") { ways.append(try sequence(depth: depth)) }
    return ways.count == 1 ? ways[0] : .choice(ways)
  }

  private mutating func sequence(depth: Int) throws(GrammarError) -> Pattern {
    var parts: [Pattern] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if scalar == "^" || scalar == "$" {
        try anchor(scalar, depth: depth)
        continue
      }
      let atom = try atom(depth: depth)
      parts.append(try quantified(atom))
    }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// An anchor says something only inside the text; at its ends it says what holds anyway.
  private mutating func anchor(
    _ scalar: Unicode.Scalar, depth: Int
  ) throws(GrammarError) {
    let isAtEnd =
      scalar == "^"
      ? position == 0 || characters[position - 1] == "|"
      : position == characters.count - 1 || characters[position + 1] == "|"
    guard depth == 0, isAtEnd else {
      throw refused(
        "the anchor '\(scalar)' inside the expression; the whole output must match, so leave it out"
      )
    }
    position += 1
    if let quantifier = next, "?*+{".unicodeScalars.contains(quantifier) {
      throw refused("'\(quantifier)' has nothing to repeat")
    }
  }

  private mutating func atom(depth: Int) throws(GrammarError) -> Pattern {
    let start = position
    let scalar = characters[position]
    position += 1
    switch scalar {
    case "(":
      if take("?"), !take(":") {
        throw refused(
          "a group that begins with '(?'; only (...) and (?:...) are supported", at: start)
      }
      let inner = try alternation(depth: depth + 1)
      guard take(")") else { throw refused("a '(' that is not closed", at: start) }
      return inner
    case "[": return .scalar(try set(openedAt: start))
    case ".": return .scalar(ScalarSet("\n").complement)
    case "\\": return .scalar(try escape())
    case "?", "*", "+", "{":
      throw refused("'\(scalar)' has nothing to repeat; escape it with a backslash", at: start)
    case "]", "}":
      throw refused("'\(scalar)' alone; escape it with a backslash", at: start)
    default: return .scalar(ScalarSet(scalar))
    }
  }

  // MARK: Repetition

  private mutating func quantified(_ atom: Pattern) throws(GrammarError) -> Pattern {
    let start = position
    var (min, max): (Int, Int?)
    switch next {
    case "?": (min, max) = (0, 1)
    case "*": (min, max) = (0, nil)
    case "+": (min, max) = (1, nil)
    case "{": (min, max) = try counts()
    default: return atom
    }
    if position == start { position += 1 }
    switch next {
    case "?": throw refused("the lazy repetition; the whole output must match, so leave '?' out")
    case "+": throw refused("the possessive repetition; it is not supported")
    case "*", "{": throw refused("a repetition of a repetition; put the inner one into a group")
    default: return .repeated(atom, min: min, max: max)
    }
  }

  private mutating func counts() throws(GrammarError) -> (Int, Int?) {
    let start = position
    position += 1
    guard let min = try number() else {
      throw refused("'{' without a number; escape it with a backslash", at: start)
    }
    var max: Int? = min
    if take(",") { max = try number() }
    guard take("}") else { throw refused("a '{' that is not closed", at: start) }
    if let max, max < min { throw refused("{\(min),\(max)} allows nothing", at: start) }
    return (min, max)
  }

  private mutating func number() throws(GrammarError) -> Int? {
    let start = position
    var value = 0
    while let digit = next?.properties.numericType == .decimal ? next : nil, digit.isASCII {
      value = value * 10 + Int(digit.value - 0x30)
      position += 1
      guard value <= Self.repetitionMax else {
        throw refused("a repetition of more than \(Self.repetitionMax)", at: start)
      }
    }
    return position > start ? value : nil
  }

  // MARK: Classes

  private mutating func set(openedAt start: Int) throws(GrammarError) -> ScalarSet {
    let isNegated = take("^")
    var result = ScalarSet([])
    var isFirst = true
    while let scalar = next {
      // A ']' that comes first is taken for a character in some dialects and for the end in others.
      if scalar == "]" {
        if isFirst { throw refused("an empty class; escape ']' with a backslash") }
        position += 1
        return isNegated ? result.complement : result
      }
      isFirst = false
      result = result.union(try member())
    }
    throw refused("a '[' that is not closed", at: start)
  }

  /// A character, an escape or a range.
  private mutating func member() throws(GrammarError) -> ScalarSet {
    let start = position
    let low = try classAtom()
    guard next == "-", position + 1 < characters.count, characters[position + 1] != "]" else {
      return low
    }
    position += 1
    let high = try classAtom()
    guard let from = low.only, let to = high.only else {
      throw refused("a range with a class at its end", at: start)
    }
    guard from <= to else { throw refused("a range whose end is before its start", at: start) }
    return ScalarSet([from...to])
  }

  private mutating func classAtom() throws(GrammarError) -> ScalarSet {
    let scalar = characters[position]
    if scalar == "[" {
      throw refused("'[' inside a class; escape it with a backslash")
    }
    position += 1
    return scalar == "\\" ? try escape() : ScalarSet(scalar)
  }

  // MARK: Escapes

  private static let digits = ScalarSet([0x30...0x39])
  private static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  private static let space = ScalarSet([0x09...0x0D, 0x20...0x20])

  /// What stands behind a backslash that was read.
  private mutating func escape() throws(GrammarError) -> ScalarSet {
    let start = position - 1
    guard let scalar = next else { throw refused("a backslash at the end", at: start) }
    position += 1
    switch scalar {
    case "d": return Self.digits
    case "D": return Self.digits.complement
    case "w": return Self.word
    case "W": return Self.word.complement
    case "s": return Self.space
    case "S": return Self.space.complement
    case "t": return ScalarSet("\t")
    case "n": return ScalarSet("\n")
    case "r": return ScalarSet("\r")
    case "f": return ScalarSet("\u{0C}")
    case "v": return ScalarSet("\u{0B}")
    case "0":
      // More digits would make it octal.
      if let digit = next, ("0"..."9").contains(digit) {
        throw refused("an octal escape; write \\xHH", at: start)
      }
      return ScalarSet("\0")
    case "x": return ScalarSet(try hexadecimal(digitCount: 2, from: start))
    case "u": return ScalarSet(try hexadecimal(digitCount: 4, from: start))
    default:
      let isPunctuation =
        scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F
        && !ScalarSet(scalar).isSubset(of: Self.word) || scalar == "_" || scalar == " "
      guard isPunctuation else {
        throw refused("the escape '\\\(scalar)'; it is not supported", at: start)
      }
      return ScalarSet(scalar)
    }
  }

  private mutating func hexadecimal(
    digitCount: Int, from start: Int
  ) throws(GrammarError) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<digitCount {
      guard let scalar = next, scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
        throw refused("an escape that wants \(digitCount) hexadecimal digits", at: start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw refused("half of a surrogate pair; write the character itself", at: start)
    }
    return scalar
  }
}

extension ScalarSet {
  /// The scalar of a set of one.
  fileprivate var only: UInt32? {
    guard ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
    return ranges[0].lowerBound
  }

  fileprivate func isSubset(of other: ScalarSet) -> Bool { union(other) == other }
}
