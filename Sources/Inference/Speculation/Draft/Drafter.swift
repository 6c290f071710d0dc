import Compute

/// Guesses with a small model of the same vocabulary.
///
/// It has keys and values of its own, in blocks of its own pool, for as many tokens as the large
/// model's; a request for which no block is left is not drafted for. What was guessed and refused is
/// overwritten: the cache is good as far as its tokens are those of the sequence.
///
/// Guesses are chosen by the request's own sampling parameters and seed. So with a temperature the two
/// models use the same random number at a position, and agree as often as their distributions allow.
///
/// Belongs to the engine's thread. A draft model that fails is not used again: what it was for can be
/// done without it.
struct Drafter<Model: LanguageModel> {
  /// A request to guess for.
  struct Request {
    var id: RequestID
    /// The prompt and, behind it, every token chosen.
    var tokens: [TokenID]
    var capacity: Int
    var sampler: Sampler
    /// The most tokens to guess.
    var countMax: Int
  }

  /// A guess, and how far it is ahead of the next best token: the share of the two's probability.
  struct Guess {
    var token: TokenID
    var confidence: Double
  }

  private struct Sequence {
    var cache: Model.Cache
    var blocks: [BlockID] = []
    /// Leading tokens of the sequence that the cache holds.
    var agreedCount = 0
    /// What the cache holds behind them: guesses.
    var guessed: [TokenID] = []
  }

  /// Tokens that are read together with the first guess; more are read in steps before.
  private static var unreadCountMax: Int { 16 }

  let model: Model
  private let memory: Model.Blocks
  private var pool: BlockPool
  private var sequences: [RequestID: Sequence] = [:]
  private var cost: StepCost
  private var readCost = PrefillCost()
  private var logits: [Float] = []
  private var rows: [BatchRow<Model.Cache>] = []
  private var passCount = 0
  /// What passes took since the step began.
  private(set) var spentSeconds = 0.0
  private var isBroken = false

  init(_ model: Model, cacheTokenMax: Int, cost: StepCost) {
    self.model = model
    self.cost = cost
    let blockCount = (cacheTokenMax + model.cacheBlockLength - 1) / model.cacheBlockLength
    memory = model.makeCacheBlocks(count: blockCount)
    pool = BlockPool(blockCount: blockCount)
  }

  var statistics: DraftStatistics {
    DraftStatistics(
      passCount: passCount, blockCount: pool.blockCount, heldBlockCount: pool.usedCount,
      isBroken: isBroken)
  }

  /// Seconds of a pass that guesses a token for each of `requestCount` requests.
  func passSeconds(requestCount: Int) -> Double? { cost.estimate(rowCount: requestCount) }

  /// A step begins: lets go of what belongs to requests that are no more.
  mutating func stepBegins(isRunning: (RequestID) -> Bool) {
    spentSeconds = 0
    for (id, sequence) in sequences where !isRunning(id) {
      for block in sequence.blocks { pool.release(block) }
      sequences[id] = nil
    }
  }

  /// Whether a guess for the request could begin now. Where much of it is still to be read, a part is,
  /// within `budget`; where that is spent, nothing.
  mutating func read(_ request: Request, budget: Duration) -> Bool {
    guard !isBroken, request.tokens.count + 1 < model.contextLength,
      makeRoom(request), var sequence = sequences[request.id]
    else { return false }
    agree(&sequence, request.tokens)
    defer { sequences[request.id] = sequence }
    let unreadCount = request.tokens.count - sequence.agreedCount
    guard unreadCount > Self.unreadCountMax else { return true }
    guard budget > .zero else { return false }
    // The newest is left for the pass that guesses.
    let count = min(unreadCount - 1, readCost.rowCount(within: budget, spent: 0))
    let range = sequence.agreedCount..<sequence.agreedCount + count
    rows.removeAll(keepingCapacity: true)
    for position in range {
      rows.append(
        BatchRow(
          cache: sequence.cache, token: request.tokens[position], position: position,
          wantsLogits: false))
    }
    guard let seconds = pass(logitRowCount: 0) else { return false }
    readCost.measured(rowCount: count, seconds: seconds)
    spentSeconds += seconds
    sequence.agreedCount = range.upperBound
    return unreadCount - count <= Self.unreadCountMax
  }

