internal import Store

extension MemoryStore {
  /// What a cache has of a key, and the epoch to name when an answer is stored.
  package struct CacheAnswer: Sendable, Hashable {
    package let answer: CachedAnswer?
    package let epoch: Int
  }

  /// What became of an answer that was to be kept.
  package struct CacheOutcome: Sendable, Hashable {
    /// False where a document that it depends on was updated, or somebody was erased, meanwhile.
    package let isStored: Bool
    package let evictedCount: Int
  }

  /// The answer that is kept for a person, or with an empty `person` for all of the tenant.
  package func cached(tenant: String, person: String, key: CacheKey) async throws -> CacheAnswer {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    try MemoryLimits.check(id: person, field: "person_id")
    try MemoryLimits.check(key)
    let (now, cache) = (now(), AnswerCache(tenant: tenant, limits: cacheLimits))
    let (entry, epoch) = try await database.read { connection in
      (
        try cache.find(key, for: person, now: now, on: connection),
        try cache.epoch(on: connection)
      )
    }
    if let entry, entry.isUseDue {
      try await database.write { try AnswerCache.noteUse(of: entry.row, now: now, on: $0) }
    }
    return CacheAnswer(answer: entry?.answer, epoch: epoch)
  }

  /// Keeps an answer that depended on documents, as they were when `cached` told the epoch.
  package func cache(
    _ value: [UInt8], tenant: String, person: String, key: CacheKey, documents: [String],
    epoch: Int, timeToLiveSeconds: Int?
  ) async throws -> CacheOutcome {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    try MemoryLimits.check(id: person, field: "person_id")
    try MemoryLimits.check(key)
    try MemoryLimits.check(documents: documents)
    guard value.count <= MemoryLimits.cachedByteCountMax else {
      throw MemoryError.invalid(
        "value has \(value.count) bytes; at most \(MemoryLimits.cachedByteCountMax) are taken")
    }
    let timeToLive =
      try MemoryLimits.timeToLive(timeToLiveSeconds, field: "ttl_s")
      ?? MemoryLimits.cachedTimeToLiveSeconds * 1000
    let (now, fresh) = (now(), Self.freshSecret())
    let cache = AnswerCache(tenant: tenant, limits: cacheLimits)
    return try await database.write { connection in
      let secret = try LookupSecret.ensure(tenant, fresh: fresh, on: connection)
      let outcome = try cache.store(
        value, as: key, for: person, documents: documents, epoch: epoch,
        expiresAt: now + timeToLive, now: now, secret: secret, on: connection)
      return CacheOutcome(isStored: outcome.isStored, evictedCount: outcome.evictedCount)
    }
  }

  /// Documents were updated: nothing that depended on them is given out any more. Returns how many entries went.
  package func documentsUpdated(tenant: String, documents: [String]) async throws -> Int {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    try MemoryLimits.check(documents: documents)
    guard !documents.isEmpty else {
      throw MemoryError.invalid("document_ids is empty; name the documents that were updated")
    }
    let fresh = Self.freshSecret()
    let cache = AnswerCache(tenant: tenant, limits: cacheLimits)
    return try await database.write { connection in
      let secret = try LookupSecret.ensure(tenant, fresh: fresh, on: connection)
      return try cache.documentsUpdated(documents, secret: secret, on: connection)
    }
  }

  /// Deletes the entries that have expired; how many.
  @discardableResult
  package func purgeExpiredCache() async throws -> Int {
    let now = now()
    var count = 0
    while true {
      let purged = try await database.write { try AnswerCache.purgeSome(at: now, on: $0) }
      if purged == 0 { return count }
      count += purged
    }
  }
}

extension MemoryLimits {
  static func check(_ key: CacheKey) throws(MemoryError) {
    let parts =
      switch key {
      case .prompt(let model, let prompt):
        [("model", model, modelByteCountMax), ("prompt", prompt, promptByteCountMax)]
      case .tool(let name, let arguments):
        [("tool", name, modelByteCountMax), ("arguments", arguments, promptByteCountMax)]
      }
    for (field, text, byteCountMax) in parts {
      guard text.utf8.count <= byteCountMax else {
        throw .invalid("\(field) has \(text.utf8.count) bytes; at most \(byteCountMax) are taken")
      }
    }
    guard !parts[0].1.isEmpty else {
      throw .invalid("\(parts[0].0) is empty; name what gave the answer")
    }
  }

  static func check(documents: [String]) throws(MemoryError) {
    guard documents.count <= documentCountMax else {
      throw .invalid(
        "document_ids holds \(documents.count); at most \(documentCountMax) are taken")
    }
    for document in documents where document.utf8.count > documentByteCountMax {
      throw .invalid(
        "a document id has \(document.utf8.count) bytes; at most \(documentByteCountMax) are taken")
    }
  }
}
