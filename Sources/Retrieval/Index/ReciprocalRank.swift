/// Reciprocal rank fusion: each ranking gives 1 / (60 + rank), ranks counted from 1.
///
/// Source: Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual
/// rank learning methods", SIGIR 2009. Only order counts, so scores on different scales can be fused.
package enum ReciprocalRank {
  package static let constant = 60.0

  /// Items of all rankings with their fused scores, best first; equal ones in order of the item.
  package static func fuse<Item: Hashable & Comparable>(
    _ rankings: [[Item]]
  ) -> [(item: Item, score: Double)] {
    var scores: [Item: Double] = [:]
    for ranking in rankings {
      for (index, item) in ranking.enumerated() {
        scores[item, default: 0] += 1 / (constant + Double(index + 1))
      }
    }
    return scores.map { (item: $0.key, score: $0.value) }.sorted {
      $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item
    }
  }
}
