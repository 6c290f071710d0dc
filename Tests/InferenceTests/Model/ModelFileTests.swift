import Compute
import Foundation
import Inference
import TestSupport
import Testing

/// What can be wrong with a model file that is well-formed: its weights, its size beside the memory there is,
/// and that somebody writes to it.
@Suite(.blocksItsThread) struct ModelFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("model.gguf")
  }

  private func write(_ data: Data) throws { try data.write(to: URL(fileURLWithPath: path)) }

  private func loadingError() -> ModelError? {
    do throws(ModelError) {
      _ = try DecoderModel.load(path: path, pool: ComputePool(threadCount: 2))
      return nil
    } catch { return error }
  }

  // MARK: Weights

  /// Bytes that make a block of the type infinite or not a number: where, and which.
  private static func poisons(_ type: String) -> [(offset: Int, bytes: [UInt8])] {
    let notANumber: [UInt8] = [0x00, 0x7e]
    let infinity: [UInt8] = [0x00, 0xfc]
    switch type {
    case "F32": return [(0, [0, 0, 0x80, 0x7f]), (4, [1, 0, 0xc0, 0xff])]
    case "F16": return [(0, infinity), (2, notANumber)]
    case "BF16": return [(0, [0x80, 0x7f]), (2, [0xc0, 0xff])]
    case "Q6_K": return [(208, notANumber)]
    case "Q4_1", "Q5_1", "Q4_K", "Q5_K": return [(0, notANumber), (2, infinity)]
    default: return [(0, infinity)]
    }
  }

  /// In each tensor of a model whose matrices have nine types: in its first block and in its last.
  @Test func weightsThatAreNotFiniteAreRefusedByName() throws {
    let whole = try Data(contentsOf: ModelLogitsTests.url("mixed_llama", "gguf"))
    try write(whole)
    for tensor in try GGUFFile(path: path).tensors {
      let last = tensor.byteRange.upperBound - tensor.type.blockByteCount
      for poison in Self.poisons(tensor.type.name) {
        for block in [tensor.byteRange.lowerBound, min(last, tensor.byteRange.upperBound - 8)] {
          var data = whole
          let place = block + poison.offset
          data.replaceSubrange(place..<place + poison.bytes.count, with: poison.bytes)
          try write(data)
          let error = loadingError()
          #expect(error?.code == .inconsistent)
          #expect(error?.message.contains("tensor '\(tensor.name)' holds") == true)
        }
      }
    }
  }

  // MARK: Memory

  @Test func weightsThatDoNotFitAreRefusedWithBothNumbers() throws {
    let model = try ModelFixture.model()
    // The embedding table is the head, and there once.
    let vectors = model.file.tensors.filter { $0.dimensions.count == 1 }
    let needed = vectors.reduce(model.weightByteCount) { $0 + $1.byteRange.count }
    func load(_ byteCount: Int, cacheTokenCount: Int = 0) throws -> DecoderModel {
      try DecoderModel.load(
        path: ModelFixture.path, pool: ComputePool(threadCount: 2),
        memory: AvailableMemory(byteCount: byteCount, source: "left over"),
        cacheTokenCount: cacheTokenCount)
    }
    #expect {
      try load(64 << 20)
    } throws: {
      guard let error = $0 as? ModelError else { return false }
      return error.code == .outOfMemory && error.message.contains("64 MiB are left over")
        && error.message.contains("take \((needed + (1 << 20) - 1) >> 20) MiB")
    }
    #expect(throws: ModelError.self) { try load(needed - 1) }
    _ = try load(needed)
    // Two blocks of keys and values.
    let cache = 2 * model.cacheBlockByteCount
    let error = try #require(throws: ModelError.self) {
      _ = try load(needed + cache - 1, cacheTokenCount: 129)
    }
    #expect(
      error.code == .outOfMemory
        && error.message.contains("of 129 tokens \((cache + (1 << 20) - 1) >> 20) MiB"))
    _ = try load(needed + cache, cacheTokenCount: 129)
  }

  /// Four terabytes at the least: refused by what this machine has, before a thread or a block is made.
  @Test func keysAndValuesThatDoNotFitAreRefusedAtLoad() throws {
    let error = try #require(throws: ModelLoadError.self) {
      _ = try InferenceEngine.load(
        path: ModelFixture.path,
        options: EngineOptions(limits: SchedulerLimits(cacheTokenMax: 1 << 28)))
    }
    #expect(error.description.contains("keys and values of \(1 << 28) tokens"))
  }

  @Test func theLeastOfMachineAndControlGroupsIsAvailable() throws {
    func write(_ text: String, _ name: String) throws {
      let file = URL(fileURLWithPath: folder.path + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    func available() -> Int? { AvailableMemory.now(root: folder.path)?.byteCount }
    #expect(available() == nil)
    try write("MemTotal: 9000 kB\nMemAvailable:    2048 kB\n", "/proc/meminfo")
    #expect(available() == 2_097_152)
    // Version 2: the group itself is free, the one above it is not.
    try write("0::/a/b\n", "/proc/self/cgroup")
    try write("max\n", "/sys/fs/cgroup/a/b/memory.max")
    try write("300000\n", "/sys/fs/cgroup/a/b/memory.current")
    #expect(available() == 2_097_152)
    try write("1000000\n", "/sys/fs/cgroup/a/memory.max")
    try write("400000\n", "/sys/fs/cgroup/a/memory.current")
    try write("anon 1\ninactive_file 100000\n", "/sys/fs/cgroup/a/memory.stat")
    #expect(available() == 700_000)
    #expect(AvailableMemory.now(root: folder.path)?.source.contains("control group") == true)
    // In a container the path may be the host's; the files lie in the root.
    try write("500000\n", "/sys/fs/cgroup/memory.max")
    try write("600000\n", "/sys/fs/cgroup/memory.current")
    #expect(available() == 0)
    // Version 1.
    try write("8:pids:/\n4:memory:/docker/x\n", "/proc/self/cgroup")
    try write("1500000\n", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
    try write("1000000\n", "/sys/fs/cgroup/memory/memory.usage_in_bytes")
    #expect(available() == 500_000)
    try write("9223372036854771712\n", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
    #expect(available() == 2_097_152)
  }

  @Test func thisMachineSaysWhatIsAvailable() throws {
    #expect(try #require(AvailableMemory.now()).byteCount > 0)
  }

  // MARK: Changes

  @Test(arguments: ["appended to", "truncated", "written over"])
  func aFileThatChangesWhileItIsReadIsRefused(change: String) throws {
    try write(TinyModel.bytes(.gemma3))
    let file = try GGUFFile(path: path)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    switch change {
    case "appended to":
      try handle.seekToEnd()
      try handle.write(contentsOf: Data([0]))
    case "truncated": try handle.truncate(atOffset: 100_000)
    default:
      try handle.seek(toOffset: 150_000)
      try handle.write(contentsOf: Data([0]))
      // Even where the clock of the file system has not moved on.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    }
    try handle.close()
    #expect {
      try DecoderModel(file: file, pool: ComputePool(threadCount: 2))
    } throws: {
      "\($0)".contains("changed while it was read")
    }
  }

  /// Another model in the file's place, by renaming, is not what is being read.
  @Test func aFileThatIsReplacedWhileItIsReadIsReadToItsEnd() throws {
    try write(TinyModel.bytes(.qwen2))
    let file = try GGUFFile(path: path)
    try TinyModel.bytes(.qwen3).write(to: URL(fileURLWithPath: path), options: .atomic)
    let model = try DecoderModel(file: file, pool: ComputePool(threadCount: 1))
    #expect(model.configuration.family == .qwen2)
    _ = try model.sha256()
  }

  @Test(arguments: DecoderFamily.allCases)
  func nothingOfTheFileIsNeededAfterLoading(family: DecoderFamily) throws {
    try write(TinyModel.bytes(family))
    let model = try DecoderModel.load(path: path, pool: ComputePool(threadCount: 2))
    func logits() throws -> [[Float]] {
      try model.logits(DecoderModel.rows([1, 60, 30], KVCache(model, capacity: 3)))
    }
    let expected = try logits()
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: 0)
    try handle.close()
    #expect(try logits() == expected)
    #expect(try model.file.strings("tokenizer.ggml.tokens").last == "t60")
    #expect(throws: GGUFError.self) { try model.sha256() }
  }

  // MARK: Headers

  /// The header is read in growing pieces; a key that crosses them is read whole.
  @Test func headersOfAnyLengthAreRead() throws {
    let text = String(repeating: "long ", count: 300_000)
    var b = GGUFBuilder()
    b.header(tensorCount: 1, metadataCount: 2)
    b.key("a.text", type: 8)
    b.string("value", text)
    b.key("a.number", type: 5)
    b.integer("number", Int32(-5))
    b.tensor("x", dimensions: [8], type: 0, offset: 0)
    b.data(alignment: 32, byteCount: 32)
    try write(Data(b.bytes))
    let file = try GGUFFile(path: path)
    #expect(try file.string("a.text") == text)
    #expect(try file.int("a.number") == -5)
    #expect(file.tensors.map(\.byteRange) == [b.bytes.count - 32..<b.bytes.count])
    try write(Data(b.bytes.dropLast(100)))
    #expect {
      try GGUFFile(path: path)
    } throws: {
      "\($0)".contains("truncated or corrupt")
    }
  }
}
