import Compression
import Retrieval
import TestSupport
import Testing

/// Documents of every kind to blocks, and every kind of bad document to its error.
@Suite(.blocksItsThread) struct ReaderTests {
  private let reader = DocumentReader(byteCountMax: 1 << 20)

  private func read(_ text: String, _ format: DocumentFormat) throws -> [StructuredDocument.Block] {
    try reader.read(Array(text.utf8), format: format, gzip: false).blocks
  }

  @Test func htmlKeepsStructureAndDropsTheRest() throws {
    let blocks = try read(
      """
      <html><head><title>T</title><style>p{}</style></head><body><nav>menu</nav>
      <div role="navigation">more menu</div><h1>5. Files<a class="headerlink" href="#">¶</a></h1>
      <p>One &amp; two&nbsp;&#x2014; <em>three</em>.<p>Unclosed
      <ul><li><p>first</p></li><li>second</ul><table><tr><th>a</th><td><p>b</p></td></tr></table>
      <pre>x = 1
        y &lt; 2</pre><script>if (a < b) { "</p>" }</script><h2>5.1 Sub</h2>tail</body></html>
      """, .html)
    #expect(
      blocks == [
        .init(.heading(level: 1), "5. Files"), .init(.paragraph, "One & two — three."),
        .init(.paragraph, "Unclosed"), .init(.listItem, "first"), .init(.listItem, "second"),
        .init(.tableRow, "a | b"), .init(.preformatted, "x = 1\n  y < 2"),
        .init(.heading(level: 2), "5.1 Sub"), .init(.paragraph, "tail"),
      ])
  }

  @Test func markdownKeepsStructure() throws {
    let blocks = try read(
      """
      ---
      title: x
      ---
      # One #
      A *b* [link](http://x) `code`
      goes on.

      Two
      ---
      - item
      1. other
      <!-- gone -->
      ```swift
      let a = 1
      ```
      | a | b |
      |---|---|
      | 1 | 2 |
      """, .markdown)
    #expect(
      blocks == [
        .init(.heading(level: 1), "One"), .init(.paragraph, "A b link code goes on."),
        .init(.heading(level: 2), "Two"), .init(.listItem, "- item"), .init(.listItem, "1. other"),
        .init(.preformatted, "let a = 1"), .init(.tableRow, "a | b"), .init(.tableRow, "1 | 2"),
      ])
  }

  @Test func plainTextFindsUnderlinedAndNumberedHeadings() throws {
    #expect(
      try read("Title\n*****\n\nBody one\ntwo.\n\nSub\n===\n\n* a\n  b\n* c\n\n    code\n", .text)
        == [
          .init(.heading(level: 1), "Title"), .init(.paragraph, "Body one two."),
          .init(.heading(level: 2), "Sub"), .init(.listItem, "* a b"), .init(.listItem, "* c"),
          .init(.preformatted, "    code"),
        ])
    #expect(
      try read("1. Scope\n\nText here.\n\n1.2 Terms\n\n2. is not a heading, it says.\n", .text) == [
        .init(.heading(level: 1), "1. Scope"), .init(.paragraph, "Text here."),
        .init(.heading(level: 2), "1.2 Terms"),
        .init(.listItem, "2. is not a heading, it says."),
      ])
  }

  @Test func badDocumentsAreNamed() {
    func error(_ bytes: [UInt8], gzip: Bool = false, limit: Int = 100) -> DocumentError? {
      do {
        _ = try DocumentReader(byteCountMax: limit).read(bytes, format: .text, gzip: gzip)
        return nil
      } catch {
        return error
      }
    }
    #expect(error([]) == .empty)
    #expect(error(Array(" \n\n ".utf8)) == .noText)
    #expect(error([0x61, 0x62, 0]) == .binary(byteOffset: 2))
    #expect(error([0x61, 0xC3, 0x28]) == .invalidUTF8(byteOffset: 1, byte: 0xC3))
    #expect(error([0xED, 0xA0, 0x80]) == .invalidUTF8(byteOffset: 0, byte: 0xED))
    #expect(error([0x61, 0xF0, 0x9F, 0x98]) == .invalidUTF8(byteOffset: 1, byte: 0xF0))
    #expect(
      error([UInt8](repeating: 0x61, count: 101)) == .tooLarge(byteCountMax: 100, compressed: false)
    )
    let bomb = Gzip.compress([UInt8](repeating: 0x61, count: 1 << 20))
    #expect(
      error(bomb, gzip: true, limit: 4_096) == .tooLarge(byteCountMax: 4_096, compressed: true))
    #expect(error(Gzip.compress([])) == .empty)
    guard case .badGzip = error(Array("plain".utf8), gzip: true) else {
      Issue.record("plain text passed as gzip")
      return
    }
    #expect(
      DocumentError.invalidUTF8(byteOffset: 17, byte: 0xE9).description.contains("offset 17"))
  }

  @Test func formatIsToldFromTheName() {
    #expect(DocumentFormat(uri: "a/B.TXT.gz") == .text)
    #expect(DocumentFormat(uri: "x.md") == .markdown)
    #expect(DocumentFormat(uri: "x.HTML") == .html)
    #expect(DocumentFormat(uri: "x.pdf") == nil)
    #expect(DocumentFormat(uri: "gz") == nil)
  }

  @Test func hostileInputIsReadInLinearTime() throws {
    let open = String(repeating: "<div><li><p>", count: 40_000)
    _ = try? read(open + "x", .html)
    _ = try? read(String(repeating: "</div>", count: 80_000) + "x", .html)
    _ = try? read(String(repeating: "](", count: 200_000), .markdown)
    _ = try? read(String(repeating: "<!--", count: 100_000), .html)
    _ = try? read(String(repeating: "&", count: 400_000), .html)
    _ = try? read("<script>" + String(repeating: "</scrip", count: 60_000), .html)
    #expect(try read(String(repeating: "<b>", count: 100_000) + "deep", .html).last?.text == "deep")
  }

  @Test(arguments: [DocumentFormat.html, .markdown, .text])
  func damageNeverTraps(format: DocumentFormat) {
    let pieces = [
      "<", ">", "</", "<p", "<!--", "-->", "&", "&#x", ";", "\"", "'", "=", "# ", "```", "|", "---",
      "\n", " ", "[", "](", ")", "<script>", "<pre>", "<td>", "</tr>", "é", "\u{1F600}", "* ",
      "1. ",
      "===", "\r\n", "\t", "word", "<title>", "\\",
    ]
    for seed in UInt64(0)..<600 {
      var generator = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<Int.random(in: 1...120, using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
      }
      guard let document = try? reader.read(Array(text.utf8), format: format, gzip: false) else {
        continue
      }
      #expect(document.blocks.allSatisfy { !$0.text.isEmpty }, "seed \(seed)")
    }
  }

  @Test func damagedGzipNeverTraps() {
    let whole = Gzip.compress(Array("some text that is long enough to compress a little".utf8))
    for seed in UInt64(0)..<500 {
      var generator = SeededGenerator(seed: seed)
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      _ = try? reader.read(bytes, format: .text, gzip: true)
    }
  }
}

/// A generator whose seed a failing test prints.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
