internal import Kernels

/// Attention of every token over every token of its own sequence, as encoders do, in 32-bit floats.
///
/// One head of one sequence is a unit of work: a batch has as many as its sequences have heads, so that
/// threads share the heads of many short sequences as well as those of one long one.
package struct EncoderAttention: Sendable {
  private let headDimension: Int
  private let scale: Float
  /// Floats of keys (and as many of values) of the longest sequence, and of partial results.
  private let keyFloats: Int
  private let partialCount: Int

  /// Tokens whose queries are computed together: few enough for their results to stay in the
  /// first-level cache beside a block.
  private static let rowCount = 24

  package init(headDimension: Int, tokenCountMax: Int, scale: Float) {
    precondition(headDimension % 8 == 0, "head dimension \(headDimension) is not a multiple of 8")
    self.headDimension = headDimension
    self.scale = scale
    let group = Attention.keyGroup
    keyFloats = (tokenCountMax + group - 1) / group * group * headDimension
    partialCount = Attention.partialCount(
      queryCount: Self.rowCount, headDimension: headDimension)
  }

  /// Floats of scratch that one thread needs.
  package var scratchCount: Int {
    2 * keyFloats + 2 * partialCount + Attention.scratchCount(headDimension: headDimension)
  }

  /// The results of one head of a sequence of `tokenCount` tokens.
  ///
  /// `q`, `k` and `v` point at the head's part of the first token, `out` at where its result goes; the
  /// next token's lie `stride` and `outStride` floats further on.
  package func attend(
    q: UnsafePointer<Float>, k: UnsafePointer<Float>, v: UnsafePointer<Float>, stride: Int,
    tokenCount: Int, scratch: UnsafeMutablePointer<Float>,
    into out: UnsafeMutablePointer<Float>, outStride: Int
  ) {
    let keys = scratch
    let values = keys + keyFloats
    let partials = values + keyFloats
    pack(k, v, stride: stride, tokenCount: tokenCount, keys: keys, values: values)
    for first in Swift.stride(from: 0, to: tokenCount, by: Self.rowCount) {
      let queries = QueryGroup(
        base: q + first * stride, rowStride: stride,
        rowCount: min(Self.rowCount, tokenCount - first), headCount: 1,
        headDimension: headDimension, keyCount: tokenCount, keyCountStep: 0, scale: scale)
      for block in queries.blocks {
        let next = block == 0 ? partials : partials + partialCount
        let begin = block * Attention.blockLength * headDimension
        var arguments = queries.arguments(
          block: block, keys: keys + begin, values: values + begin,
          scratch: partials + 2 * partialCount, partials: next)
        Active.kernels.attention_f32(&arguments)
        if block > 0 { Attention.merge(next, of: queries, into: partials) }
      }
      Attention.finish(
        partials, of: queries, into: out + first * outStride, rowStride: outStride)
    }
  }

  private func pack(
    _ k: UnsafePointer<Float>, _ v: UnsafePointer<Float>, stride: Int, tokenCount: Int,
    keys: UnsafeMutablePointer<Float>, values: UnsafeMutablePointer<Float>
  ) {
    let group = Attention.keyGroup
    for token in 0..<tokenCount {
      let lanes = keys + token / group * headDimension * group + token % group
      for d in 0..<headDimension {
        lanes[d * group] = k[token * stride + d]
        values[token * headDimension + d] = v[token * stride + d]
      }
    }
  }
}
