internal import Store

extension MemoryStore {
  /// Finds the turns of a tenant's live sessions that hold any of the query's words (`Words`), best first.
  ///
  /// Ranked by BM25 over the words of the tenant's turns. Those of expired sessions count until they are
  /// purged.
  package func search(
    tenant: String, session: String, query: String, limit: Int
  ) async throws -> [TurnMatch] {
    try MemoryLimits.check(tenant: tenant, session: session)
    try MemoryLimits.check(
      query, field: "query", byteCountMax: MemoryLimits.queryByteCountMax)
    let limit = try MemoryLimits.pageSize(limit, field: "limit", whenZero: 20, max: 100)
    let words = Words.of(query).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if words.isEmpty {
      throw MemoryError.invalid("query holds no word; give at least one letter or digit")
    }
    let scope = WordIndex.Scope(session: session, now: now(), limit: limit)
    guard let index = try await wordIndex(of: tenant) else { return [] }
    return try await database.read { try index.search(words, scope, on: $0) }
  }

  /// Nil when the tenant has no turns.
  private func wordIndex(of tenant: String) async throws -> WordIndex? {
    if let index = try await database.read({ try WordIndex.find(tenant, on: $0) }) { return index }
    // Turns without an index were written by an earlier version, or before the store was sealed; a name that
    // nobody uses gets none.
    let fresh = Self.freshSecret()
    return try await database.write { connection in
      let hasTurns = try connection.first(
        "SELECT 1 FROM turns WHERE tenant = ? LIMIT 1", [.text(tenant)]
      ) { _ in true }
      return hasTurns == nil
        ? nil : try WordIndex.ensure(tenant, freshSecret: fresh, on: connection)
    }
  }

  /// The words of new turns, as an index takes them in.
  func indexWords(of texts: [String], tenant: String) async throws -> IndexWords {
    let words = texts.map(Words.of)
    // Hashing words is no work for the thread that writes.
    let index =
      database.isSealing
      ? try await database.read { try WordIndex.find(tenant, on: $0) } : nil
    return IndexWords(words: words, prepared: index)
  }
}

/// The words of new turns, and what the tenant's index, as it was a moment ago, would hold of them.
struct IndexWords: Sendable {
  private let words: [[String]]
  private let prepared: (index: WordIndex, codes: [[String]])?

  init(words: [[String]], prepared index: WordIndex?) {
    self.words = words
    prepared = index.map { index in (index, words.map { index.codes(of: $0) }) }
  }

  /// What `index` takes in of a turn.
  func codes(_ turn: Int, for index: WordIndex) -> [String] {
    if let prepared, prepared.index == index { return prepared.codes[turn] }
    return index.codes(of: words[turn])
  }
}
