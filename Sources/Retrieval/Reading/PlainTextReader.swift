/// Plain text to blocks: paragraphs parted by empty lines, lists, indented examples, and headings,
/// either underlined as in reStructuredText or numbered as in RFCs.
///
/// Underlines rank by first appearance, as reStructuredText does. Numbered lines are headings only in
/// a document without underlined ones, where a number and a short line stand alone.
enum PlainTextReader {
  static func read(_ bytes: [UInt8]) -> StructuredDocument {
    let lines = String(decoding: bytes, as: UTF8.self).lines()
    var reader = Reader(lines: lines)
    return reader.read()
  }

  private struct Reader {
    let lines: [Substring]
    var document = StructuredDocument()
    var underlines: [Character] = []
    var isUnderlined = false
    var paragraph: [Substring] = []

    init(lines: [Substring]) {
      self.lines = lines
      isUnderlined = lines.indices.contains { underline(of: $0) != nil }
    }

    mutating func read() -> StructuredDocument {
      var index = 0
      while index < lines.count {
        if let character = underline(of: index) {
          flush()
          document.append(.heading(level: level(of: character)), String(lines[index]))
          index += 2
        } else if isOverline(index) {
          flush()
          index += 1
        } else if let level = numberedLevel(of: index) {
          flush()
          document.append(.heading(level: level), String(lines[index]))
          index += 1
        } else {
          take(lines[index])
          index += 1
        }
      }
      flush()
      return document
    }

    private mutating func take(_ line: Substring) {
      if line.isBlank {
        flush()
      } else {
        if line.isListItem { flush() }
        paragraph.append(line)
      }
    }

    private mutating func flush() {
      defer { paragraph.removeAll(keepingCapacity: true) }
      guard let first = paragraph.first else { return }
      if first.isListItem {
        document.append(.listItem, paragraph.joined(separator: " "))
      } else if paragraph.allSatisfy({ $0.indentation >= 4 }) {
        document.append(.preformatted, paragraph.joined(separator: "\n"))
      } else {
        document.append(.paragraph, paragraph.joined(separator: " "))
      }
    }

    /// The character that underlines this line, when one does.
    private func underline(of index: Int) -> Character? {
      guard index + 1 < lines.count, !lines[index].isBlank, lines[index].utf8.count <= 200,
        lines[index].indentation <= 1,
        index == 0 || lines[index - 1].isBlank || isOverline(index - 1),
        let character = lines[index + 1].rule, lines[index].rule == nil
      else { return nil }
      let title = lines[index].count
      return lines[index + 1].count + 3 >= title && !lines[index].isListItem ? character : nil
    }

    private func isOverline(_ index: Int) -> Bool {
      index + 2 < lines.count && lines[index].rule != nil
        && lines[index].rule == lines[index + 2].rule
        && !lines[index + 1].isBlank
    }

    private mutating func level(of character: Character) -> Int {
      if let known = underlines.firstIndex(of: character) { return min(known + 1, 9) }
      underlines.append(character)
      return min(underlines.count, 9)
    }

    private func numberedLevel(of index: Int) -> Int? {
      let line = lines[index]
      guard !isUnderlined, line.indentation == 0, line.utf8.count <= 80,
        index == 0 || lines[index - 1].isBlank,
        index + 1 == lines.count || lines[index + 1].isBlank,
        let space = line.firstIndex(of: " "), let last = line.last, !".,;:".contains(last),
        line[space...].contains(where: \.isLetter)
      else { return nil }
      var number = line[..<space]
      if number.last == "." { number.removeLast() }
      let parts = number.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 8,
        parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) })
      else { return nil }
      return parts.count
    }
  }
}

extension String {
  /// Lines without their ends, whichever kind those are; a form feed parts lines too.
  func lines() -> [Substring] {
    self[...].split(omittingEmptySubsequences: false) { $0.isNewline || $0 == "\u{0C}" }
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Substring {
  var isBlank: Bool { allSatisfy { $0 == " " || $0 == "\t" } }

  /// Columns before the first character; a tab counts as four.
  var indentation: Int {
    var columns = 0
    for character in self {
      if character == " " { columns += 1 } else if character == "\t" { columns += 4 } else { break }
    }
    return columns
  }

  /// Whether the line begins an item: "* ", "- ", "+ ", "1. " or "1) ".
  var isListItem: Bool {
    let rest = drop { $0 == " " || $0 == "\t" }
    guard let first = rest.first else { return false }
    if "*-+•".contains(first) { return rest.dropFirst().first == " " }
    let digits = rest.prefix { $0.isASCIIDigit }
    guard (1...3).contains(digits.count) else { return false }
    let mark = rest.dropFirst(digits.count)
    return (mark.first == "." || mark.first == ")") && mark.dropFirst().first == " "
  }

  /// The character of a line that is nothing but three or more of one mark.
  var rule: Character? {
    var line = self
    while line.last == " " { line.removeLast() }
    guard let first = line.first, line.utf8.count >= 3, "=-~*^+#\"'`.:_".contains(first),
      line.allSatisfy({ $0 == first })
    else { return nil }
    return first
  }
}
