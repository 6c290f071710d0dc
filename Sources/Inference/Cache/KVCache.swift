import Compute

/// The keys and values of one sequence, for every layer, as 16-bit floats.
///
/// Capacity is fixed; memory is only used as far as the sequence has grown. Keys are interleaved in
/// groups of eight tokens for the score kernel (``Attention``), values lie token by token.
///
/// `@unchecked Sendable`: a cache belongs to one owner, who passes it to one ``LlamaModel/forward(_:logits:)``
/// at a time; the threads of that call write disjoint parts.
package final class KVCache: @unchecked Sendable {
  /// Tokens that fit.
  package let capacity: Int
  /// Tokens held: the next token's position.
  package private(set) var count = 0

  private let layout: KVCacheLayout
  private let memory: AlignedMemory

  /// Makes an empty cache for sequences of up to `capacity` tokens of `model`.
  ///
  /// Throws where `capacity` is below 1 or above the model's context length.
  package convenience init(_ model: LlamaModel, capacity: Int) throws(ModelError) {
    guard (1...model.configuration.contextLength).contains(capacity) else {
      throw ModelError(
        .invalidBatch,
        "a cache of \(capacity) tokens: the model's context is 1...\(model.configuration.contextLength)"
      )
    }
    self.init(configuration: model.configuration, capacity: capacity)
  }

  init(configuration: LlamaConfiguration, capacity: Int) {
    self.capacity = capacity
    layout = KVCacheLayout(configuration: configuration, capacity: capacity)
    memory = AlignedMemory(byteCount: layout.byteCount)
  }

  /// Bytes that a full cache takes.
  package var byteCountMax: Int { memory.byteCount }

  /// Forgets everything from position `count` on: the way back after a proposal was refused.
  package func truncate(to count: Int) {
    precondition((0...self.count).contains(count), "truncating \(self.count) tokens to \(count)")
    self.count = count
  }

  /// Becomes a copy of the first `count` tokens of another cache of the same model.
  ///
  /// What was computed for a prefix holds for every sequence that begins with it.
  package func copyPrefix(of other: KVCache, count: Int) throws(ModelError) {
    precondition((0...other.count).contains(count), "\(count) of \(other.count) tokens")
    guard count <= capacity else {
      throw ModelError(.cacheFull, "a prefix of \(count) tokens in a cache of \(capacity)")
    }
    layout.copyPrefix(
      from: other.memory.base, other.layout, to: memory.base, tokenCount: count)
    self.count = count
  }

  /// Notes that the token at `position` is now the last one.
  func ends(afterPosition position: Int) { count = position + 1 }

  var storage: KVStorage { KVStorage(base: memory.base, layout: layout) }
}

/// Where a key or a value lies.
struct KVCacheLayout {
  let headDimension: Int
  let keyValueHeadCount: Int
  let layerCount: Int
  /// Capacity rounded up to a group of keys.
  let paddedCapacity: Int

  init(configuration: LlamaConfiguration, capacity: Int) {
    headDimension = configuration.headDimension
    keyValueHeadCount = configuration.keyValueHeadCount
    layerCount = configuration.layerCount
    paddedCapacity =
      (capacity + Attention.keyGroup - 1) / Attention.keyGroup * Attention.keyGroup
  }

  /// Elements of the keys (and as many of the values) of one head in one layer.
  var headElementCount: Int { paddedCapacity * headDimension }
  var byteCount: Int { layerCount * keyValueHeadCount * headElementCount * 2 * 2 }

  /// Index of the head's first key; its values follow after `headElementCount` elements.
  func headStart(layer: Int, head: Int) -> Int {
    (layer * keyValueHeadCount + head) * headElementCount * 2
  }

  func copyPrefix(
    from source: UnsafeMutableRawPointer, _ sourceLayout: KVCacheLayout,
    to destination: UnsafeMutableRawPointer, tokenCount: Int
  ) {
    let groups = (tokenCount + Attention.keyGroup - 1) / Attention.keyGroup
    for layer in 0..<layerCount {
      for head in 0..<keyValueHeadCount {
        let from = source + sourceLayout.headStart(layer: layer, head: head) * 2
        let to = destination + headStart(layer: layer, head: head) * 2
        to.copyMemory(
          from: from, byteCount: groups * Attention.keyGroup * headDimension * 2)
        (to + headElementCount * 2).copyMemory(
          from: from + sourceLayout.headElementCount * 2,
          byteCount: tokenCount * headDimension * 2)
      }
    }
  }
}

/// A cache's memory by address, for the threads of a forward pass.
struct KVStorage {
  let base: UnsafeMutableRawPointer
  let layout: KVCacheLayout

  func keys(layer: Int, head: Int) -> UnsafeMutablePointer<UInt16> {
    base.assumingMemoryBound(to: UInt16.self) + layout.headStart(layer: layer, head: head)
  }

  func values(layer: Int, head: Int) -> UnsafeMutablePointer<UInt16> {
    keys(layer: layer, head: head) + layout.headElementCount
  }

  /// Writes one token's key and value of one layer: all heads, one after the other.
  func store(
    key: UnsafePointer<Float>, value: UnsafePointer<Float>, layer: Int, position: Int
  ) {
    let dimension = layout.headDimension
    let group = Attention.keyGroup
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: dimension) { halves in
      let halves = halves.baseAddress!
      for head in 0..<layout.keyValueHeadCount {
        Numerics.float16(key + head * dimension, count: dimension, into: halves)
        let lanes =
          keys(layer: layer, head: head) + position / group * dimension * group
          + position % group
        for d in 0..<dimension { lanes[d * group] = halves[d] }
        Numerics.float16(
          value + head * dimension, count: dimension,
          into: values(layer: layer, head: head) + position * dimension)
      }
    }
  }
}
