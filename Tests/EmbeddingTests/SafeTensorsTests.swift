import Embedding
import Foundation
import Testing

/// Every field of a header attacked: the answer is an error that names it, never a wrong tensor.
struct SafeTensorsTests {
  private func file(_ header: String, data: Int, count: UInt64? = nil) -> [UInt8] {
    let bytes = Array(header.utf8)
    let length = count ?? UInt64(bytes.count)
    return withUnsafeBytes(of: length.littleEndian, Array.init) + bytes
      + [UInt8](repeating: 1, count: data)
  }

  private func parse(_ bytes: [UInt8]) throws -> SafeTensorsHeader {
    try bytes.withUnsafeBytes { try SafeTensorsHeader($0, path: "model.safetensors") }
  }

  private func tensor(_ type: String, _ shape: String, _ offsets: String) -> String {
    #"{"a":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}}"#
  }

  @Test func aHeaderIsRead() throws {
    let header = try parse(
      file(
        #"{"__metadata__":{"format":"pt","shape":"x"},"#
          + #""a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"#
          + #""b":{"dtype":"BF16","shape":[],"data_offsets":[24,26]}}"#, data: 26))
    #expect(header.entries["a"]?.shape == [2, 3])
    #expect(header.entries["b"]?.bytes == 24..<26)
    #expect(header.entries.count == 2)
  }

  @Test(arguments: [
    ("F32", "[2,3]", "[0,20]", "needs 24 bytes"), ("F32", "[2,3]", "[0,28]", "outside the 24"),
    ("F32", "[2,3]", "[24,0]", "outside"), ("F32", "[2,3]", "[-4,20]", "outside"),
    ("F32", "[2,3]", "[0]", "outside"), ("F32", "[2,3]", "[0,1e30]", "JSON"),
    ("F32", "[-2,-3]", "[0,24]", "impossible shape"),
    ("F32", "[4611686018427387904,4]", "[0,24]", "impossible shape"),
    ("F32", "[1,1,1,1,1,1,1,1,6]", "[0,24]", "dimensions"),
    ("Q9", "[6]", "[0,24]", "unknown element type"), ("F32", "null", "[0,24]", "lacks"),
    ("F32", "[\"2\"]", "[0,24]", "JSON"), ("F32", "[5]", "[0,20]", "20 bytes, but 24"),
    ("F32", "[5]", "[4,24]", "begins at 4"),
  ])
  func anAttackedFieldIsNamed(type: String, shape: String, offsets: String, says: String) {
    #expect {
      try parse(file(tensor(type, shape, offsets), data: 24))
    } throws: { "\($0)".contains(says) }
  }

  @Test func anAttackedLengthIsNamed() {
    let header = tensor("F32", "[6]", "[0,24]")
    for count in [UInt64.max, 1 << 62, 10_000, UInt64(header.utf8.count + 25)] {
      #expect { try parse(file(header, data: 24, count: count)) } throws: {
        "\($0)".contains("says its header takes \(count) bytes")
      }
    }
    #expect(throws: EmbeddingError.self) { try parse([1, 2, 3]) }
    #expect(throws: EmbeddingError.self) { try parse(file(header, data: 24, count: 5)) }
  }

  @Test func overlappingTensorsAreRefused() {
    let header =
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"#
      + #""b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}"#
    #expect { try parse(file(header, data: 6)) } throws: { "\($0)".contains("overlap") }
  }

  @Test func damageNeverTraps() {
    let valid = file(tensor("F32", "[6]", "[0,24]"), data: 24)
    for seed in UInt64(0)..<2_000 {
      var generator = SeededGenerator(seed: seed)
      var bytes = valid
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = generator.next(upperBound: 128)
      }
      bytes.removeLast(Int.random(in: 0...3, using: &generator))
      // Whatever is accepted satisfies the invariants that the parser states.
      if let header = try? parse(bytes) {
        let total = header.entries.values.reduce(0) { $0 + $1.bytes.count }
        #expect(header.dataOffset + total == bytes.count, "seed \(seed)")
      }
    }
  }

  @Test func aTensorOfAnotherShapeOrTypeIsRefused() throws {
    let path = NSTemporaryDirectory() + "apus-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = file(tensor("I32", "[6]", "[0,24]"), data: 24)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let opened = try SafeTensorsFile(path: path)
    #expect { try opened.floats("a", shape: [2, 3]) } throws: { "\($0)".contains("shape [6]") }
    #expect { try opened.floats("a", shape: [6]) } throws: { "\($0)".contains("is I32") }
    #expect { try opened.floats("b", shape: [6]) } throws: { "\($0)".contains("no tensor 'b'") }
  }
}
