/// Markdown to blocks: ATX and underlined headings, fences, lists, tables, quotes, paragraphs.
///
/// Inline marks go (emphasis, code, links keep their text): what is embedded is what is read.
/// A front matter between "---" lines and HTML comments are left out.
enum MarkdownReader {
  static func read(_ bytes: [UInt8]) -> StructuredDocument {
    var reader = Reader(lines: String(decoding: bytes, as: UTF8.self).lines())
    return reader.read()
  }

  private struct Reader {
    let lines: [Substring]
    var document = StructuredDocument()
    var paragraph: [Substring] = []
    var isListItem = false

    init(lines: [Substring]) { self.lines = lines }

    mutating func read() -> StructuredDocument {
      var index = frontMatterEnd()
      while index < lines.count { index = take(index) }
      flush()
      return document
    }

    /// Takes the construct that begins at a line; returns the line after it.
    private mutating func take(_ index: Int) -> Int {
      let line = lines[index]
      let content = line.drop { $0 == " " || $0 == "\t" }
      if line.isBlank {
        flush()
      } else if let fence = Self.fence(content) {
        return takeFence(fence, from: index)
      } else if content.hasPrefix("<!--") {
        return skipComment(from: index)
      } else if let level = Self.headingLevel(content) {
        flush()
        var title = content.dropFirst(level)
        while let last = title.last, last == "#" || last == " " { title.removeLast() }
        document.append(.heading(level: level), Self.plain(title))
      } else if !paragraph.isEmpty, !isListItem, content.first == "=" || content.first == "-",
        let rule = content.rule
      {
        let title = paragraph.joined(separator: " ")
        paragraph.removeAll()
        document.append(.heading(level: rule == "=" ? 1 : 2), Self.plain(title[...]))
      } else if content.rule != nil {
        flush()
      } else if content.first == "|" {
        flush()
        takeRow(content)
      } else if paragraph.isEmpty, line.indentation >= 4, !line.isListItem {
        return takeIndented(from: index)
      } else {
        if line.isListItem {
          flush()
          isListItem = true
        }
        paragraph.append(content.first == ">" ? content.drop { $0 == ">" || $0 == " " } : content)
      }
      return index + 1
    }

    private mutating func flush() {
      if !paragraph.isEmpty {
        let text = paragraph.joined(separator: " ")
        document.append(isListItem ? .listItem : .paragraph, Self.plain(text[...]))
      }
      paragraph.removeAll(keepingCapacity: true)
      isListItem = false
    }

    private mutating func takeFence(_ fence: Substring, from index: Int) -> Int {
      flush()
      var end = index + 1
      while end < lines.count, !lines[end].drop(while: { $0 == " " }).hasPrefix(fence) { end += 1 }
      document.append(.preformatted, lines[(index + 1)..<end].joined(separator: "\n"))
      return min(end + 1, lines.count)
    }

    private mutating func takeIndented(from index: Int) -> Int {
      var end = index
      while end < lines.count, lines[end].indentation >= 4, !lines[end].isBlank { end += 1 }
      document.append(.preformatted, lines[index..<end].joined(separator: "\n"))
      return end
    }

    private mutating func takeRow(_ content: Substring) {
      let cells = content.split(separator: "|").map { Self.plain($0).collapsingSpace() }
      let isRule = cells.allSatisfy { $0.allSatisfy { "-: ".contains($0) } }
      if !isRule { document.append(.tableRow, cells.joined(separator: " | ")) }
    }

    private func skipComment(from index: Int) -> Int {
      var end = index
      while end < lines.count, !lines[end].contains("-->") { end += 1 }
      return end + 1
    }

    private func frontMatterEnd() -> Int {
      guard lines.first == "---",
        let end = lines.dropFirst().prefix(200).firstIndex(of: "---")
      else { return 0 }
      return end + 1
    }

    private static func fence(_ content: Substring) -> Substring? {
      content.hasPrefix("```") ? "```" : content.hasPrefix("~~~") ? "~~~" : nil
    }

    private static func headingLevel(_ content: Substring) -> Int? {
      let marks = content.prefix { $0 == "#" }.count
      guard (1...6).contains(marks) else { return nil }
      let after = content.dropFirst(marks).first
      return after == " " || after == "\t" || after == nil ? marks : nil
    }

    /// Text without inline marks, in one pass: links and images keep their text.
    static func plain(_ text: Substring) -> String {
      let bytes = Array(text.utf8)
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      // The next ")", looked up once and kept until it is passed.
      var close = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        index += 1
        switch byte {
        case UInt8(ascii: "\\") where next > 0x20 && next < 0x7F:
          result.append(next)
          index += 1
        case UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["): continue
        case UInt8(ascii: "!") where next == UInt8(ascii: "["): continue
        case UInt8(ascii: "]"):
          guard next == UInt8(ascii: "(") else { continue }
          if close < index {
            close = bytes[index...].firstIndex(of: UInt8(ascii: ")")) ?? bytes.count
          }
          // An address is short; without its end the bracket is text.
          if close < bytes.count, close - index <= 2_048 { index = close + 1 }
        default: result.append(byte)
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}
