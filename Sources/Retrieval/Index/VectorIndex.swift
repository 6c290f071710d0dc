internal import Compute
internal import Synchronization

/// All vectors, by tenant, in memory: an exact scan finds the nearest.
///
/// A search takes a snapshot and scans without a lock. Documents are the unit of change, so filters
/// on documents decide before the scan: the nearest `limit` of what matches come back whenever there
/// are as many.
final class VectorIndex: Sendable {
  private let tenants = Mutex<[String: [Int: DocumentVectors]]>([:])

  struct Match: Sendable, Hashable {
    let chunkRow: Int
    let cosine: Float
  }

  func put(_ vectors: DocumentVectors, replacing row: Int?, tenant: String) {
    tenants.withLock { tenants in
      if let row { tenants[tenant]?[row] = nil }
      tenants[tenant, default: [:]][vectors.row] = vectors
    }
  }

  func remove(row: Int, tenant: String) {
    tenants.withLock { $0[tenant]?[row] = nil }
  }

  func setLabels(_ labels: [String: String], row: Int, tenant: String) {
    tenants.withLock { tenants in
      if let vectors = tenants[tenant]?[row] {
        tenants[tenant]?[row] = vectors.relabelled(labels)
      }
    }
  }

  /// The tenant's documents that a filter lets through.
  func documents(tenant: String, filter: DocumentFilter) -> [DocumentVectors] {
    let all = tenants.withLock { $0[tenant] } ?? [:]
    return all.values.filter { filter.matches(id: $0.documentID, labels: $0.labels) }
  }

  /// The chunks nearest to `query`, nearest first; equal ones in order of their row.
  static func nearest(
    to query: [Float], in documents: [DocumentVectors], limit: Int
  ) -> [Match] {
    var best = BoundedHeap(limit: limit)
    var scores = [Float](repeating: 0, count: documents.map(\.chunkRows.count).max() ?? 0)
    query.withUnsafeBufferPointer { query in
      guard let query = query.baseAddress else { return }
      for document in documents {
        scores.withUnsafeMutableBufferPointer { scores in
          guard let scores = scores.baseAddress else { return }
          document.scan(query, into: scores)
          for (index, row) in document.chunkRows.enumerated() {
            best.offer(Match(chunkRow: row, cosine: scores[index]))
          }
        }
      }
    }
    return best.sorted()
  }

  /// The cosine of `query` with certain chunks.
  static func cosines(
    of query: [Float], chunkRows: Set<Int>, in documents: [DocumentVectors]
  ) -> [Int: Float] {
    var cosines: [Int: Float] = [:]
    query.withUnsafeBufferPointer { query in
      guard let query = query.baseAddress else { return }
      for document in documents {
        for (index, row) in document.chunkRows.enumerated() where chunkRows.contains(row) {
          cosines[row] = document.cosine(query, chunk: index)
        }
      }
    }
    return cosines
  }
}

/// Which documents count. An empty filter lets all through.
package struct DocumentFilter: Sendable, Hashable {
  /// Labels that a document must have, all of them.
  package var labels: [String: String]
  /// The only documents that count; empty means all.
  package var documentIDs: Set<String>

  package init(labels: [String: String] = [:], documentIDs: Set<String> = []) {
    self.labels = labels
    self.documentIDs = documentIDs
  }

  package var isEmpty: Bool { labels.isEmpty && documentIDs.isEmpty }

  package func matches(id: String, labels: [String: String]) -> Bool {
    (documentIDs.isEmpty || documentIDs.contains(id))
      && self.labels.allSatisfy { labels[$0.key] == $0.value }
  }
}

/// The best few of many, the worst of them at hand.
private struct BoundedHeap {
  private let limit: Int
  private var items: [VectorIndex.Match] = []

  init(limit: Int) { self.limit = limit }

  mutating func offer(_ item: VectorIndex.Match) {
    if items.count < limit {
      items.append(item)
      siftUp(items.count - 1)
    } else if limit > 0, Self.isWorse(items[0], than: item) {
      items[0] = item
      siftDown()
    }
  }

  func sorted() -> [VectorIndex.Match] { items.sorted { Self.isWorse($1, than: $0) } }

  private static func isWorse(_ a: VectorIndex.Match, than b: VectorIndex.Match) -> Bool {
    a.cosine != b.cosine ? a.cosine < b.cosine : a.chunkRow > b.chunkRow
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.isWorse(items[child], than: items[parent]) else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
        if Self.isWorse(items[child], than: items[worst]) { worst = child }
      }
      guard worst != parent else { return }
      items.swapAt(parent, worst)
      parent = worst
    }
  }
}
