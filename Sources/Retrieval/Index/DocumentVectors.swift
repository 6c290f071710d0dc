internal import Compute

/// The vectors of one document's chunks, one after the other. Immutable, shared by searches.
///
/// `@unchecked Sendable`: the memory is written by the builder alone, before this exists.
final class DocumentVectors: @unchecked Sendable {
  /// The document's row; never used twice.
  let row: Int
  let documentID: String
  let labels: [String: String]
  let chunkRows: [Int]
  private let memory: AlignedMemory
  private let dimension: Int

  private init(
    row: Int, documentID: String, labels: [String: String], chunkRows: [Int],
    memory: AlignedMemory, dimension: Int
  ) {
    self.row = row
    self.documentID = documentID
    self.labels = labels
    self.chunkRows = chunkRows
    self.memory = memory
    self.dimension = dimension
  }

  /// The same vectors under other labels.
  func relabelled(_ labels: [String: String]) -> DocumentVectors {
    DocumentVectors(
      row: row, documentID: documentID, labels: labels, chunkRows: chunkRows, memory: memory,
      dimension: dimension)
  }

  /// Writes the cosine of `query` with each chunk; `scores` holds `chunkRows.count`.
  func scan(_ query: UnsafePointer<Float>, into scores: UnsafeMutablePointer<Float>) {
    Numerics.scan(
      query: query, vectors: memory.pointer(), vectorCount: chunkRows.count, dimension: dimension,
      into: scores)
  }

  /// The cosine of `query` with one chunk.
  func cosine(_ query: UnsafePointer<Float>, chunk index: Int) -> Float {
    Numerics.dot(query, memory.pointer(as: Float.self) + index * dimension, count: dimension)
  }

  /// Collects vectors, then becomes immutable.
  struct Builder {
    private let memory: AlignedMemory
    private let dimension: Int
    private let capacity: Int
    private var rows: [Int] = []

    init(chunkCount: Int, dimension: Int) {
      memory = AlignedMemory(byteCount: chunkCount * dimension * 4)
      self.dimension = dimension
      capacity = chunkCount
    }

    /// False when the bytes are no vector of the dimension, or there is no room for it.
    mutating func append(row: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
      guard bytes.count == dimension * 4, rows.count < capacity, let base = bytes.baseAddress else {
        return false
      }
      (memory.base + rows.count * dimension * 4).copyMemory(from: base, byteCount: bytes.count)
      rows.append(row)
      return true
    }

    func finish(row: Int, documentID: String, labels: [String: String]) -> DocumentVectors {
      DocumentVectors(
        row: row, documentID: documentID, labels: labels, chunkRows: rows, memory: memory,
        dimension: dimension)
    }
  }
}
