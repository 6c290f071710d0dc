import Glibc
import Inference
import Synchronization

/// A language model whose logits are a hash of the sequence so far: no weights, but every property
/// that the engine relies on, and it traps on every misuse of the cache.
///
/// Its blocks hold the tokens read at each position, as those of a real model hold keys and values.
/// Logits come from what the blocks say, so that a wrong block table changes tokens.
final class ToyModel: LanguageModel {
  final class Blocks: CacheBlocks {
    let length: Int
    var tokens: [TokenID]

    init(count: Int, length: Int) {
      self.length = length
      tokens = [TokenID](repeating: -1, count: count * length)
    }

    func copy(_ source: BlockID, to destination: BlockID, positionCount: Int) {
      for offset in 0..<positionCount {
        tokens[destination.index * length + offset] = tokens[source.index * length + offset]
      }
    }
  }

  final class Cache: SequenceCache {
    let capacity: Int
    let blocks: Blocks
    private var table: [BlockID] = []
    private var count = 0

    init(capacity: Int, blocks: Blocks) {
      self.capacity = capacity
      self.blocks = blocks
    }

    var mappedCount: Int { min(table.count * blocks.length, capacity) }
    func append(_ block: BlockID) { table.append(block) }
    func replace(at index: Int, with block: BlockID) {
      for offset in 0..<blocks.length {
        precondition(
          blocks.tokens[block.index * blocks.length + offset]
            == blocks.tokens[table[index].index * blocks.length + offset],
          "a block in whose place another one comes holds the same")
      }
      table[index] = block
    }
    func adopt(count: Int) { self.count = count }
    func unmapAll() {
      table = []
      count = 0
    }

    func write(_ token: TokenID, at position: Int) {
      precondition(position < mappedCount, "a row beyond its blocks")
      precondition(position <= count, "a gap in the cache")
      blocks.tokens[place(position)] = token
      count = position + 1
    }

    func tokens(before end: Int, count: Int) -> [TokenID] {
      (max(0, end - count)..<end).map { blocks.tokens[place($0)] }
    }

    private func place(_ position: Int) -> Int {
      table[position / blocks.length].index * blocks.length + position % blocks.length
    }
  }

  struct Failure: Error {}

  let vocabularySize: Int
  let contextLength: Int
  /// The smaller, the more the text repeats itself and the more speculation can find.
  let memory: Int
  let cacheBlockLength: Int
  let passCount = Atomic(0)
  let largestBatch = Atomic(0)
  /// Rows whose logits were wanted: in all, and in one pass at most.
  let logitRowCount = Atomic(0)
  let largestLogitRowCount = Atomic(0)
  /// The pass that throws, if any.
  let failingPass: Int?
  /// Closed, it holds every pass back until it is opened.
  let gate: Gate?

  init(
    vocabularySize: Int = 64, contextLength: Int = 512, memory: Int = 2, blockLength: Int = 16,
    failingPass: Int? = nil,
    gate: Gate? = nil
  ) {
    self.vocabularySize = vocabularySize
    self.contextLength = contextLength
    self.memory = memory
    cacheBlockLength = blockLength
    self.failingPass = failingPass
    self.gate = gate
  }

  var cacheBlockByteCount: Int { cacheBlockLength * MemoryLayout<TokenID>.stride }

  func makeCacheBlocks(count: Int) -> Blocks { Blocks(count: count, length: cacheBlockLength) }

  func makeCache(capacity: Int, in blocks: Blocks) throws -> Cache {
    Cache(capacity: capacity, blocks: blocks)
  }

  func forward(
    _ rows: [BatchRow<Cache>], logits: UnsafeMutableBufferPointer<Float>
  ) throws {
    gate?.pass()
    let pass = passCount.add(1, ordering: .relaxed).newValue
    largestBatch.store(
      max(rows.count, largestBatch.load(ordering: .relaxed)), ordering: .relaxed)
    if pass == failingPass { throw Failure() }
    var wanted = 0
    for row in rows {
      precondition(row.position < row.cache.capacity, "a row beyond its cache")
      row.cache.write(row.token, at: row.position)
      guard row.wantsLogits else { continue }
      let recent = row.cache.tokens(before: row.position + 1, count: memory)
      writeLogits(after: recent, to: logits, at: wanted * vocabularySize)
      wanted += 1
    }
    precondition(wanted * vocabularySize == logits.count, "room for the logits asked for")
    logitRowCount.add(wanted, ordering: .relaxed)
    largestLogitRowCount.store(
      max(wanted, largestLogitRowCount.load(ordering: .relaxed)), ordering: .relaxed)
  }

  private func writeLogits(
    after tokens: [TokenID], to logits: UnsafeMutableBufferPointer<Float>, at start: Int
  ) {
    var state: UInt64 = 1
    for token in tokens {
      state = (state ^ UInt64(token)) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 29
    }
    for index in 0..<vocabularySize {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      logits[start + index] = Float(state >> 40) / Float(1 << 21)
    }
    // The end token is less likely than the others, for answers of some length.
    logits[start + 1] -= 4
  }
}

/// Lets a test hold the engine's thread between two passes.
final class Gate: Sendable {
  private struct State {
    var allowed = 0
    var isOpen = false
    var arrived = 0
  }
  private let state = Mutex(State())

  /// Called by the model; returns when a pass is allowed.
  func pass() {
    state.withLock { $0.arrived += 1 }
    while true {
      let mayPass = state.withLock { state in
        if state.isOpen { return true }
        if state.allowed > 0 {
          state.allowed -= 1
          return true
        }
        return false
      }
      if mayPass { return }
      usleep(200)
    }
  }

  var arrivedCount: Int { state.withLock { $0.arrived } }
  func allow(_ count: Int) { state.withLock { $0.allowed += count } }
  func open() { state.withLock { $0.isOpen = true } }
}

extension Tokenizer {
  /// A vocabulary of the printable ASCII characters, one merge and two control tokens.
  static func toy() throws -> Tokenizer {
    let characters = (33...94).map { String(UnicodeScalar(UInt8($0))) }
    return try Tokenizer(
      VocabularySource(
        model: "gpt2", preTokenizer: "smollm",
        tokens: ["<|im_start|>", "<|im_end|>"] + characters + ["AB"],
        kinds: [3, 3] + [Int32](repeating: 1, count: characters.count + 1), merges: ["A B"],
        endOfText: 1))
  }
}

extension StepCost {
  /// As of a machine on which more rows cost nothing, so that every promising proposal is verified.
  static let rowsAreFree = StepCost(known: [.milliseconds(1)])
}

/// An engine over a toy model that is shut down at the end.
func withEngine<T>(
  _ model: ToyModel = ToyModel(), limits: SchedulerLimits = SchedulerLimits(),
  stepCost: StepCost = StepCost(), tenantCache: TenantCache? = nil,
  draft: Engine<ToyModel>.Draft? = nil,
  _ body: (Engine<ToyModel>) async throws -> T
) async throws -> T {
  let engine = Engine(
    model: model, tokenizer: try .toy(), chatTemplate: .failure(.missing), limits: limits,
    stepCost: stepCost, tenantCache: tenantCache, draft: draft)
  defer { engine.shutDown() }
  return try await body(engine)
}
