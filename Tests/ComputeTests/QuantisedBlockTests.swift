import Compute
import Foundation
import TestSupport
import Testing

/// Blocks of every element type against the values that the format's own Python package gives them
/// (`scripts/references/quantised_blocks.py`).
@Suite(.blocksItsThread) struct QuantisedBlockTests {
  struct Entry: Decodable {
    let type: String
    let rows: Int
    let columns: Int
    let blocks: Data
    /// Little-endian 32-bit floats.
    let values: Data

    var floats: [Float] {
      values.withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map {
          Float(
            bitPattern: UInt32(
              littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
        }
      }
    }
  }

  private static func entries() throws -> [Entry] {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/quantised_blocks", withExtension: "json"))
    return try JSONDecoder().decode([Entry].self, from: Data(contentsOf: url))
  }

  @Test func everyTypeHasBlocks() throws {
    let types = try Self.entries().map(\.type)
    #expect(types.sorted() == ElementType.allCases.map(\.rawValue).sorted())
  }

  /// Row-wise dequantisation is exact: the same operations in the same precision.
  @Test(arguments: ElementType.allCases) func dequantises(type: ElementType) throws {
    let entry = try #require(Self.entries().first { $0.type == type.rawValue })
    var values = [Float](repeating: .nan, count: entry.rows * entry.columns)
    entry.blocks.withUnsafeBytes {
      Dequantizer.floats(of: $0, type: type, count: values.count, into: &values)
    }
    #expect(values == entry.floats)
  }

  /// Products with the columns of the identity read every packed weight back. 127 survives the
  /// rounding of activations as it is, so only the last bits of the sums differ.
  @Test(arguments: ElementType.allCases) func packsEveryWeight(type: ElementType) throws {
    let entry = try #require(Self.entries().first { $0.type == type.rawValue })
    let pool = ComputePool(threadCount: 1)
    let columns = entry.columns
    let matrix = entry.blocks.withUnsafeBytes {
      PackedMatrix($0, type: type, rowCount: entry.rows, columnCount: columns, pool: pool)
    }
    var x = [Float](repeating: 0, count: columns * columns)
    for column in 0..<columns { x[column * columns + column] = 127 }
    var y = [Float](repeating: .nan, count: columns * entry.rows)
    Matmul.multiply(matrix, x, rowCount: columns, into: &y, pool: pool)
    let expected = entry.floats
    for row in 0..<entry.rows {
      for column in 0..<columns {
        let got = y[column * entry.rows + row] / 127
        let value = expected[row * columns + column]
        // A scale times a quant may be far larger than the weight that is left once its offset is
        // taken off.
        #expect(
          abs(got - value) <= 4e-6 * max(abs(value), 64), "\(type), row \(row), column \(column)")
      }
    }
  }
}
