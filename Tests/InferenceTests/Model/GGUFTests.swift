import Foundation
import Inference
import Testing

/// The reader against every kind of damage. A damaged file gives an error with a message, never a
/// crash and never an allocation on the word of a length field.
@Suite struct GGUFTests {
  /// Writes bytes to a file of its own and removes it afterwards.
  @discardableResult
  private func withFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
    let path = FileManager.default.temporaryDirectory.path + "/apus-\(UUID().uuidString).gguf"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  private func error(_ bytes: [UInt8]) throws -> GGUFError? {
    try withFile(bytes) { path in
      do throws(GGUFError) {
        _ = try GGUFFile(path: path)
        return nil
      } catch { return error }
    }
  }

  /// A valid file: one key of each kind and two tensors, with the place of every field by name.
  private func sample() -> GGUFBuilder {
    var b = GGUFBuilder()
    b.header(tensorCount: 2, metadataCount: 5)
    b.key("general.alignment", type: 4)
    b.integer("alignment", UInt32(64))
    b.key("a.name", type: 8)
    b.string("value", "hello")
    b.key("a.flag", type: 7)
    b.integer("flag", UInt8(1))
    b.key("a.words", type: 9)
    b.integer("element type", UInt32(8))
    b.integer("element count", UInt64(2))
    b.string("element 0", "one")
    b.string("element 1", "two")
    b.key("a.numbers", type: 9)
    b.integer("number type", UInt32(5))
    b.integer("number count", UInt64(3))
    for value in [-1, 0, 7] as [Int32] { b.integer("number", value) }
    b.tensor("x", dimensions: [32, 2], type: 3, offset: 0)
    b.tensor("y", dimensions: [5], type: 0, offset: 64)
    b.data(alignment: 64, byteCount: 64 + 20)
    return b
  }

  @Test func readsWhatWasWritten() throws {
    let bytes = sample().bytes
    try withFile(bytes) { path in
      let file = try GGUFFile(path: path)
      #expect(file.version == 3)
      #expect(file.alignment == 64)
      #expect(try file.string("a.name") == "hello")
      #expect(try file.bool("a.flag"))
      #expect(try file.strings("a.words") == ["one", "two"])
      #expect(try file.ints("a.numbers") == [-1, 0, 7])
      #expect(file.tensors.map(\.name) == ["x", "y"])
      let y = try #require(file.tensor("y"))
      var data = [UInt8](repeating: 0, count: 20)
      try data.withUnsafeMutableBytes { try file.read(y, into: $0) }
      #expect(data == bytes.suffix(20))
      #expect(y.byteRange.upperBound == bytes.count)
      #expect(throws: GGUFError.self) { try file.int("a.name") }
      #expect(throws: GGUFError.self) { try file.string("missing") }
    }
  }

  /// Repairing it would give a model another vocabulary than its own.
  @Test func textThatIsNotUTF8IsRefused() throws {
    for (text, place) in [
      ("a.name", "metadata key 1"), ("hello", "'a.name'"), ("two", "element 1 of 'a.words'"),
    ] {
      var bytes = sample().bytes
      let range = try #require(bytes.firstRange(of: Array(text.utf8)))
      bytes[range.upperBound - 1] = 0xC3
      let message = try #require(try error(bytes)).message
      #expect(message.contains(place) && message.contains("is not UTF-8"), "\(message)")
    }
  }

