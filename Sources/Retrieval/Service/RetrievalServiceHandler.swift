package import Messages
package import RPC
internal import Embedding
internal import Service
internal import Store

/// `apus.retrieval.v1.RetrievalService` over a ``RetrievalIndex``: messages in, messages out, errors
/// as statuses. Nothing here blocks: embedding and SQLite have threads of their own.
package struct RetrievalServiceHandler: Apus.Retrieval.V1.RetrievalService {
  private static let queryByteCountMax = 8_192

  private let index: RetrievalIndex
  private let reader: DocumentReader
  private let metrics: RetrievalMetrics

  package init(index: RetrievalIndex, documentByteCountMax: Int, metrics: RetrievalMetrics) {
    self.index = index
    reader = DocumentReader(byteCountMax: documentByteCountMax)
    self.metrics = metrics
  }

  package func ingest(
    _ requests: RequestStream<Apus.Retrieval.V1.IngestRequest>,
    writer: ResponseWriter<Apus.Retrieval.V1.IngestResponse>, context: ServerContext
  ) async throws {
    var assembly = DocumentAssembly(byteCountMax: reader.byteCountMax)
    for try await request in requests {
      switch request.part {
      case .header(let header):
        if let outcome = assembly.headerReceived(.init(header)) {
          try await settle(outcome, writer)
        }
      case .data(let bytes):
        guard assembly.dataReceived(bytes) else {
          throw RPCError(.invalidArgument, "data came before a header: send the header first")
        }
      case nil:
        throw RPCError(.invalidArgument, "a part is neither header nor data")
      }
    }
    if let outcome = assembly.finished() { try await settle(outcome, writer) }
  }

  /// Takes a document in, or not, and answers.
  private func settle(
    _ outcome: DocumentAssembly.Outcome,
    _ writer: ResponseWriter<Apus.Retrieval.V1.IngestResponse>
  ) async throws {
    switch outcome {
    case .refused(let uri, let error): try await refuse(uri, error, writer)
    case .offer(let offer):
      let start = ContinuousClock.now
      let result: IngestResult
      do {
        result = try await index.ingest(offer, reader: reader)
      } catch let error as DocumentError {
        return try await refuse(offer.uri, error, writer)
      } catch {
        throw Self.status(of: error)
      }
      metrics.ingestSeconds.with().observe(ContinuousClock.now - start)
      try await writer.write(answer(result))
    }
  }

  private func refuse(
    _ uri: String, _ error: DocumentError,
    _ writer: ResponseWriter<Apus.Retrieval.V1.IngestResponse>
  ) async throws {
    metrics.documents.with("refused").increment()
    try await writer.write(
      .init(uri: uri, outcome: .refused, problem: error.description, document: nil))
  }

  private func answer(_ result: IngestResult) -> Apus.Retrieval.V1.IngestResponse {
    switch result {
    case .added(let document):
      metrics.documents.with("added").increment()
      metrics.chunks.increment(by: document.chunkCount)
      return .init(uri: document.uri, outcome: .added, problem: "", document: .init(document))
    case .replaced(let document):
      metrics.documents.with("replaced").increment()
      metrics.chunks.increment(by: document.chunkCount)
      return .init(uri: document.uri, outcome: .replaced, problem: "", document: .init(document))
    case .unchanged(let document):
      metrics.documents.with("unchanged").increment()
      return .init(uri: document.uri, outcome: .unchanged, problem: "", document: .init(document))
    }
  }

  package func search(
    _ request: Apus.Retrieval.V1.SearchRequest, context: ServerContext
  ) async throws -> Apus.Retrieval.V1.SearchResponse {
    let query = try Self.query(request)
    let start = ContinuousClock.now
    let passages = try await Self.withStatuses { try await index.search(query) }
    metrics.searchSeconds.with("\(query.mode)").observe(ContinuousClock.now - start)
    if passages.isEmpty { metrics.emptySearches.increment() }
    return .init(passages: passages.map(Apus.Retrieval.V1.Passage.init))
  }

  private static func query(_ request: Apus.Retrieval.V1.SearchRequest) throws -> SearchQuery {
    guard !request.query.allSatisfy(\.isWhitespace), request.query.utf8.count <= queryByteCountMax
    else {
      throw RPCError(
        .invalidArgument,
        "query has \(request.query.utf8.count) bytes; it must say something in at most "
          + "\(queryByteCountMax)")
    }
    guard request.topK <= 100 else {
      throw RPCError(.invalidArgument, "top_k is \(request.topK); it must be at most 100")
    }
    let mode: SearchQuery.Mode
    switch request.mode {
    case .unspecified, .hybrid: mode = .hybrid
    case .vector: mode = .vector
    case .keyword: mode = .keyword
    case .unrecognized(let number):
      throw RPCError(.invalidArgument, "mode \(number) is not known")
    }
    return SearchQuery(
      tenant: tenant(request.tenantID), text: request.query,
      limit: request.topK == 0 ? 5 : Int(request.topK),
      filter: DocumentFilter(labels: request.filter, documentIDs: Set(request.documentIDs)),
      mode: mode)
  }

  package func listDocuments(
    _ request: Apus.Retrieval.V1.ListDocumentsRequest, context: ServerContext
  ) async throws -> Apus.Retrieval.V1.ListDocumentsResponse {
    guard request.pageSize <= 1_000 else {
      throw RPCError(.invalidArgument, "page_size is \(request.pageSize); it must be at most 1000")
    }
    let limit = request.pageSize == 0 ? 100 : Int(request.pageSize)
    let after = try PageToken.uri(request.pageToken)
    var documents = try await Self.withStatuses {
      try await index.documents(
        tenant: Self.tenant(request.tenantID), after: after, limit: limit + 1)
    }
    let hasMore = documents.count > limit
    if hasMore { documents.removeLast() }
    return .init(
      documents: documents.map(Apus.Retrieval.V1.Document.init),
      nextPageToken: hasMore ? PageToken.token(documents.last?.uri ?? "") : "")
  }

  package func deleteDocument(
    _ request: Apus.Retrieval.V1.DeleteDocumentRequest, context: ServerContext
  ) async throws -> Apus.Retrieval.V1.DeleteDocumentResponse {
    try await Self.withStatuses {
      try await index.remove(
        tenant: Self.tenant(request.tenantID), documentID: request.documentID)
    }
    return .init()
  }

  package func watchDocuments(
    _ request: Apus.Retrieval.V1.WatchDocumentsRequest,
    writer: ResponseWriter<Apus.Retrieval.V1.WatchDocumentsResponse>, context: ServerContext
  ) async throws {
    try await Self.withStatuses {
      try await index.follow(
        after: Int(clamping: request.afterPosition),
        madeAt: request.afterChangedAtMs == 0 ? nil : Int(request.afterChangedAtMs)
      ) { try await writer.write(.init(change: .init($0))) }
    }
  }

  package func getStatistics(
    _ request: Apus.Retrieval.V1.GetStatisticsRequest, context: ServerContext
  ) async throws -> Apus.Retrieval.V1.GetStatisticsResponse {
    let counts = try await Self.withStatuses {
      try await index.counts(tenant: Self.tenant(request.tenantID))
    }
    return .init(
      documentCount: UInt64(counts.documents), chunkCount: UInt64(counts.chunks),
      embeddingModel: index.model.name, embeddingModelSha256: index.model.sha256,
      embeddingDimensions: UInt32(index.model.dimension))
  }

  static func tenant(_ id: String) -> String { id.isEmpty ? "default" : id }

  private static func withStatuses<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch {
      throw status(of: error)
    }
  }

  /// The status that the API promises for an error of the index.
  private static func status(of error: any Error) -> any Error {
    switch error {
    case let error as StoreError:
      return RPCError(.init(rawValue: error.rpcStatusNumber), error.message, cause: error)
    case let error as RetrievalError:
      let code: RPCError.Code =
        switch error.code {
        case .invalidArgument: .invalidArgument
        case .notFound: .notFound
        case .corrupt: .dataLoss
        case .overloaded: .resourceExhausted
        case .outOfRange: .outOfRange
        case .leaving: .unavailable
        default: .failedPrecondition
        }
      let details = error.retryAfter.map {
        [
          StatusDetail(
            Google.Rpc.RetryInfo(
              retryDelay: .init(
                seconds: $0.components.seconds,
                nanos: Int32($0.components.attoseconds / 1_000_000_000))))
        ]
      }
      return RPCError(code, error.message, details: details ?? [], cause: error)
    default: return error
    }
  }
}
