/// One token of one sequence in a batch.
package struct BatchRow {
  /// The sequence that the token belongs to.
  package let cache: KVCache
  package let token: Int32
  /// The token's place in its sequence: the cache's count, plus one for each row of the same
  /// sequence that comes before it in the batch.
  package let position: Int
  /// Whether the distribution of the token after this one is wanted.
  package let wantsLogits: Bool

  package init(cache: KVCache, token: Int32, position: Int, wantsLogits: Bool) {
    self.cache = cache
    self.token = token
    self.position = position
    self.wantsLogits = wantsLogits
  }
}
