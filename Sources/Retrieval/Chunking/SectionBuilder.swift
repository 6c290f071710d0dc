/// A part of a block that is never cut.
struct ChunkUnit {
  /// What stands before it inside a chunk.
  enum Joiner: String {
    case space = " "
    case line = "\n"
    case paragraph = "\n\n"
  }

  let text: Substring
  let tokenCount: Int
  let joiner: Joiner
}

/// Collects the units of one section into texts of bounded size; see ``Chunker`` for the rules.
struct SectionBuilder {
  private var texts: [String] = []
  private var current = ""
  private var tokenCount = 0
  private var lastUnit: ChunkUnit?

  /// Adds a whole block.
  mutating func append(_ block: [ChunkUnit]) {
    let blockCount = block.reduce(0) { $0 + $1.tokenCount }
    if tokenCount >= Chunker.tokenCountEarly, tokenCount + blockCount > Chunker.tokenCountMax {
      cut(overlappingInto: nil)
    }
    for (index, unit) in block.enumerated() {
      if !fits(unit) { cut(overlappingInto: index > 0 ? unit : nil) }
      if !current.isEmpty { current += unit.joiner.rawValue }
      current += unit.text
      tokenCount += unit.tokenCount
      lastUnit = unit
    }
  }

  /// The texts of the section; the builder is empty afterwards.
  mutating func finish() -> [String] {
    cut(overlappingInto: nil)
    defer { texts.removeAll() }
    return texts
  }

  private func fits(_ unit: ChunkUnit) -> Bool {
    current.isEmpty
      || tokenCount + unit.tokenCount <= Chunker.tokenCountMax
        && current.utf8.count + unit.text.utf8.count + 2 <= Chunker.byteCountMax
  }

  /// Ends the current text. The next one begins with the last unit of this one when `next` goes on
  /// with the same block and both fit.
  private mutating func cut(overlappingInto next: ChunkUnit?) {
    if !current.isEmpty { texts.append(current) }
    current = ""
    tokenCount = 0
    if let next, let lastUnit, lastUnit.tokenCount <= Chunker.overlapTokenCountMax,
      lastUnit.tokenCount + next.tokenCount <= Chunker.tokenCountMax,
      lastUnit.text.utf8.count + next.text.utf8.count < Chunker.byteCountMax
    {
      current = String(lastUnit.text)
      tokenCount = lastUnit.tokenCount
    }
    lastUnit = nil
  }
}
