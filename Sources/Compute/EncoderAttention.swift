internal import Kernels

extension Attention {
  /// Attention of every token over every token of one sequence, as encoders do, in 32-bit floats.
  ///
  /// `q`, `k` and `v` point at the first token; tokens are `stride` floats apart, and within a token
  /// the heads follow each other. `out` is dense: tokenCount x (headCount * headDimension).
  package static func attendToAll(
    q: UnsafePointer<Float>, k: UnsafePointer<Float>, v: UnsafePointer<Float>, stride: Int,
    tokenCount: Int, headCount: Int, headDimension: Int, scale: Float,
    into out: UnsafeMutablePointer<Float>, pool: ComputePool
  ) {
    precondition(headDimension % 8 == 0, "head dimension \(headDimension) is not a multiple of 8")
    guard tokenCount > 0 else { return }
    let paddedCount = (tokenCount + keyGroup - 1) / keyGroup * keyGroup
    let headFloats = paddedCount * headDimension
    let partialCount = partialCount(queryCount: encoderRowCount, headDimension: headDimension)
    let perHead = 2 * headFloats + 2 * partialCount + scratchCount(headDimension: headDimension)
    let memory = AlignedMemory(byteCount: headCount * perHead * 4)
    pool.forEach(headCount) { heads in
      for head in heads {
        let keys = memory.pointer(as: Float.self, atByte: head * perHead * 4)
        let values = keys + headFloats
        let partials = values + headFloats
        let column = head * headDimension
        packHead(
          k: k + column, v: v + column, stride: stride, tokenCount: tokenCount,
          headDimension: headDimension, keys: keys, values: values)
        for first in Swift.stride(from: 0, to: tokenCount, by: encoderRowCount) {
          let queries = QueryGroup(
            base: q + first * stride + column, rowStride: stride,
            rowCount: min(encoderRowCount, tokenCount - first), headCount: 1,
            headDimension: headDimension, keyCount: tokenCount, keyCountStep: 0, scale: scale)
          for block in queries.blocks {
            let next = block == 0 ? partials : partials + partialCount
            let begin = block * blockLength * headDimension
            var arguments = queries.arguments(
              block: block, keys: keys + begin, values: values + begin,
              scratch: partials + 2 * partialCount, partials: next)
            Active.kernels.attention_f32(&arguments)
            if block > 0 { merge(next, of: queries, into: partials) }
          }
          finish(
            partials, of: queries, into: out + first * headCount * headDimension + column,
            rowStride: headCount * headDimension)
        }
      }
    }
    withExtendedLifetime(memory) {}
  }

  /// Tokens whose queries are computed together: few enough for their results to stay in the
  /// first-level cache beside a block.
  private static let encoderRowCount = 24

  private static func packHead(
    k: UnsafePointer<Float>, v: UnsafePointer<Float>, stride: Int, tokenCount: Int,
    headDimension: Int, keys: UnsafeMutablePointer<Float>, values: UnsafeMutablePointer<Float>
  ) {
    for token in 0..<tokenCount {
      let group = keys + token / keyGroup * headDimension * keyGroup + token % keyGroup
      for d in 0..<headDimension {
        group[d * keyGroup] = k[token * stride + d]
        values[token * headDimension + d] = v[token * stride + d]
      }
    }
  }
}
