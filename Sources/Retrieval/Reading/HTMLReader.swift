/// HTML to blocks: headings, paragraphs, list items, table rows, preformatted text.
///
/// What is not content is left out: scripts, styles, navigation (by element, role, or the class names
/// of the common manual generators) and the link signs beside headings. Elements nest at most
/// `depthMax` deep; deeper ones are read as if their tags were not there.
enum HTMLReader {
  private static let depthMax = 512

  static func read(_ bytes: [UInt8]) -> StructuredDocument {
    var tokenizer = HTMLTokenizer(bytes)
    var builder = Builder()
    while let token = tokenizer.next() {
      switch token {
      case .text(let text): builder.text(text)
      case .startTag(let name, let attributes): builder.start(name, attributes)
      case .endTag(let name): builder.end(name)
      }
    }
    builder.flush()
    return builder.document
  }

  private struct Builder {
    var document = StructuredDocument()
    private var stack: [String] = []
    private var openCounts: [String: Int] = [:]
    /// The depth of the outermost element that is left out.
    private var skippedDepth: Int?
    private var preformattedDepth: Int?
    private var kind = StructuredDocument.Block.Kind.paragraph
    private var collected: [UInt8] = []
    /// Whether nothing but white space is collected.
    private var isBlank = true

    mutating func text(_ bytes: ArraySlice<UInt8>) {
      guard skippedDepth == nil else { return }
      var index = bytes.startIndex
      while index < bytes.endIndex {
        if bytes[index] == UInt8(ascii: "&"), let (character, end) = reference(in: bytes, at: index)
        {
          collected.append(contentsOf: Array(String(character).utf8))
          isBlank = false
          index = end
        } else {
          collected.append(bytes[index])
          if bytes[index] > 0x20 { isBlank = false }
          index += 1
        }
      }
    }

    mutating func start(_ name: String, _ attributes: HTMLTokenizer.Attributes) {
      if name == "body" { end("head") }
      if skippedDepth == nil { begin(name) }
      let isVoid = voidElements.contains(name) || attributes.isSelfClosing && !isBlock(name)
      guard !isVoid else { return }
      if closedByItself.contains(name), stack.last == name { pop() }
      guard stack.count < depthMax else { return }
      stack.append(name)
      openCounts[name, default: 0] += 1
      if skippedDepth == nil, isLeftOut(name, attributes) { skippedDepth = stack.count }
      if preformattedDepth == nil, name == "pre" { preformattedDepth = stack.count }
    }

    mutating func end(_ name: String) {
      guard openCounts[name, default: 0] > 0 else {
        if skippedDepth == nil, isBlock(name) { flush() }
        return
      }
      if skippedDepth == nil { finish(name) }
      while let last = stack.last {
        pop()
        if last == name { break }
      }
    }

    mutating func flush() {
      defer {
        collected.removeAll(keepingCapacity: true)
        isBlank = true
        if !isInRow { kind = .paragraph }
      }
      guard !collected.isEmpty else { return }
      let text = String(decoding: collected, as: UTF8.self)
      document.append(preformattedDepth == nil ? kind : .preformatted, text)
    }

    /// Whether a paragraph that begins here belongs to a row, or to an item without text so far.
    private var isPartOfBlock: Bool { isInRow || kind == .listItem && isBlank }

    private var isInRow: Bool { openCounts["tr", default: 0] > 0 }

    /// What an element does to the block before it, and which block it begins.
    private mutating func begin(_ name: String) {
      switch name {
      case "h1", "h2", "h3", "h4", "h5", "h6":
        flush()
        kind = .heading(level: Int(name.utf8.last!) - 0x30)
      case "li":
        flush()
        kind = .listItem
      case "tr":
        flush()
        kind = .tableRow
      case "td", "th":
        if !collected.isEmpty { collected.append(contentsOf: Array(" | ".utf8)) }
      case "br": collected.append(0x0A)
      case _ where (name == "p" || name == "div") && isPartOfBlock:
        // A paragraph inside a cell or at the start of an item is part of it.
        collected.append(0x20)
      default:
        if isBlock(name) { flush() }
      }
    }

    private mutating func finish(_ name: String) {
      switch name {
      case "tr":
        flush()
        kind = .paragraph
      case _ where (name == "p" || name == "div") && isInRow:
        collected.append(0x20)
      case "td", "th": break
      default:
        if isBlock(name) { flush() }
      }
    }

    private mutating func pop() {
      let name = stack.removeLast()
      openCounts[name, default: 1] -= 1
      if let depth = skippedDepth, stack.count < depth { skippedDepth = nil }
      if let depth = preformattedDepth, stack.count < depth { preformattedDepth = nil }
    }

    private func reference(
      in bytes: ArraySlice<UInt8>, at index: Int
    ) -> (Unicode.Scalar, end: Int)? {
      let window = bytes[(index + 1)...].prefix(HTMLEntities.byteCountMax + 1)
      guard let semicolon = window.firstIndex(of: UInt8(ascii: ";")), semicolon > index + 1,
        let character = HTMLEntities.character(bytes[(index + 1)..<semicolon])
      else { return nil }
      return (character, semicolon + 1)
    }
  }

  private static func isLeftOut(_ name: String, _ attributes: HTMLTokenizer.Attributes) -> Bool {
    if leftOutElements.contains(name) || leftOutRoles.contains(attributes.role) { return true }
    guard !attributes.classes.isEmpty else { return false }
    return attributes.classes.split(separator: " ").contains { leftOutClasses.contains(String($0)) }
  }

  private static func isBlock(_ name: String) -> Bool { blockElements.contains(name) }

  private static let leftOutElements: Set<String> = [
    "script", "style", "template", "noscript", "svg", "nav", "head", "select", "button", "iframe",
    "object", "canvas", "audio", "video", "textarea", "noembed", "noframes",
  ]
  private static let leftOutRoles: Set<String> = ["navigation", "search", "contentinfo", "banner"]
  /// Sphinx, DocBook and the like.
  private static let leftOutClasses: Set<String> = [
    "headerlink", "navheader", "navfooter", "toc", "toctree-wrapper", "sphinxsidebar", "related",
    "footer", "breadcrumbs",
  ]
  private static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]
  /// Elements whose end tag may be left out before another of the same kind.
  private static let closedByItself: Set<String> = [
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody",
  ]
  private static let blockElements: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "title", "tr", "ul",
  ]
}
