import Crypto
import Synchronization

/// What tenants' caches hold now and have done since they were opened.
package struct TenantCacheStatistics: Sendable, Equatable {
  package var tenantCount = 0
  /// Tokens of all tenants, separators included.
  package var tokenCount = 0
  /// Answers added.
  package var addedCount = 0
  /// Answers that were not taken because too many waited to be written.
  package var droppedCount = 0
  /// Answers that could not be written to their file.
  package var failedCount = 0
  /// Files of another version or model, removed when the folder was opened.
  package var removedFileCount = 0

  package init() {}
}

/// Earlier answers of each tenant that asks for it, as a source of proposals. They survive a restart.
///
/// 1. A tenant's text is reached by the tenant's name alone; no two tenants share a file or an index.
/// 2. Memory and disk are bounded: `tenantCountMax` tenants of `tokenCountMax` tokens each (in memory
///    150 bytes a token, on disk 4); beyond, the tenant used longest ago and older answers go.
/// 3. Requests take a snapshot when they are submitted, which stays in memory until they end. Indexing
///    and writing are this object's own thread's, so that no step of the engine waits for them. At most
///    `pendingCountMax` answers wait.
/// 4. A tenant whose file was deleted is forgotten: the file is looked for whenever its text is asked
///    for, and before it is written to.
package final class TenantCache: Sendable {
  package static let tokenCountMaxDefault = 16_384
  static let tenantCountMax = 64
  private static let pendingCountMax = 64
  /// A file may have as many times the tokens of the index before it is written anew.
  private static let fileFactor = 2
  /// Tokens of the prompt's end that are kept before an answer, so that its beginning can be proposed.
  package static let contextCount = 8

  private struct Tenant {
    var text: TenantText
    var identity: TenantCacheFolder.Identity
    /// Grows with every use.
    var usedAt: UInt64
  }

  private struct State {
    var tenants: [TenantName: Tenant] = [:]
    var pending: [(tenant: TenantName, answer: [TokenID])] = []
    /// Tenants whose indices the thread has to let go of.
    var forgotten: [TenantName] = []
    var clock: UInt64 = 0
    var isWriting = false
    var isClosing = false
    var statistics = TenantCacheStatistics()
  }

  private let folder: TenantCacheFolder
  private let tokenCountMax: Int
  private let state = Mutex(State())
  private let doorbell = Doorbell()

  /// Opens a folder and reads what is in it.
  ///
  /// - Parameters:
  ///   - modelDigest: SHA-256 of the model file; files of another model's answers are removed.
  ///   - tokenCountMax: the most tokens of a tenant, at least 16.
  package init(
    folder path: String, modelDigest: [UInt8], vocabularySize: Int,
    tokenCountMax: Int = tokenCountMaxDefault
  ) throws(TenantCacheError) {
    precondition(tokenCountMax >= 16, "tokenCountMax is \(tokenCountMax), must be at least 16")
    self.tokenCountMax = tokenCountMax
    folder = try TenantCacheFolder(path: path, modelDigest: modelDigest)
    let tokenCountMaxOfFile = Self.fileFactor * tokenCountMax
    // The smallest record has one token.
    let byteCountMax =
      TenantCacheFormat.header(tenant: "", modelDigest: modelDigest).count
      + TenantCacheFormat.tenantByteCountMax
      + tokenCountMaxOfFile * TenantCacheFormat.byteCount(tokenCount: 1)
    let (entries, removedCount) = try folder.load(
      byteCountMax: byteCountMax, vocabularySize: vocabularySize)
    var indices: [TenantName: TenantIndex] = [:]
    var loaded = State()
    loaded.statistics.removedFileCount = removedCount
    let byAge = entries.sorted { $0.modifiedAt < $1.modifiedAt }
    for entry in byAge.dropLast(Self.tenantCountMax) { folder.remove(tenant: entry.tenant) }
    for entry in byAge.suffix(Self.tenantCountMax) {
      var index = TenantIndex(tokenCountMax: tokenCountMax)
      for answer in entry.answers { index.append(answer) }
      let tenant = TenantName(entry.tenant)
      indices[tenant] = index
      loaded.clock += 1
      loaded.tenants[tenant] = Tenant(
        text: TenantText(index.automaton), identity: entry.identity, usedAt: loaded.clock)
    }
    state.withLock { $0 = loaded }
    let initial = Writer(
      indices: indices,
      fileTokenCounts: Dictionary(
        uniqueKeysWithValues: entries.map {
          (TenantName($0.tenant), $0.answers.reduce(0) { $0 + $1.count + 1 })
        }))
    EngineThread.start(named: "apus-tenants") { [self] in
      var writer = initial
      while writeNext(&writer) {}
    }
  }

  /// What earlier answers to the tenant say, if there are any.
  package func text(of tenant: String) -> TenantText? {
    let identity = folder.identity(of: tenant)
    let tenant = TenantName(tenant)
    let (text, isForgotten): (TenantText?, Bool) = state.withLock { state in
      guard let known = state.tenants[tenant] else { return (nil, false) }
      guard known.identity == identity else {
        state.tenants[tenant] = nil
        state.forgotten.append(tenant)
        return (nil, true)
      }
      state.clock += 1
      state.tenants[tenant]?.usedAt = state.clock
      return (known.text, false)
    }
    if isForgotten { doorbell.ring() }
    return text
  }

  /// Keeps the answer with which `tokens` end, and the last of the prompt before it. Returns at once.
  package func add(_ tokens: [TokenID], answerCount: Int, tenant: String) {
    guard tenant.utf8.count <= TenantCacheFormat.tenantByteCountMax, answerCount > 0 else { return }
    let kept = tokens.suffix(answerCount + Self.contextCount)
    let isTaken = state.withLock { state in
      guard state.pending.count < Self.pendingCountMax, !state.isClosing else {
        state.statistics.droppedCount += 1
        return false
      }
      state.pending.append((TenantName(tenant), Array(kept)))
      return true
    }
    if isTaken { doorbell.ring() }
  }

  package var statistics: TenantCacheStatistics {
    state.withLock { state in
      var statistics = state.statistics
      statistics.tenantCount = state.tenants.count
      statistics.tokenCount = state.tenants.values.reduce(0) {
        $0 + $1.text.automaton.tokens.count
      }
      return statistics
    }
  }

  /// Whether all that was added is written.
  package var isIdle: Bool { state.withLock { $0.pending.isEmpty && !$0.isWriting } }

  /// Writes what waits and ends the thread.
  package func close() {
    state.withLock { $0.isClosing = true }
    doorbell.ring()
  }

  /// What belongs to the thread.
  private struct Writer {
    var indices: [TenantName: TenantIndex]
    var fileTokenCounts: [TenantName: Int]

    mutating func forget(_ tenant: TenantName) {
      indices[tenant] = nil
      fileTokenCounts[tenant] = nil
    }
  }

  /// Waits for an answer and adds it.
  ///
  /// - Returns: false once the cache is closed and nothing waits.
  private func writeNext(_ writer: inout Writer) -> Bool {
    enum Next {
      case answer(tenant: TenantName, tokens: [TokenID])
      case forget([TenantName])
      case wait, end
    }
    let next: Next = state.withLock { state in
      if !state.forgotten.isEmpty {
        defer { state.forgotten = [] }
        return .forget(state.forgotten)
      }
      state.isWriting = !state.pending.isEmpty
      guard !state.pending.isEmpty else { return state.isClosing ? .end : .wait }
      let (tenant, answer) = state.pending.removeFirst()
      return .answer(tenant: tenant, tokens: answer)
    }
    switch next {
    case .end: return false
    case .wait: doorbell.wait()
    case .forget(let tenants): for tenant in tenants { writer.forget(tenant) }
    case .answer(let tenant, let tokens): add(tokens, tenant, &writer)
    }
    return true
  }

  private func add(_ answer: [TokenID], _ tenant: TenantName, _ writer: inout Writer) {
    // Forgotten because its file was deleted: begin anew.
    let known = state.withLock { $0.tenants[tenant]?.identity }
    if known == nil || folder.identity(of: tenant.text) != known {
      writer.forget(tenant)
    }
    var index = writer.indices[tenant] ?? TenantIndex(tokenCountMax: tokenCountMax)
    let answer = Array(answer.prefix(TenantIndex.answerTokenCountMax(tokenCountMax)))
    index.append(answer)
    let fileTokenCount = (writer.fileTokenCounts[tenant] ?? .max / 2) + answer.count + 1
    var identity = known
    if fileTokenCount <= Self.fileFactor * tokenCountMax {
      if !folder.append(answer, tenant: tenant.text) { identity = nil }
      writer.fileTokenCounts[tenant] = fileTokenCount
    } else {
      makeRoom(for: tenant, &writer)
      identity = folder.replace(index.answers, tenant: tenant.text)
      writer.fileTokenCounts[tenant] = index.tokenCount
    }
    guard let identity else {
      // Whatever the file has now, its checksums tell; the next answer begins it anew.
      writer.forget(tenant)
      return state.withLock { state in
        state.tenants[tenant] = nil
        state.statistics.failedCount += 1
      }
    }
    writer.indices[tenant] = index
    let text = TenantText(index.automaton)
    state.withLock { state in
      state.clock += 1
      state.tenants[tenant] = Tenant(text: text, identity: identity, usedAt: state.clock)
      state.statistics.addedCount += 1
    }
  }

  /// Lets go of the tenants used longest ago, until one more is within the bound.
  private func makeRoom(for tenant: TenantName, _ writer: inout Writer) {
    while true {
      let oldest = state.withLock { state -> TenantName? in
        guard state.tenants[tenant] == nil, state.tenants.count >= Self.tenantCountMax else {
          return nil
        }
        let oldest = state.tenants.min { $0.value.usedAt < $1.value.usedAt }?.key
        if let oldest { state.tenants[oldest] = nil }
        return oldest
      }
      guard let oldest else { return }
      folder.remove(tenant: oldest.text)
      writer.forget(oldest)
    }
  }
}
