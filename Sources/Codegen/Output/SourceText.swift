/// Swift source under construction: lines with their indentation.
struct SourceText {
  static let columnMax = 100

  private(set) var text = ""
  private(set) var depth: Int

  init(depth: Int = 0) {
    self.depth = depth
  }

  /// Appends text whose lines are indented already.
  mutating func append(_ other: SourceText) {
    text += other.text
  }

  /// Appends what the closure appends, one step deeper.
  mutating func indented(_ body: (inout SourceText) throws -> Void) rethrows {
    depth += 1
    try body(&self)
    depth -= 1
  }

  /// Appends a line; an empty one gets no indentation.
  mutating func line(_ line: String = "") {
    if !line.isEmpty { text += String(repeating: "  ", count: depth) + line }
    text += "\n"
  }

  /// Appends a block: `opening {`, what the closure appends one step deeper, `}`.
  mutating func block(_ opening: String, _ body: (inout SourceText) throws -> Void) rethrows {
    try nested(opening + " {", "}", body)
  }

  /// Appends two lines with deeper ones between them.
  mutating func nested(
    _ opening: String, _ closing: String, _ body: (inout SourceText) throws -> Void
  ) rethrows {
    line(opening)
    try indented(body)
    line(closing)
  }

  /// Appends a call or declaration with a list in parentheses: on one line where that fits, else one
  /// element a line.
  mutating func list(_ opening: String, _ elements: [String], _ closing: String) {
    let single = opening + elements.joined(separator: ", ") + closing
    guard depth * 2 + single.count > Self.columnMax else { return line(single) }
    nested(opening, closing) { inner in
      for (index, element) in elements.enumerated() {
        inner.line(element + (index + 1 < elements.count ? "," : ""))
      }
    }
  }

  /// Appends a documentation comment. Its lines are kept; one that is too long is broken at a space.
  mutating func documentation(_ comment: String) {
    let width = Self.columnMax - depth * 2 - 4
    for line in comment.split(separator: "\n", omittingEmptySubsequences: false) {
      var rest = line
      while rest.count > width, let space = rest.prefix(width + 1).lastIndex(of: " "),
        space > rest.startIndex
      {
        self.line("/// " + rest[..<space])
        rest = rest[rest.index(after: space)...]
      }
      self.line(rest.isEmpty ? "///" : "/// " + rest)
    }
  }
}