  @Test func missingFilesAndFoldersAreNamed() {
    for path in ["/nonexistent/model.gguf", "/"] {
      #expect { try GGUFFile(path: path) } throws: { error in
        let error = error as? GGUFError
        return error?.code == .unreadable && error?.message.contains(path) == true
      }
    }
  }

  /// What a hole of a file claims to be metadata is not read into memory.
  @Test func aHeaderThatNoModelNeedsIsRefused() throws {
    var b = GGUFBuilder()
    b.header(tensorCount: 0, metadataCount: 1)
    b.key("a.bytes", type: 9)
    b.integer("type", UInt32(0))
    b.integer("count", UInt64(1) << 28)
    try withFile(b.bytes) { path in
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.truncate(atOffset: 1 << 29)
      #expect { try GGUFFile(path: path) } throws: { error in
        let error = error as? GGUFError
        return error?.code == .corrupt && error?.message.contains("64 MiB") == true
          && error?.message.contains(path) == true
      }
    }
  }

  /// Every prefix of a valid file is refused.
  @Test func everyTruncationIsRefused() throws {
    let bytes = sample().bytes
    for count in 0..<bytes.count {
      let error = try #require(try error(Array(bytes[..<count])), "prefix of \(count) bytes")
      #expect(error.code == .corrupt)
    }
  }

  /// Each numeric field set to hostile values: either the file is refused or the field did not matter.
  @Test func everyHeaderFieldIsChecked() throws {
    let sample = sample()
    // Fields for which any of these values contradicts the rest of the file.
    let strict: Set<String> = [
      "magic", "version", "tensor count", "metadata count", "alignment", "element count",
      "number count", "key length", "value length", "element 0 length", "tensor name length",
      "dimension count", "dimension", "tensor type", "offset", "value type", "element type",
    ]
    // Cut to the field's width, each is still absurd.
    let hostile: [UInt64] = [.max, 1 << 63 | 1 << 31, .max >> 1, 0x1_1000_0001, 0xffff_fffe]
    for field in sample.fields {
      for value in hostile {
        var bytes = sample.bytes
        let narrow =
          value & (field.byteCount == 8 ? .max : (1 << (8 * UInt64(field.byteCount))) - 1)
        for i in 0..<field.byteCount {
          bytes[field.offset + i] = UInt8(truncatingIfNeeded: narrow >> (8 * UInt64(i)))
        }
        let error = try error(bytes)
        if strict.contains(field.name), bytes != sample.bytes {
          #expect(error != nil, "\(field.name) = \(narrow)")
        }
        if let error { #expect(error.message.contains(".gguf") && error.message.count > 40) }
      }
    }
    #expect(Set(sample.fields.map(\.name)).isSuperset(of: strict))
  }

  @Test func oneFieldAtATimeSaysWhatIsWrong() throws {
    func message(_ change: (inout GGUFBuilder) -> Void) throws -> String {
      var b = GGUFBuilder()
      change(&b)
      b.data(alignment: 32, byteCount: 64)
      return try #require(try error(b.bytes)).message
    }
    #expect(
      try message {
        $0.header(tensorCount: 0, metadataCount: 0, version: 0x0300_0000)
      }.contains("big endian"))
    #expect(
      try message {
        $0.header(tensorCount: 2, metadataCount: 0)
        for _ in 0..<2 { $0.tensor("x", dimensions: [4], type: 0, offset: 0) }
      }.contains("'x' appears twice"))
    #expect(
      try message {
        $0.header(tensorCount: 1, metadataCount: 0)
        $0.tensor("x", dimensions: [33], type: 8, offset: 0)
      }.contains("blocks of 32"))
    #expect(
      try message {
        $0.header(tensorCount: 1, metadataCount: 0)
        $0.tensor("x", dimensions: [4], type: 0, offset: 8)
      }.contains("multiple of 32"))
    #expect(
      try message {
        $0.header(tensorCount: 1, metadataCount: 0)
        $0.tensor("x", dimensions: [4], type: 77, offset: 0)
      }.contains("unknown type 77"))
  }

  /// Random damage to a real header: bytes flipped, spans overwritten, files cut.
  @Test func survivesRandomDamage() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(state: seed)
    let original = sample().bytes
    for round in 0..<1500 {
      var bytes = original
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        default:
          let end = min(bytes.count, at + 8)
          for i in at..<end { bytes[i] = Bool.random(using: &random) ? 0xff : 0 }
        }
      }
      if Int.random(in: 0..<5, using: &random) == 0 {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      }
      try withFile(bytes) { path in
        do throws(GGUFError) {
          let file = try GGUFFile(path: path)
          // What was accepted can be read in full.
          for tensor in file.tensors {
            let data = UnsafeMutableRawBufferPointer.allocate(
              byteCount: tensor.byteRange.count, alignment: 1)
            defer { data.deallocate() }
            try file.read(tensor, into: data)
          }
          for case .array(let array) in file.metadata.values {
            _ = (array.strings, array.ints, array.floats)
          }
        } catch {
          #expect(!error.message.isEmpty, "seed \(seed), round \(round)")
        }
      }
    }
    print("GGUF damage seed \(seed)")
  }

  /// A well-formed file that is no Llama, and damage to the model file itself, end in a ModelError.
  @Test func modelsThatCannotBeComputedSayWhy() throws {
    var b = GGUFBuilder()
    b.header(tensorCount: 0, metadataCount: 1)
    b.key("general.architecture", type: 8)
    b.string("value", "mamba")
    try withFile(b.bytes) { path in
      #expect { try DecoderModel.load(path: path) } throws: { error in
        let error = error as? ModelError
        return error?.code == .unsupported && error?.message.contains("'mamba'") == true
      }
    }
    let url = try ModelLogitsTests.url("tiny_llama", "gguf")
    let whole = [UInt8](try Data(contentsOf: url))
    try withFile(Array(whole.dropLast(100))) { path in
      #expect { try DecoderModel.load(path: path) } throws: {
        ($0 as? ModelError)?.code == .file
      }
    }
    // A tensor type without kernels: F16 tensors relabelled as I16, which is as large.
    var relabelled = whole
    let name = Array("blk.0.attn_q.weight".utf8)
    let at = try #require(relabelled.firstRange(of: name)).upperBound + 4 + 16
    relabelled[at] = 25
    try withFile(relabelled) { path in
      #expect { try DecoderModel.load(path: path) } throws: { error in
        let error = error as? ModelError
        return error?.code == .unsupported && error?.message.contains("I16") == true
      }
    }
  }

  /// Weights that the metadata leaves no place for are refused, never left out.
  @Test(arguments: [
    (text: "llama.block_count", offset: 4, byte: 1, complaint: "'llama.block_count' is 1"),
    ("\0\0output.weigh", 0, 0x73, "'output.weighs'"),
  ])
  func weightsThatNobodyWouldUseAreRefused(
    text: String, offset: Int, byte: UInt8, complaint: String
  ) throws {
    let url = try ModelLogitsTests.url("tiny_llama", "gguf")
    var bytes = [UInt8](try Data(contentsOf: url))
    bytes[try #require(bytes.firstRange(of: Array(text.utf8))).upperBound + offset] = byte
    try withFile(bytes) { path in
      #expect { try DecoderModel.load(path: path) } throws: {
        "\($0)".contains(complaint)
      }
    }
  }

  /// Sums of the weights of more tokens would not be exact.
  @Test func aVocabularyLargerThanSamplingCountsWithIsRefused() throws {
    let message = try refusal(vocabularySize: (1 << 19) + 1, rowCount: (1 << 19) + 1)
    #expect(message.contains("a vocabulary of \((1 << 19) + 1) tokens is not plausible"))
  }

  @Test func aVocabularyOfAnotherSizeThanTheWeightsIsRefused() throws {
    let message = try refusal(vocabularySize: 32, rowCount: 31)
    #expect(
      message.contains("'llama.vocab_size' is 32, but 'token_embd.weight' has 31 rows"))
  }

  /// What is said of a model that has nothing but an embedding table.
  private func refusal(vocabularySize: Int, rowCount: Int) throws -> String {
    let lengths = [
      "block_count", "context_length", "embedding_length", "feed_forward_length",
      "attention.head_count", "vocab_size",
    ]
    var b = GGUFBuilder()
    b.header(tensorCount: 1, metadataCount: UInt64(lengths.count) + 2)
    b.key("general.architecture", type: 8)
    b.string("value", "llama")
    b.key("llama.attention.layer_norm_rms_epsilon", type: 6)
    b.integer("epsilon", Float(1e-5).bitPattern)
    for key in lengths {
      b.key("llama." + key, type: 4)
      b.integer(key, UInt32(key == "vocab_size" ? vocabularySize : 32))
    }
    b.tensor("token_embd.weight", dimensions: [32, UInt64(rowCount)], type: 2, offset: 0)
    b.data(alignment: 32, byteCount: rowCount * 18)
    return try withFile(b.bytes) { path in
      try #require(throws: ModelError.self) { _ = try DecoderModel.load(path: path) }.message
    }
  }
}

