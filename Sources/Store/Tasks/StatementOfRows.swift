/// A statement that is given several rows of values at once, `(?6, ?7), (?8, ?9), ...`.
///
/// There is one for 1, 2, 4, ... rows, so that few are prepared.
struct StatementOfRows {
  static let rowCountMax = 64

  private let texts: [String]

  /// The rows' values have the numbers from `firstValue` on.
  init(columnCount: Int, firstValue: Int = 1, _ text: (_ rows: String) -> String) {
    texts = (0...Self.rowCountMax.trailingZeroBitCount).map { power in
      let rows = (0..<(1 << power)).map { row in
        let places = (0..<columnCount).map { "?\(firstValue + row * columnCount + $0)" }
        return "(\(places.joined(separator: ", ")))"
      }
      return text(rows.joined(separator: ", "))
    }
  }

  /// How many of so many rows the largest statement takes that they fill.
  func rowCount(for count: Int) -> Int {
    1 << min(texts.count - 1, Int.bitWidth - 1 - count.leadingZeroBitCount)
  }

  /// The smallest number of rows, of which there are statements, that so many fit into.
  func paddedRowCount(for count: Int) -> Int {
    precondition((1...Self.rowCountMax).contains(count))
    return count == 1 ? 1 : 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
  }

  func statement(_ rowCount: Int) -> String { texts[rowCount.trailingZeroBitCount] }
}

extension SQLConnection {
  /// What a part of a shared write gives, or why it is refused where that changed nothing; what failed otherwise is
  /// thrown. Up to `idleCount` statements that could have changed something did not if it is refused.
  func refusing<T>(
    afterIdle idleCount: Int = 0, _ body: () throws -> T
  ) throws -> Result<T, any Error> {
    let writeCount = engine.writeCount
    do {
      return .success(try body())
    } catch {
      try engine.flush()
      guard engine.writeCount <= writeCount + idleCount, engine.takesStatements else { throw error }
      return .failure(error)
    }
  }
}
