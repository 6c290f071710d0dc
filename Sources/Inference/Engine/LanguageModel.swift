/// One token on its way through the model.
package struct BatchRow<Cache> {
  /// The keys and values of the sequence that the token belongs to.
  package var cache: Cache
  package var token: TokenID
  /// The token's index in its sequence.
  package var position: Int
  /// Whether the logits after this token are wanted.
  package var wantsLogits: Bool

  package init(cache: Cache, token: TokenID, position: Int, wantsLogits: Bool) {
    self.cache = cache
    self.token = token
    self.position = position
    self.wantsLogits = wantsLogits
  }
}

/// What the engine needs of a model. The engine calls it from one thread.
///
/// The promise that everything above rests on: the logits of a row depend on the tokens at positions
/// `0...position` of its own sequence alone, bit for bit, whatever other rows share the batch.
package protocol LanguageModel: Sendable {
  /// Keys and values of one sequence. Each row writes the entry of its position and reads the
  /// entries `0...position`, so that an entry left by a rejected proposal is overwritten, not undone.
  associatedtype Cache: SequenceCache
  associatedtype Blocks: CacheBlocks

  var vocabularySize: Int { get }
  /// The most tokens that a sequence may have.
  var contextLength: Int { get }

  /// Positions whose keys and values lie together in a block.
  var cacheBlockLength: Int { get }
  var cacheBlockByteCount: Int { get }

  /// The memory from which all caches take their blocks.
  func makeCacheBlocks(count: Int) -> Blocks

  /// A cache without blocks, for a sequence of at most `capacity` tokens.
  func makeCache(capacity: Int, in blocks: Blocks) throws -> Cache

  /// Runs a batch. Rows of one cache follow each other in ascending, consecutive positions.
  ///
  /// - Parameter logits: row-major, `vocabularySize` floats for each row that wants them, in order.
  func forward(
    _ rows: [BatchRow<Cache>], logits: UnsafeMutableBufferPointer<Float>
  ) throws
}
