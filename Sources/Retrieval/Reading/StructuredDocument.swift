/// A document as its readers leave it: a flat list of blocks in reading order.
package struct StructuredDocument: Sendable, Hashable {
  /// One block; text has its white space collapsed, except where it is preformatted.
  package struct Block: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// 1 is the outermost.
      case heading(level: Int)
      case paragraph
      case listItem
      case tableRow
      /// Lines as they are.
      case preformatted
    }

    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  package var blocks: [Block] = []

  package init(blocks: [Block] = []) { self.blocks = blocks }

  /// The first heading.
  package var title: String? {
    for block in blocks {
      if case .heading = block.kind { return block.text }
    }
    return nil
  }

  /// Adds a block unless it has no text.
  mutating func append(_ kind: Block.Kind, _ text: String) {
    let trimmed = kind == .preformatted ? text.trimmingBlankLines() : text.collapsingSpace()
    if !trimmed.isEmpty { blocks.append(Block(kind, trimmed)) }
  }
}

extension StringProtocol {
  /// Runs of white space as one space, none at the ends.
  func collapsingSpace() -> String {
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    for byte in utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if result.last != 0x20, !result.isEmpty { result.append(0x20) }
      } else {
        result.append(byte)
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// Without empty lines at both ends and without spaces at the end.
  func trimmingBlankLines() -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