/// Builds GGUF bytes and remembers where each numeric field lies.
struct GGUFBuilder {
  struct Field {
    let name: String
    let offset: Int
    let byteCount: Int
  }
  private(set) var bytes: [UInt8] = []
  private(set) var fields: [Field] = []

  mutating func integer<T: FixedWidthInteger>(_ name: String, _ value: T) {
    fields.append(Field(name: name, offset: bytes.count, byteCount: MemoryLayout<T>.size))
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }
  mutating func string(_ name: String, _ text: String) {
    integer(name + " length", UInt64(text.utf8.count))
    bytes += text.utf8
  }
  mutating func header(tensorCount: UInt64, metadataCount: UInt64, version: UInt32 = 3) {
    integer("magic", UInt32(0x4655_4747))
    integer("version", version)
    integer("tensor count", tensorCount)
    integer("metadata count", metadataCount)
  }
  mutating func key(_ key: String, type: UInt32) {
    string("key", key)
    integer("value type", type)
  }
  mutating func tensor(_ name: String, dimensions: [UInt64], type: UInt32, offset: UInt64) {
    string("tensor name", name)
    integer("dimension count", UInt32(dimensions.count))
    for dimension in dimensions { integer("dimension", dimension) }
    integer("tensor type", type)
    integer("offset", offset)
  }
  mutating func data(alignment: Int, byteCount: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
    bytes += (0..<byteCount).map { UInt8(truncatingIfNeeded: $0) }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
