import Compute
import Inference
import Synchronization

/// A model that remembers the logits after each token, by the token and its position.
///
/// Of a position that is computed more than once, as behind a rejected proposal, the last time counts.
final class RecordingModel: LanguageModel {
  private struct Place: Hashable {
    var position: Int
    var token: TokenID
  }

  let model: DecoderModel
  private let recorded = Mutex<[Place: [UInt32]]>([:])

  init(_ model: DecoderModel) { self.model = model }

  var vocabularySize: Int { model.vocabularySize }
  var contextLength: Int { model.contextLength }
  var cacheBlockLength: Int { model.cacheBlockLength }
  var cacheBlockByteCount: Int { model.cacheBlockByteCount }

  func makeCacheBlocks(count: Int) -> KVBlocks { model.makeCacheBlocks(count: count) }

  func makeCache(capacity: Int, in blocks: KVBlocks) throws -> KVCache {
    try model.makeCache(capacity: capacity, in: blocks)
  }

  func forward(
    _ rows: [BatchRow<KVCache>], logits: UnsafeMutableBufferPointer<Float>
  ) throws {
    try model.forward(rows, logits: logits)
    recorded.withLock { recorded in
      for (index, row) in rows.filter(\.wantsLogits).enumerated() {
        let range = index * vocabularySize..<(index + 1) * vocabularySize
        recorded[Place(position: row.position, token: row.token)] = logits[range].map(\.bitPattern)
      }
    }
  }

  /// The logits from which the last of `tokens` was chosen, bit by bit; forgets all.
  func takeFinalLogits(_ tokens: [TokenID]) -> [UInt32]? {
    let position = tokens.count - 2
    return recorded.withLock { recorded in
      defer { recorded.removeAll() }
      return recorded[Place(position: position, token: tokens[position])]
    }
  }
}