  /// Guesses for requests that are read, one token of each in a pass. A request leaves when it has its
  /// tokens, or when `goesOn` says so.
  ///
  /// - Returns: for each request its guesses, in order.
  mutating func guess(
    _ requests: [Request], goesOn: (_ index: Int, _ guesses: [Guess]) -> Bool
  ) -> [[Guess]] {
    var requests = requests
    var guesses = [[Guess]](repeating: [], count: requests.count)
    for (index, request) in requests.enumerated() {
      let room = (sequences[request.id]?.cache.mappedCount ?? 0) - request.tokens.count
      requests[index].countMax = min(request.countMax, room)
    }
    var open = requests.indices.filter { requests[$0].countMax > 0 }
    while !open.isEmpty, !isBroken {
      rows.removeAll(keepingCapacity: true)
      for index in open { appendRows(requests[index]) }
      guard let seconds = pass(logitRowCount: open.count) else { break }
      cost.measured(rowCount: rows.count, duration: .seconds(1) * seconds)
      spentSeconds += cost.estimate(rowCount: rows.count) ?? seconds
      for (row, index) in open.enumerated() {
        let position = requests[index].tokens.count + guesses[index].count
        guard let guess = choose(row: row, position: position, &requests[index].sampler) else {
          requests[index].countMax = 0
          continue
        }
        guesses[index].append(guess)
        sequences[requests[index].id]?.guessed.append(guess.token)
      }
      open.removeAll { index in
        guesses[index].count >= requests[index].countMax || !goesOn(index, guesses[index])
      }
    }
    for request in requests { forgetUnread(request) }
    return guesses
  }

  /// Rows of what the cache does not hold yet. Between passes `guessed` has one token more than it.
  private mutating func appendRows(_ request: Request) {
    guard var sequence = sequences[request.id] else { return }
    let begin = rows.count
    if sequence.guessed.isEmpty {
      for position in sequence.agreedCount..<request.tokens.count {
        rows.append(
          BatchRow(
            cache: sequence.cache, token: request.tokens[position], position: position,
            wantsLogits: false))
      }
      sequence.agreedCount = request.tokens.count
      sequences[request.id] = sequence
    } else {
      rows.append(
        BatchRow(
          cache: sequence.cache, token: sequence.guessed[sequence.guessed.count - 1],
          position: request.tokens.count + sequence.guessed.count - 1, wantsLogits: false))
    }
    precondition(rows.count > begin, "there is always a token to read")
    rows[rows.count - 1].wantsLogits = true
  }

  /// The last guess was chosen and not read.
  private mutating func forgetUnread(_ request: Request) {
    guard sequences[request.id]?.guessed.isEmpty == false else { return }
    sequences[request.id]?.guessed.removeLast()
  }

  /// Takes guesses that became part of the sequence for a part of it, and drops the others.
  private func agree(_ sequence: inout Sequence, _ tokens: [TokenID]) {
    let known = zip(sequence.guessed, tokens[sequence.agreedCount...]).prefix { $0 == $1 }.count
    // The newest token is always read again: the next guess comes from its logits.
    sequence.agreedCount = min(sequence.agreedCount + known, tokens.count - 1)
    sequence.guessed.removeAll(keepingCapacity: true)
  }

  /// Sees to it that there are blocks for the request's tokens and guesses.
  private mutating func makeRoom(_ request: Request) -> Bool {
    let capacity = min(request.capacity, model.contextLength)
    if sequences[request.id] == nil {
      guard let cache = try? model.makeCache(capacity: capacity, in: memory) else { return false }
      sequences[request.id] = Sequence(cache: cache)
    }
    guard let sequence = sequences[request.id] else { return false }
    let needed = min(request.tokens.count + max(request.countMax, 1), capacity)
    while sequence.cache.mappedCount < needed {
      guard let block = pool.allocate() else { return false }
      sequence.cache.append(block)
      sequences[request.id]?.blocks.append(block)
    }
    return true
  }

  /// Runs the draft model over `rows`.
  ///
  /// - Returns: how long it took, in seconds; nil where it failed.
  private mutating func pass(logitRowCount: Int) -> Double? {
    let count = logitRowCount * model.vocabularySize
    if logits.count < count { logits = [Float](repeating: 0, count: count) }
    let (model, rows) = (model, rows)
    let start = ContinuousClock.now
    do {
      try logits.withUnsafeMutableBufferPointer { buffer in
        try model.forward(rows, logits: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      }
    } catch {
      isBroken = true
      return nil
    }
    passCount += 1
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// Chooses from a row of the logits, which are not needed afterwards.
  private mutating func choose(row: Int, position: Int, _ sampler: inout Sampler) -> Guess? {
    let range = row * model.vocabularySize..<(row + 1) * model.vocabularySize
    return logits.withUnsafeMutableBufferPointer { buffer in
      let logits = UnsafeMutableBufferPointer(rebasing: buffer[range])
      guard let token = try? sampler.sample(UnsafeBufferPointer(logits), position: position) else {
        return nil
      }
      let own = logits[Int(token)]
      logits[Int(token)] = -.infinity
      guard let rival = Numerics.argmax(UnsafeBufferPointer(logits)) else { return nil }
      let lead = Double(own - logits[rival])
      return Guess(token: token, confidence: AcceptanceModel.probability(lead))
    }
  }
}
