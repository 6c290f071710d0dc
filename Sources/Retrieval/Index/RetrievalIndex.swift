internal import Crypto
package import Embedding
internal import Foundation
package import Store

/// The documents of all tenants, searchable by meaning and by words.
///
/// The database is the truth and changes first; vectors in memory follow before a call returns, one
/// change at a time, so that both always tell the same. Reading, embedding and searching have a thread
/// each; in embedding, questions go before the documents that are being taken in.
package final class RetrievalIndex: Sendable {
  /// Most chunks of a document that wait to be embedded.
  private static let embeddingBatchCount = 4
  /// Changes in memory for one who follows them.
  private static let followedBatchCount = 256

  package let model: EmbeddingModel
  private let store: DocumentStore
  private let vectors = VectorIndex()
  private let embedder: Embedder
  private let searching = WorkThread(name: "searching")
  /// Reading a large document takes seconds, and no question should wait for it.
  private let reading = WorkThread(name: "reading")
  private let changes = AsyncMutex()
  /// Changes once, when nobody may follow any more.
  private let leaving = ChangeSignal()
  private let chunker: Chunker
  private let now: @Sendable () -> Int

  /// Opens the database and reads the vectors into memory. `now` tells milliseconds since
  /// 1970-01-01 UTC.
  package init(
    path: String, model: EmbeddingModel,
    limits: EmbeddingQueue.Limits = EmbeddingQueue.Limits(), archive: LogArchiveOptions? = nil,
    now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1_000) }
  ) async throws {
    self.model = model
    self.now = now
    chunker = Chunker(tokenizer: model.tokenizer)
    embedder = Embedder(limits: limits) { model.embed(tokens: $0) }
    store = DocumentStore(
      database: try Database(
        at: .sqlite(path: path), migrations: RetrievalSchema.migrations, archive: archive))
    try await store.bind(toModel: model.sha256, name: model.name)
    for (tenant, document) in try await store.vectors(dimension: model.dimension) {
      vectors.put(document, replacing: nil, tenant: tenant)
    }
  }

  deinit {
    embedder.close()
    searching.close()
    reading.close()
  }

  /// Lets what is queued finish and closes the database.
  package func close() async { await store.database.close() }

  // MARK: Changing

  /// What is offered: bytes as received and what is known about them.
  package struct Offer: Sendable {
    package var tenant: String
    package var uri: String
    package var format: DocumentFormat
    package var gzip: Bool
    package var labels: [String: String]
    package var bytes: [UInt8]

    package init(
      tenant: String, uri: String, format: DocumentFormat, gzip: Bool = false,
      labels: [String: String] = [:], bytes: [UInt8]
    ) {
      self.tenant = tenant
      self.uri = uri
      self.format = format
      self.gzip = gzip
      self.labels = labels
      self.bytes = bytes
    }
  }

  /// Reads, chunks, embeds and stores a document. Throws ``DocumentError`` for what cannot be read;
  /// then, and whenever it throws, what was stored before is still there.
  package func ingest(_ offer: Offer, reader: DocumentReader) async throws -> IngestResult {
    let sha256 = Hex.encode(SHA256.hash(offer.bytes))
    if let known = try await store.document(tenant: offer.tenant, uri: offer.uri),
      known.document.sha256 == sha256, known.format == offer.format.name
    {
      return .unchanged(try await relabel(known, offer))
    }
    let (chunker, tokenCountMax) = (chunker, model.tokenCountMax)
    let documentID = Self.documentID(tenant: offer.tenant, uri: offer.uri)
    let (title, chunks, tokens) = try await reading.run {
      let document = try reader.read(offer.bytes, format: offer.format, gzip: offer.gzip)
      let chunks = chunker.chunks(of: document, documentID: documentID)
      guard !chunks.isEmpty else { throw DocumentError.noText }
      let title = document.title ?? Self.lastPart(of: offer.uri)
      let tokens = chunks.map {
        chunker.tokens(of: $0, title: title, tokenCountMax: tokenCountMax)
      }
      return (title, chunks, tokens)
    }
    let vectors = try await embed(tokens)
    let embedded = zip(chunks, vectors).map(EmbeddedChunk.init)
    let document = StoredDocument(
      documentID: documentID, uri: offer.uri, title: title, sha256: sha256,
      chunkCount: chunks.count, storedAtMilliseconds: now(), labels: offer.labels)
    return try await changes.withLock {
      let rows = try await store.put(
        document, format: offer.format.name, chunks: embedded, tenant: offer.tenant)
      var builder = DocumentVectors.Builder(
        chunkCount: embedded.count, dimension: model.dimension)
      for (row, chunk) in zip(rows.chunks, embedded) {
        let isWhole = chunk.vector.withUnsafeBytes { builder.append(row: row, $0) }
        precondition(isWhole, "the model gave a vector of another dimension")
      }
      self.vectors.put(
        builder.finish(row: rows.document, documentID: documentID, labels: offer.labels),
        replacing: rows.replaced, tenant: offer.tenant)
      return rows.replaced == nil ? .added(document) : .replaced(document)
    }
  }

  /// Removes a document; throws ``RetrievalError`` when there is none.
  package func remove(tenant: String, documentID: String) async throws {
    try await changes.withLock {
      guard let row = try await store.remove(tenant: tenant, documentID: documentID, now: now())
      else {
        throw RetrievalError(.notFound, "there is no document '\(documentID.prefix(80))'")
      }
      vectors.remove(row: row, tenant: tenant)
    }
  }

  private func relabel(_ known: DocumentStore.Row, _ offer: Offer) async throws -> StoredDocument {
    var document = known.document
    guard document.labels != offer.labels else { return document }
    document.labels = offer.labels
    try await changes.withLock {
      try await store.setLabels(known, to: offer.labels, tenant: offer.tenant, now: now())
      vectors.setLabels(offer.labels, row: known.row, tenant: offer.tenant)
    }
    return document
  }

  /// The vectors of a document's chunks.
  private func embed(_ tokens: [[Int32]]) async throws -> [[Float]] {
    try await embedder.withDocument {
      var vectors: [[Float]] = []
      vectors.reserveCapacity(tokens.count)
      for begin in stride(from: 0, to: tokens.count, by: Self.embeddingBatchCount) {
        let end = min(begin + Self.embeddingBatchCount, tokens.count)
        vectors += try await embedder.embed(Array(tokens[begin..<end]), as: .document)
      }
      return vectors
    }
  }

  private static func documentID(tenant: String, uri: String) -> String {
    Hex.encode(SHA256.hash(Array("\(tenant.utf8.count):\(tenant)\(uri)".utf8)).prefix(12))
  }

  private static func lastPart(of uri: String) -> String {
    uri.split(separator: "/").last.map(String.init) ?? uri
  }

  // MARK: Following

  /// Hands every change after a position to `handle`, in order, until the task is cancelled or the index closes.
  ///
  /// `time` is when the change at that position was made, where the caller knows it. Throws `outOfRange` when that one is
  /// not there, and `leaving` once ``endFollowing()`` was called.
  package func follow(
    after position: Int, madeAt time: Int?, _ handle: (DocumentChange) async throws -> Void
  ) async throws {
    var (position, time) = (position, time)
    while true {
      guard leaving.count == 0 else {
        throw RetrievalError(
          .leaving, "this retrieval is about to end: go on with the next one, after \(position)")
      }
      // Taken before reading, so that a commit in between wakes the wait at once.
      let seen = store.database.commitCount
      // Vectors change after the database: nobody is told of a change that searches do not see.
      let page = try await changes.withLock { [position, time] in
        try await store.changes(after: position, madeAt: time, countMax: Self.followedBatchCount)
      }
      guard let page else {
        throw RetrievalError(
          .outOfRange,
          "there is no change \(position) that was made then: an older state was restored; begin at 0"
        )
      }
      for change in page {
        try await handle(change)
        (position, time) = (change.position, change.changedAtMilliseconds)
      }
      if page.isEmpty { try await commitOrLeaving(after: seen) }
    }
  }

  /// Ends whoever follows, and whoever begins to from now on.
  package func endFollowing() { leaving.changed() }

  private func commitOrLeaving(after seen: UInt64) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [store] in _ = try await store.database.commit(after: seen) }
      group.addTask { [leaving] in _ = try await leaving.wait(after: 0) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  // MARK: Reading

  /// Documents of a tenant after a URI, in order of their URI.
  package func documents(
    tenant: String, after uri: String?, limit: Int
  ) async throws -> [StoredDocument] {
    try await store.documents(tenant: tenant, after: uri, limit: limit).map(\.document)
  }

  /// How many documents and chunks a tenant has.
  package func counts(tenant: String) async throws -> (documents: Int, chunks: Int) {
    try await store.counts(tenant: tenant)
  }

  /// The passages that match best, best first.
  package func search(_ query: SearchQuery) async throws -> [FoundPassage] {
    let documents = vectors.documents(tenant: query.tenant, filter: query.filter)
    guard !documents.isEmpty else { return [] }
    let depth = max(50, query.limit * 4)
    let lexical = LexicalQuery(query.text)
    async let words = lexicalMatches(query, lexical, documents: documents, limit: depth)
    // The callers bound a question's bytes, so splitting it into tokens takes no thread.
    let question = model.tokenizer.encode(query.text, tokenCountMax: model.tokenCountMax)
    let vector = try await embedder.embed([question], as: .question)[0]
    let near = try await searching.run {
      VectorIndex.nearest(to: vector, in: documents, limit: depth)
    }
    let matches = try await words
    let rows = Set(near.map(\.chunkRow)).union(matches.map(\.chunkRow))
    let passages = try await store.passages(tenant: query.tenant, chunkRows: Array(rows))
    var cosines = Dictionary(uniqueKeysWithValues: near.map { ($0.chunkRow, $0.cosine) })
    let unknown = rows.subtracting(cosines.keys)
    if !unknown.isEmpty {
      cosines.merge(
        VectorIndex.cosines(of: vector, chunkRows: unknown, in: documents), uniquingKeysWith: { $1 }
      )
    }
    let ranking = SearchRanking(
      query: query, terms: lexical.terms, near: near, matches: matches, cosines: cosines,
      passages: passages)
    return ranking.best()
  }

  private func lexicalMatches(
    _ query: SearchQuery, _ lexical: LexicalQuery, documents: [DocumentVectors], limit: Int
  ) async throws -> [LexicalMatch] {
    guard query.mode != .vector, let expression = lexical.expression else { return [] }
    return try await store.lexicalMatches(
      tenant: query.tenant, expression: expression,
      documents: query.filter.isEmpty ? nil : documents.map(\.row), limit: limit)
  }
}

extension DocumentFormat {
  /// As it is stored.
  var name: String {
    switch self {
    case .text: "text"
    case .markdown: "markdown"
    case .html: "html"
    }
  }
}
