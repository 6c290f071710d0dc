import Compute
import TestSupport
import Testing

/// A small generator whose seed the tests print.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {  // SplitMix64
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
  mutating func floats(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
  }
}

@Suite(.blocksItsThread) struct MatmulTests {
  let seed = UInt64.random(in: 0...UInt64.max)

  @Test(arguments: [1, 2, 3])
  func floatProductMatchesDoublePrecision(threadCount: Int) {
    var random = SeededGenerator(seed: seed)
    let pool = ComputePool(threadCount: threadCount)
    for (outputs, columns, rows) in [(1, 1, 1), (5, 7, 2), (384, 384, 33), (100, 1536, 9)] {
      let w = random.floats(outputs * columns)
      let x = random.floats(rows * columns)
      let matrix = w.withUnsafeBufferPointer {
        PackedMatrix($0, rowCount: outputs, columnCount: columns, pool: pool)
      }
      var y = [Float](repeating: .nan, count: rows * outputs)
      Matmul.multiply(matrix, x, rowCount: rows, into: &y, pool: pool)
      for r in 0..<rows {
        for o in 0..<outputs {
          let expected = (0..<columns).reduce(0.0) {
            $0 + Double(w[o * columns + $1]) * Double(x[r * columns + $1])
          }
          #expect(abs(Double(y[r * outputs + o]) - expected) < 1e-4, "seed \(seed)")
        }
      }
    }
  }

  /// Where a block has 16-bit floats: the number itself, or scale and offset.
  private static func halfPlaces(_ type: ElementType) -> [Int] {
    switch type {
    case .f32, .bf16: []
    case .f16, .q4_0, .q5_0, .q8_0: [0]
    case .q4_1, .q5_1, .q4_K, .q5_K: [0, 2]
    case .q6_K: [208]
    }
  }

  /// Products give what their dequantised floats give, and these can be had again.
  @Test(arguments: ElementType.allCases)
  func everyElementTypeMultiplies(type: ElementType) {
    var random = SeededGenerator(seed: seed)
    let pool = ComputePool(threadCount: 2)
    let (outputs, columns, rows) = (37, 256, 5)
    var bytes: [UInt8] = []
    let blocks = outputs * columns / type.blockElementCount
    for _ in 0..<blocks {
      var block = (0..<type.blockByteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
      for place in Self.halfPlaces(type) {
        // A 16-bit float of moderate size: exponent bits of 0.25, random sign and mantissa.
        block[place + 1] = 0x34 | block[place + 1] & 0x83
      }
      if type == .f32 { (block[2], block[3]) = (block[2] | 0x80, 0x3e) }
      if type == .bf16 { (block[0], block[1]) = (block[0] | 0x80, 0x3e) }
      bytes += block
    }
    var w = [Float](repeating: 0, count: outputs * columns)
    let x = random.floats(rows * columns)
    var y = [Float](repeating: 0, count: rows * outputs)
    bytes.withUnsafeBytes { raw in
      Dequantizer.floats(of: raw, type: type, count: w.count, into: &w)
      let matrix = PackedMatrix(
        raw, type: type, rowCount: outputs, columnCount: columns, pool: pool)
      Matmul.multiply(matrix, x, rowCount: rows, into: &y, pool: pool)
      var unpacked = [Float](repeating: .nan, count: columns)
      for o in 0..<outputs {
        matrix.view.unpack(row: o, into: &unpacked)
        let stored = w[o * columns..<(o + 1) * columns]
        #expect(unpacked.map(\.bitPattern) == stored.map(\.bitPattern), "\(type), seed \(seed)")
      }
    }
    for r in 0..<rows {
      for o in 0..<outputs {
        var expected = 0.0
        var magnitude = 0.0
        for c in 0..<columns {
          expected += Double(w[o * columns + c]) * Double(x[r * columns + c])
          magnitude += Double(abs(w[o * columns + c]))
        }
        // Activations are rounded to 1/127 of their block's largest: half a step each at most.
        let tolerance = max(1e-4, magnitude * 0.5 / 127)
        #expect(
          abs(Double(y[r * outputs + o]) - expected) <= tolerance, "\(type), seed \(seed)")
      }
    }
  }

  /// Matrices of one arena lie apart, whichever live on, and large ones get memory of their own.
  @Test func matricesOfAnArenaKeepTheirWeights() {
    var random = SeededGenerator(seed: seed)
    let pool = ComputePool(threadCount: 1)
    let shapes = [(5, 7), (300, 64), (1, 1), (33, 1024), (16, 1_100_000), (64, 96)]
    let weights = shapes.map { outputs, columns in
      outputs > 1000 || columns > 1_000_000
        ? [Float](repeating: 0.5, count: outputs * columns) : random.floats(outputs * columns)
    }
    var matrices: [PackedMatrix?]
    do {
      let arena = MatrixArena()
      matrices = zip(shapes, weights).map { shape, values in
        values.withUnsafeBufferPointer {
          PackedMatrix($0, rowCount: shape.0, columnCount: shape.1, pool: pool, arena: arena)
        }
      }
    }
    matrices[1] = nil
    for (index, (outputs, columns)) in shapes.enumerated() {
      guard let matrix = matrices[index] else { continue }
      let x = [Float](repeating: 1, count: columns)
      var y = [Float](repeating: .nan, count: outputs)
      Matmul.multiply(matrix, x, rowCount: 1, into: &y, pool: pool)
      for output in 0..<outputs {
        let sum = weights[index][output * columns..<(output + 1) * columns].reduce(0, +)
        #expect(abs(y[output] - sum) <= 1e-4 * max(1, abs(sum)), "matrix \(index), seed \(seed)")
      }
    }
  }

  @Test func encoderAttentionMatchesTheFormula() {
    var random = SeededGenerator(seed: seed)
    let pool = ComputePool(threadCount: 2)
    let (tokens, heads, dimension) = (21, 3, 32)
    let width = heads * dimension
    let qkv = random.floats(tokens * 3 * width)
    let attention = EncoderAttention(headDimension: dimension, tokenCountMax: 30, scale: 0.25)
    let scratch = AlignedMemory(byteCount: heads * attention.scratchCount * 4)
    var out = [Float](repeating: .nan, count: tokens * width)
    qkv.withUnsafeBufferPointer { qkv in
      let q = qkv.baseAddress!
      out.withUnsafeMutableBufferPointer { out in
        let out = out.baseAddress!
        pool.forEach(heads) { items in
          for head in items {
            let q = q + head * dimension
            attention.attend(
              q: q, k: q + width, v: q + 2 * width, stride: 3 * width, tokenCount: tokens,
              scratch: scratch.pointer(atByte: head * attention.scratchCount * 4),
              into: out + head * dimension, outStride: width)
          }
        }
      }
    }
    func at(_ part: Int, _ token: Int, _ column: Int) -> Double {
      Double(qkv[(token * 3 + part) * width + column])
    }
    for token in 0..<tokens {
      for head in 0..<heads {
        let weights = (0..<tokens).map { t in
          (0..<dimension).reduce(0.0) {
            $0 + at(0, token, head * dimension + $1) * at(1, t, head * dimension + $1)
          }
        }.map { Double.exp($0 * 0.25) }
        for d in 0..<dimension {
          let column = head * dimension + d
          let sum = (0..<tokens).reduce(0.0) { $0 + weights[$1] * at(2, $1, column) }
          let expected = sum / weights.reduce(0, +)
          #expect(abs(Double(out[token * width + column]) - expected) < 1e-5, "seed \(seed)")
        }
      }
    }
  }
}

extension Double {
  fileprivate static func exp(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for n in 1..<60 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }
}
