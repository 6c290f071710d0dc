import Inference
import TestSupport
import Testing

@Suite struct CacheLedgerTests {
  private let a = RequestID(1)
  private let b = RequestID(2)
  private let tokens = (0..<40).map { TokenID($0) }

  /// A request that reads its whole prompt and ends.
  private func serve(
    _ ledger: inout CacheLedger, _ id: RequestID, tenant: String, _ tokens: [TokenID]
  )
    -> CacheLedger.Admission?
  {
    guard let admission = ledger.admit(id, tenant: tenant, tokens) else { return nil }
    _ = ledger.computed(id, tokens, count: tokens.count, includingTail: true)
    ledger.ended(id)
    return admission
  }

  /// They are equal as strings.
  @Test func `Tenants whose names differ in bytes alone share nothing`() {
    var ledger = CacheLedger(blockCount: 10, blockLength: 8)
    _ = serve(&ledger, a, tenant: "caf\u{e9}", tokens)
    #expect(ledger.cachedCount(tenant: "caf\u{e9}", tokens) == 39)
    #expect(ledger.cachedCount(tenant: "cafe\u{301}", tokens) == 0)
  }

  @Test func `The same prompt again computes one token, of another tenant all`() {
    var ledger = CacheLedger(blockCount: 10, blockLength: 8)
    let cold = serve(&ledger, a, tenant: "x", tokens)
    #expect(cold?.cachedCount == 0 && cold?.blocks.count == 6)
    let other = serve(&ledger, a, tenant: "y", Array(tokens.prefix(16)))
    #expect(other?.cachedCount == 0)
    #expect(ledger.cachedCount(tenant: "x", tokens) == 39)
    let warm = ledger.admit(b, tenant: "x", tokens)
    // Four full blocks as they are, seven of the eight tokens of the fifth as a copy.
    #expect(warm?.blocks.prefix(4) == cold?.blocks.prefix(4))
    #expect(warm?.cachedCount == 39 && warm?.copy?.positionCount == 7)
    #expect(warm?.copy?.source == cold?.blocks[4] && warm?.copy?.destination == warm?.blocks[4])
    #expect(ledger.statistics.hitCount == 1 && ledger.statistics.missCount == 2)
    #expect(ledger.statistics.cachedTokenCount == 39)
  }

  @Test func `A prompt that goes on differently shares what is the same`() {
    var ledger = CacheLedger(blockCount: 20, blockLength: 8)
    let first = serve(&ledger, a, tenant: "", tokens)
    let forked = Array(tokens.prefix(19)) + [90, 91, 92, 93, 94, 95]
    let second = ledger.admit(b, tenant: "", forked)
    #expect(second?.blocks.prefix(2) == first?.blocks.prefix(2))
    #expect(second?.cachedCount == 19 && second?.copy?.positionCount == 3)
  }

  @Test func `A running request's blocks are found, and two that compute the same keep one`() {
    var ledger = CacheLedger(blockCount: 20, blockLength: 8)
    let first = ledger.admit(a, tenant: "", tokens)!
    let second = ledger.admit(b, tenant: "", tokens)!
    #expect(second.cachedCount == 0)
    #expect(ledger.computed(a, tokens, count: 20, includingTail: false) == [])
    #expect(ledger.cachedCount(tenant: "", tokens) == 16)
    let held = ledger.statistics.heldBlockCount
    let replaced = ledger.computed(b, tokens, count: 20, includingTail: false)
    #expect(replaced.map(\.index) == [0, 1])
    #expect(replaced.map(\.block) == Array(first.blocks.prefix(2)))
    #expect(ledger.statistics.heldBlockCount == held - 2)
  }

  @Test func `What is cheapest to recompute and was used longest ago goes first`() {
    var ledger = CacheLedger(blockCount: 7, blockLength: 8)
    let short = Array(tokens.prefix(3))
    let (x, y) = (Array(tokens.prefix(15)), tokens.prefix(15).map { $0 + 100 })
    _ = serve(&ledger, a, tenant: "", x)
    _ = serve(&ledger, a, tenant: "", y)
    _ = serve(&ledger, a, tenant: "z", short)
    // Used last, but only three tokens: it makes room before the tails of x and y.
    #expect(ledger.statistics.idleBlockCount == 5)
    _ = serve(&ledger, a, tenant: "w", (0..<20).map { $0 + 200 })
    #expect(ledger.cachedCount(tenant: "z", short) == 0)
    #expect(ledger.cachedCount(tenant: "", x) == 14 && ledger.cachedCount(tenant: "", y) == 14)
    #expect(ledger.statistics.evictedBlockCount == 1)
  }

  @Test func `A request gets all its blocks or none, and never those in use`() {
    var ledger = CacheLedger(blockCount: 5, blockLength: 8)
    #expect(ledger.admit(a, tenant: "", Array(tokens.prefix(20)))?.blocks.count == 3)
    let before = ledger.statistics
    #expect(ledger.admit(b, tenant: "", tokens.map { $0 + 50 }) == nil)
    #expect(ledger.statistics == before)
    #expect(ledger.grow(a, toTokenCount: 24) == [])
    #expect(ledger.grow(a, toTokenCount: 40)?.count == 2)
    #expect(ledger.grow(a, toTokenCount: 41) == nil)
    ledger.ended(a)
    #expect(ledger.statistics.heldBlockCount == 0 && ledger.statistics.idleBlockCount == 0)
  }

