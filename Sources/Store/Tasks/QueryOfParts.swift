/// One query asked with several sets of values in one statement, for PostgreSQL takes a round trip for each.
///
/// The statement has as many parts as the next power of two, so that few are prepared; values for the parts too
/// many are the caller's, or ask for no row.
struct QueryOfParts {
  /// SQLite takes at most 500 parts.
  static let partCountMax = 64

  /// For 1, 2, 4, ... parts.
  private let texts: [String]

  /// The rows of all parts one after the other.
  init(union query: String) {
    self.init { count in
      if count == 1 { return query }
      return (0..<count).map { "SELECT * FROM (\(query)) AS part\($0)" }.joined(
        separator: " UNION ALL ")
    }
  }

  /// A statement with a list of so many places, `?, ?, ...`.
  init(list statement: (_ places: String) -> String) {
    self.init { statement(Array(repeating: "?", count: $0).joined(separator: ", ")) }
  }

  private init(_ text: (Int) -> String) {
    texts = (0...Self.partCountMax.trailingZeroBitCount).map { text(1 << $0) }
  }

  /// The statement for at least `count` parts, and how many it has.
  func statement(for count: Int) -> (text: String, partCount: Int) {
    precondition((1...Self.partCountMax).contains(count))
    let power = count == 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
    return (texts[power], 1 << power)
  }

  /// Calls `body` for the rows of a union with each of `values`, whose last one is the query's LIMIT.
  func forEachRow(
    _ values: [[SQLValue]], on connection: borrowing SQLConnection,
    _ body: (borrowing SQLRow) -> Void
  ) throws {
    var rest = values[...]
    while let first = rest.first {
      let parts = rest.prefix(Self.partCountMax)
      rest = rest.dropFirst(Self.partCountMax)
      let (text, partCount) = statement(for: parts.count)
      let padding = Array(repeating: first.dropLast() + [.int(0)], count: partCount - parts.count)
      try connection.forEachRow(text, parts.flatMap(\.self) + padding.flatMap(\.self), body)
    }
  }
}
