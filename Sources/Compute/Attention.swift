internal import Kernels

/// Scaled dot-product attention: softmax(scale * q K) V.
package enum Attention {
  /// Keys in a group that are interleaved in the key layout; key capacity is a multiple of it.
  package static let keyGroup = APUS_KEY_GROUP

  /// Floats of scratch that one call needs.
  package static func scoreCount(queryCount: Int, keyCount: Int) -> Int {
    queryCount * ((keyCount + keyGroup - 1) / keyGroup * keyGroup)
  }

  /// Attention of `queryCount` queries that share one key-value head, over 16-bit keys and values.
  ///
  /// Element (t, d) of `keys` lies at (t / 8 * headDimension + d) * 8 + t % 8, of `values` at
  /// t * headDimension + d. `scores` is scratch of ``scoreCount(queryCount:keyCount:)`` floats.
  package static func attend(
    queries: UnsafePointer<Float>, queryStride: Int, queryCount: Int,
    keys: UnsafePointer<UInt16>, values: UnsafePointer<UInt16>, keyCount: Int,
    headDimension: Int, scale: Float, scores: UnsafeMutablePointer<Float>,
    into out: UnsafeMutablePointer<Float>, outStride: Int
  ) {
    var arguments = apus_attention(
      q: queries, keys: keys, values: values, scores: scores, out: out, q_stride: queryStride,
      out_stride: outStride, query_count: queryCount, key_count: keyCount,
      head_dim: headDimension, scale: scale)
    Active.kernels.attention_f16(&arguments)
  }

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
    let perHead = 2 * headFloats + paddedCount * 3
    let scratch = AlignedMemory(byteCount: headCount * perHead * 4)
    let queryBlock = 3
    pool.forEach(headCount) { heads in
      for head in heads {
        let keys = scratch.pointer(as: Float.self, atByte: head * perHead * 4)
        let values = keys + headFloats
        let scores = values + headFloats
        let column = head * headDimension
        packHead(
          k: k + column, v: v + column, stride: stride, tokenCount: tokenCount,
          headDimension: headDimension, keys: keys, values: values)
        for first in Swift.stride(from: 0, to: tokenCount, by: queryBlock) {
          var arguments = apus_attention(
            q: q + first * stride + column, keys: keys, values: values, scores: scores,
            out: out + first * headCount * headDimension + column, q_stride: stride,
            out_stride: headCount * headDimension,
            query_count: min(queryBlock, tokenCount - first), key_count: tokenCount,
            head_dim: headDimension, scale: scale)
          Active.kernels.attention_f32(&arguments)
        }
      }
    }
    withExtendedLifetime(scratch) {}
  }

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