  /// Random requests of several tenants over a pool that is too small for them, with a memory that says
  /// for each position what was computed there, and for whom.
  @Test(arguments: 0..<20)
  func `Nobody reads what was computed for other tokens or another tenant`(round: Int) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var world = LedgerWorld(
      blockCount: Int.random(in: 6...24, using: &random), blockLength: [1, 4, 8][round % 3])
    for step in 0..<600 {
      world.step(&random)
      let violation = world.violation
      #expect(violation == nil, "seed \(seed), step \(step): \(violation ?? "")")
      if violation != nil { return }
    }
    #expect(world.hitCount > 0, "seed \(seed)")
    world.endAll()
    let statistics = world.ledger.statistics
    #expect(statistics.heldBlockCount == 0, "seed \(seed)")
    // Whatever the tree holds can be had by one request that needs everything.
    let all = (0..<statistics.blockCount * world.ledger.blockLength - 1).map { TokenID(1_000 + $0) }
    #expect(
      world.ledger.admit(RequestID(.max), tenant: "last", all)?.blocks.count
        == statistics.blockCount, "seed \(seed)")
    #expect(world.ledger.statistics.idleBlockCount == 0, "seed \(seed)")
  }
}

/// A ledger, what its blocks would hold, and the requests that use them.
private struct LedgerWorld {
  /// What is computed for a position: a function of the tenant and all tokens up to it.
  struct Content: Hashable {
    var tenant: String
    var tokens: [TokenID]
  }

  struct Request {
    var tenant: String
    var tokens: [TokenID]
    var blocks: [BlockID]
    var computedCount: Int
  }

  var ledger: CacheLedger
  private(set) var violation: String?
  private(set) var hitCount = 0
  private var memory: [Content?]
  private var requests: [RequestID: Request] = [:]
  private var number: UInt64 = 0

  init(blockCount: Int, blockLength: Int) {
    ledger = CacheLedger(blockCount: blockCount, blockLength: blockLength)
    memory = Array(repeating: nil, count: blockCount * blockLength)
  }

  mutating func step(_ random: inout SeededGenerator) {
    let id = requests.keys.sorted { $0.number < $1.number }.randomElement(using: &random)
    switch (Int.random(in: 0..<6, using: &random), id) {
    case (0...1, _): admit(&random)
    case (2...3, let id?): compute(id, count: Int.random(in: 1...9, using: &random))
    case (4, let id?): grow(id, &random)
    case (5, let id?):
      if Bool.random(using: &random) { publish(id, includingTail: true) }
      ledger.ended(id)
      requests[id] = nil
    default: break
    }
    check()
  }

  mutating func endAll() {
    for id in requests.keys { ledger.ended(id) }
    requests = [:]
  }

  private mutating func admit(_ random: inout SeededGenerator) {
    number += 1
    let id = RequestID(number)
    let tenant = ["x", "y", "z"].randomElement(using: &random)!
    // Few different tokens, so that prompts begin alike and fork everywhere.
    var tokens: [TokenID] = []
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      tokens.append(Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0)
    }
    guard let admission = ledger.admit(id, tenant: tenant, tokens) else { return }
    if let copy = admission.copy {
      for offset in 0..<copy.positionCount {
        memory[copy.destination.index * ledger.blockLength + offset] =
          memory[copy.source.index * ledger.blockLength + offset]
      }
    }
    if admission.cachedCount > 0 { hitCount += 1 }
    requests[id] = Request(
      tenant: tenant, tokens: tokens, blocks: admission.blocks,
      computedCount: admission.cachedCount)
  }

  private mutating func compute(_ id: RequestID, count: Int) {
    var request = requests[id]!
    for position in request
      .computedCount..<min(
        request.computedCount + count, request.tokens.count)
    {
      memory[place(request, position)] = content(request, position)
      request.computedCount = position + 1
    }
    requests[id] = request
    publish(id, includingTail: request.computedCount == request.tokens.count)
  }

  private mutating func grow(_ id: RequestID, _ random: inout SeededGenerator) {
    var request = requests[id]!
    let tokens = request.tokens + (0..<Int.random(in: 1...6, using: &random)).map { _ in 0 }
    guard let blocks = ledger.grow(id, toTokenCount: tokens.count) else { return }
    request.blocks += blocks
    request.tokens = tokens
    requests[id] = request
  }

  private mutating func publish(_ id: RequestID, includingTail: Bool) {
    let request = requests[id]!
    let replacements = ledger.computed(
      id, request.tokens, count: request.computedCount, includingTail: includingTail)
    for replacement in replacements {
      requests[id]!.blocks[replacement.index] = replacement.block
    }
  }

  private mutating func check() {
    for (id, request) in requests {
      for position in 0..<request.computedCount
      where memory[place(request, position)] != content(request, position) {
        violation = "\(id) reads at \(position) what is not its own"
      }
    }
    let statistics = ledger.statistics
    let held = Set(requests.values.flatMap(\.blocks)).count
    if statistics.heldBlockCount != held {
      violation = "\(held) blocks are held and \(statistics.heldBlockCount) are counted"
    }
    if statistics.heldBlockCount + statistics.idleBlockCount > statistics.blockCount {
      violation = "more blocks than there are: \(statistics)"
    }
  }

  private func place(_ request: Request, _ position: Int) -> Int {
    let (block, offset) = position.quotientAndRemainder(dividingBy: ledger.blockLength)
    return request.blocks[block].index * ledger.blockLength + offset
  }

  private func content(_ request: Request, _ position: Int) -> Content {
    Content(tenant: request.tenant, tokens: Array(request.tokens[...position]))
  }
}
