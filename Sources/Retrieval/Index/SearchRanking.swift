/// A question to a tenant's documents.
package struct SearchQuery: Sendable {
  /// How passages are ranked.
  package enum Mode: Sendable { case hybrid, vector, keyword }

  package var tenant: String
  package var text: String
  package var limit: Int
  package var filter: DocumentFilter
  package var mode: Mode

  package init(
    tenant: String, text: String, limit: Int = 5, filter: DocumentFilter = DocumentFilter(),
    mode: Mode = .hybrid
  ) {
    self.tenant = tenant
    self.text = text
    self.limit = limit
    self.filter = filter
    self.mode = mode
  }
}

/// Fuses what both searches found and keeps what is relevant. Pure.
struct SearchRanking {
  let query: SearchQuery
  let terms: [String]
  let near: [VectorIndex.Match]
  let matches: [LexicalMatch]
  let cosines: [Int: Float]
  let passages: [Int: PassageRow]

  /// The passages to answer with, best first.
  func best() -> [FoundPassage] {
    let scores = Dictionary(matches.map { ($0.chunkRow, $0.bm25) }, uniquingKeysWith: { $1 })
    let rankings: [[Int]] =
      switch query.mode {
      case .hybrid: [near.map(\.chunkRow), matches.map(\.chunkRow)]
      case .vector: [near.map(\.chunkRow)]
      case .keyword: [matches.map(\.chunkRow)]
      }
    var found: [FoundPassage] = []
    for (row, score) in ReciprocalRank.fuse(rankings) {
      guard found.count < query.limit else { break }
      guard let passage = passages[row], isRelevant(row, passage) else { continue }
      found.append(
        FoundPassage(
          chunkID: passage.chunkID, documentID: passage.documentID, documentURI: passage.uri,
          documentTitle: passage.title, section: passage.section, text: passage.text,
          score: score, cosine: query.mode == .keyword ? nil : cosines[row], bm25: scores[row]))
    }
    return found
  }

  /// By words alone a match is a match; otherwise meaning decides.
  private func isRelevant(_ row: Int, _ passage: PassageRow) -> Bool {
    guard query.mode != .keyword, let cosine = cosines[row] else {
      return query.mode == .keyword
    }
    if cosine >= Relevance.cosineMin { return true }
    let text = passage.section.joined(separator: " ") + " " + passage.text
    return Relevance.isRelevant(
      cosine: cosine, wordShare: Relevance.wordShare(terms: terms, text: text))
  }
}
