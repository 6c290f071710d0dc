// Written by protoc-gen-apus from apus/retrieval/v1/retrieval.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Retrieval.V1 {
  /// ContentType says how a document's structure is read.
  public enum ContentType: ProtobufEnum {
    /// Told from the URI's ending: .txt, .md, .html.
    case unspecified
    /// Plain text in UTF-8.
    case text
    /// Markdown in UTF-8.
    case markdown
    /// HTML.
    case html
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [ContentType] = [.unspecified, .text, .markdown, .html]

    /// The name with its package.
    public static let protobufFullName = "apus.retrieval.v1.ContentType"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("CONTENT_TYPE_UNSPECIFIED", 0),
      ("CONTENT_TYPE_TEXT", 1),
      ("CONTENT_TYPE_MARKDOWN", 2),
      ("CONTENT_TYPE_HTML", 3),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .text
      case 2: self = .markdown
      case 3: self = .html
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .text: 1
      case .markdown: 2
      case .html: 3
      case .unrecognized(let number): number
      }
    }
  }

  /// IngestOutcome is what became of a document.
  public enum IngestOutcome: ProtobufEnum {
    /// Never sent.
    case unspecified
    /// It is new and stored.
    case added
    /// It replaced an earlier content of the same URI.
    case replaced
    /// The same content was there already.
    case unchanged
    /// It was refused; `problem` says why. Nothing of it was kept.
    case refused
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [IngestOutcome] = [
      .unspecified,
      .added,
      .replaced,
      .unchanged,
      .refused,
    ]

    /// The name with its package.
    public static let protobufFullName = "apus.retrieval.v1.IngestOutcome"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("INGEST_OUTCOME_UNSPECIFIED", 0),
      ("INGEST_OUTCOME_ADDED", 1),
      ("INGEST_OUTCOME_REPLACED", 2),
      ("INGEST_OUTCOME_UNCHANGED", 3),
      ("INGEST_OUTCOME_REFUSED", 4),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .added
      case 2: self = .replaced
      case 3: self = .unchanged
      case 4: self = .refused
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .added: 1
      case .replaced: 2
      case .unchanged: 3
      case .refused: 4
      case .unrecognized(let number): number
      }
    }
  }

  /// SearchMode says how passages are ranked.
  public enum SearchMode: ProtobufEnum {
    /// Hybrid.
    case unspecified
    /// By meaning and by words, fused by reciprocal rank.
    case hybrid
    /// By meaning: cosine similarity of embeddings.
    case vector
    /// By words: BM25.
    case keyword
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [SearchMode] = [.unspecified, .hybrid, .vector, .keyword]

    /// The name with its package.
    public static let protobufFullName = "apus.retrieval.v1.SearchMode"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("SEARCH_MODE_UNSPECIFIED", 0),
      ("SEARCH_MODE_HYBRID", 1),
      ("SEARCH_MODE_VECTOR", 2),
      ("SEARCH_MODE_KEYWORD", 3),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .hybrid
      case 2: self = .vector
      case 3: self = .keyword
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .hybrid: 1
      case .vector: 2
      case .keyword: 3
      case .unrecognized(let number): number
      }
    }
  }

  /// DocumentChangeKind says what happened to a document.
  public enum DocumentChangeKind: ProtobufEnum {
    /// Not stated.
    case unspecified
    /// It was not there before.
    case added
    /// It has another content.
    case replaced
    /// It has other labels.
    case relabelled
    /// It is gone.
    case removed
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [DocumentChangeKind] = [
      .unspecified,
      .added,
      .replaced,
      .relabelled,
      .removed,
    ]

    /// The name with its package.
    public static let protobufFullName = "apus.retrieval.v1.DocumentChangeKind"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("DOCUMENT_CHANGE_KIND_UNSPECIFIED", 0),
      ("DOCUMENT_CHANGE_KIND_ADDED", 1),
      ("DOCUMENT_CHANGE_KIND_REPLACED", 2),
      ("DOCUMENT_CHANGE_KIND_RELABELLED", 3),
      ("DOCUMENT_CHANGE_KIND_REMOVED", 4),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .added
      case 2: self = .replaced
      case 3: self = .relabelled
      case 4: self = .removed
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .added: 1
      case .replaced: 2
      case .relabelled: 3
      case .removed: 4
      case .unrecognized(let number): number
      }
    }
  }

  /// IngestRequest is one part of a document.
  public struct IngestRequest: Message {
    /// Which part this is.
    public var part: Part?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(part: Part? = nil) {
      self.part = part
    }

    /// What `part` can hold.
    public enum Part: Sendable, Hashable {
      /// Begins a document, and ends the one before.
      case header(DocumentHeader)
      /// The next bytes of the current document, at most 1 MiB a part.
      case data([UInt8])
    }
  }

  /// DocumentHeader describes a document before its bytes arrive.
  public struct DocumentHeader: Message {
    /// Whose document it is. Empty means "default".
    public var tenantID: String = ""

    /// Names the document within the tenant, such as a path; at most 1,024 bytes.
    public var uri: String = ""

    /// Kind of content.
    public var contentType: ContentType = .unspecified

    /// Whether the data is gzip-compressed.
    public var gzip: Bool = false

    /// Size of the data that will follow, in bytes; 0 when not known.
    public var byteCount: UInt64 = 0

    /// Free labels to filter by; at most 32.
    public var metadata: [String: String] = [:]

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      uri: String = "",
      contentType: ContentType = .unspecified,
      gzip: Bool = false,
      byteCount: UInt64 = 0,
      metadata: [String: String] = [:]
    ) {
      self.tenantID = tenantID
      self.uri = uri
      self.contentType = contentType
      self.gzip = gzip
      self.byteCount = byteCount
      self.metadata = metadata
    }
  }

  /// IngestResponse tells what became of one document.
  public struct IngestResponse: Message {
    /// The document's URI, as its header gave it.
    public var uri: String = ""

    /// What became of it.
    public var outcome: IngestOutcome = .unspecified

    /// Why it was refused, and what to do; empty otherwise.
    public var problem: String = ""

    /// The document, when it is stored.
    public var document: Document?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      uri: String = "",
      outcome: IngestOutcome = .unspecified,
      problem: String = "",
      document: Document? = nil
    ) {
      self.uri = uri
      self.outcome = outcome
      self.problem = problem
      self.document = document
    }
  }

  /// Document is a stored document.
  public struct Document: Message {
    /// Identifies the document within its tenant.
    public var documentID: String = ""

    /// Its URI.
    public var uri: String = ""

    /// Its title: its first heading, or the last part of its URI.
    public var title: String = ""

    /// SHA-256 of its content as received, lower-case hexadecimal.
    public var sha256: String = ""

    /// Number of chunks that it was split into.
    public var chunkCount: UInt32 = 0

    /// When it was stored, in milliseconds since 1970-01-01 UTC.
    public var storedAtMs: Int64 = 0

    /// Its labels.
    public var metadata: [String: String] = [:]

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      documentID: String = "",
      uri: String = "",
      title: String = "",
      sha256: String = "",
      chunkCount: UInt32 = 0,
      storedAtMs: Int64 = 0,
      metadata: [String: String] = [:]
    ) {
      self.documentID = documentID
      self.uri = uri
      self.title = title
      self.sha256 = sha256
      self.chunkCount = chunkCount
      self.storedAtMs = storedAtMs
      self.metadata = metadata
    }
  }

  /// SearchRequest is one question to the documents.
  public struct SearchRequest: Message {
    /// Whose documents to search. Empty means "default".
    public var tenantID: String = ""

    /// What to look for, in plain words; at most 8 KiB.
    public var query: String = ""

    /// Most passages to return, in [1, 100]; 0 means 5.
    public var topK: UInt32 = 0

    /// Only documents with all of these labels.
    public var filter: [String: String] = [:]

    /// Only these documents; empty means all.
    public var documentIDs: [String] = []

    /// How to rank.
    public var mode: SearchMode = .unspecified

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      query: String = "",
      topK: UInt32 = 0,
      filter: [String: String] = [:],
      documentIDs: [String] = [],
      mode: SearchMode = .unspecified
    ) {
      self.tenantID = tenantID
      self.query = query
      self.topK = topK
      self.filter = filter
      self.documentIDs = documentIDs
      self.mode = mode
    }
  }

  /// SearchResponse holds the passages found.
  public struct SearchResponse: Message {
    /// The passages, best first; empty when nothing matches.
    public var passages: [Passage] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(passages: [Passage] = []) {
      self.passages = passages
    }
  }

  /// Passage is a chunk of a document that matched.
  public struct Passage: Message {
    /// Identifies the chunk; the same text in the same document keeps its id.
    public var chunkID: String = ""

    /// The document's id.
    public var documentID: String = ""

    /// The document's URI.
    public var documentUri: String = ""

    /// The document's title.
    public var documentTitle: String = ""

    /// Headings above the chunk, outermost first.
    public var section: [String] = []

    /// The text of the chunk.
    public var text: String = ""

    /// The fused score that orders the passages; comparable within one reply only.
    public var score: Double = 0

    /// Cosine similarity to the query, in [-1, 1]; absent when the vector search did not rank it.
    public var cosine: Float?

    /// BM25 score, greater is better; absent when no word of the query occurs.
    public var bm25: Float?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      chunkID: String = "",
      documentID: String = "",
      documentUri: String = "",
      documentTitle: String = "",
      section: [String] = [],
      text: String = "",
      score: Double = 0,
      cosine: Float? = nil,
      bm25: Float? = nil
    ) {
      self.chunkID = chunkID
      self.documentID = documentID
      self.documentUri = documentUri
      self.documentTitle = documentTitle
      self.section = section
      self.text = text
      self.score = score
      self.cosine = cosine
      self.bm25 = bm25
    }
  }

  /// ListDocumentsRequest asks for a page of documents.
  public struct ListDocumentsRequest: Message {
    /// Whose documents. Empty means "default".
    public var tenantID: String = ""

    /// Most documents to return, in [1, 1000]; 0 means 100.
    public var pageSize: UInt32 = 0

    /// The `next_page_token` of the page before; empty for the first.
    public var pageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", pageSize: UInt32 = 0, pageToken: String = "") {
      self.tenantID = tenantID
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListDocumentsResponse is a page of documents.
  public struct ListDocumentsResponse: Message {
    /// The documents, in order of their URI.
    public var documents: [Document] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(documents: [Document] = [], nextPageToken: String = "") {
      self.documents = documents
      self.nextPageToken = nextPageToken
    }
  }

  /// DeleteDocumentRequest names a document to remove.
  public struct DeleteDocumentRequest: Message {
    /// Whose document. Empty means "default".
    public var tenantID: String = ""

    /// The document.
    public var documentID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", documentID: String = "") {
      self.tenantID = tenantID
      self.documentID = documentID
    }
  }

  /// DeleteDocumentResponse confirms a removal.
  public struct DeleteDocumentResponse: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// GetStatisticsRequest asks what a tenant has stored.
  public struct GetStatisticsRequest: Message {
    /// Whose documents. Empty means "default".
    public var tenantID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "") {
      self.tenantID = tenantID
    }
  }

  /// GetStatisticsResponse counts what a tenant has stored.
  public struct GetStatisticsResponse: Message {
    /// Number of documents.
    public var documentCount: UInt64 = 0

    /// Number of chunks.
    public var chunkCount: UInt64 = 0

    /// Name of the embedding model.
    public var embeddingModel: String = ""

    /// SHA-256 of the embedding model's weights, lower-case hexadecimal.
    public var embeddingModelSha256: String = ""

    /// Length of an embedding, in numbers.
    public var embeddingDimensions: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      documentCount: UInt64 = 0,
      chunkCount: UInt64 = 0,
      embeddingModel: String = "",
      embeddingModelSha256: String = "",
      embeddingDimensions: UInt32 = 0
    ) {
      self.documentCount = documentCount
      self.chunkCount = chunkCount
      self.embeddingModel = embeddingModel
      self.embeddingModelSha256 = embeddingModelSha256
      self.embeddingDimensions = embeddingDimensions
    }
  }

  /// WatchDocumentsRequest says what the caller has seen.
  public struct WatchDocumentsRequest: Message {
    /// The last change that the caller has seen; 0 for none.
    public var afterPosition: UInt64 = 0

    /// When that change was made, as it said itself, in milliseconds since 1970-01-01 UTC; with 0
    /// it is not
    /// compared.
    public var afterChangedAtMs: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(afterPosition: UInt64 = 0, afterChangedAtMs: Int64 = 0) {
      self.afterPosition = afterPosition
      self.afterChangedAtMs = afterChangedAtMs
    }
  }

  /// WatchDocumentsResponse holds what changed.
  public struct WatchDocumentsResponse: Message {
    /// The change.
    public var change: DocumentChange?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(change: DocumentChange? = nil) {
      self.change = change
    }
  }

  /// DocumentChange is something that happened to a document.
  public struct DocumentChange: Message {
    /// Its place among all changes, from 1, without gaps.
    public var position: UInt64 = 0

    /// Whose document.
    public var tenantID: String = ""

    /// The document.
    public var documentID: String = ""

    /// Its URI.
    public var uri: String = ""

    /// What happened.
    public var kind: DocumentChangeKind = .unspecified

    /// SHA-256 of its content, 64 hexadecimal digits; empty when it was removed.
    public var sha256: String = ""

    /// When, in milliseconds since 1970-01-01 UTC.
    public var changedAtMs: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      position: UInt64 = 0,
      tenantID: String = "",
      documentID: String = "",
      uri: String = "",
      kind: DocumentChangeKind = .unspecified,
      sha256: String = "",
      changedAtMs: Int64 = 0
    ) {
      self.position = position
      self.tenantID = tenantID
      self.documentID = documentID
      self.uri = uri
      self.kind = kind
      self.sha256 = sha256
      self.changedAtMs = changedAtMs
    }
  }
}

extension Apus.Retrieval.V1.IngestRequest {
  /// `apus.retrieval.v1.IngestRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.IngestRequest",
    [
      .init(1, "header", .message(Apus.Retrieval.V1.DocumentHeader.self), .oneof(0)),
      .init(2, "data", .bytes, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch part {
    case .header(let value):
      writer.oneof(0, number: 1, value)
    case .data(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: part = .header(try reader.value(0))
    case 2: part = .data(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.DocumentHeader {
  /// `apus.retrieval.v1.DocumentHeader` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.DocumentHeader",
    [
      .init(1, "tenant_id", .string),
      .init(2, "uri", .string),
      .init(3, "content_type", .enumeration(Apus.Retrieval.V1.ContentType.self)),
      .init(4, "gzip", .bool),
      .init(5, "byte_count", .uint64),
      .init(6, "metadata", .map(key: .string, value: .string), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, uri)
    writer.implicit(2, contentType)
    writer.implicit(3, gzip)
    writer.implicit(4, byteCount)
    writer.map(5, metadata)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &uri)
    try reader.implicit(2, into: &contentType)
    try reader.implicit(3, into: &gzip)
    try reader.implicit(4, into: &byteCount)
    try reader.map(5, into: &metadata)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.IngestResponse {
  /// `apus.retrieval.v1.IngestResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.IngestResponse",
    [
      .init(1, "uri", .string),
      .init(2, "outcome", .enumeration(Apus.Retrieval.V1.IngestOutcome.self)),
      .init(3, "problem", .string),
      .init(4, "document", .message(Apus.Retrieval.V1.Document.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, uri)
    writer.implicit(1, outcome)
    writer.implicit(2, problem)
    writer.optional(3, document)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &uri)
    try reader.implicit(1, into: &outcome)
    try reader.implicit(2, into: &problem)
    try reader.optional(3, into: &document)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.Document {
  /// `apus.retrieval.v1.Document` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.Document",
    [
      .init(1, "document_id", .string),
      .init(2, "uri", .string),
      .init(3, "title", .string),
      .init(4, "sha256", .string),
      .init(5, "chunk_count", .uint32),
      .init(6, "stored_at_ms", .int64),
      .init(7, "metadata", .map(key: .string, value: .string), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, documentID)
    writer.implicit(1, uri)
    writer.implicit(2, title)
    writer.implicit(3, sha256)
    writer.implicit(4, chunkCount)
    writer.implicit(5, storedAtMs)
    writer.map(6, metadata)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &documentID)
    try reader.implicit(1, into: &uri)
    try reader.implicit(2, into: &title)
    try reader.implicit(3, into: &sha256)
    try reader.implicit(4, into: &chunkCount)
    try reader.implicit(5, into: &storedAtMs)
    try reader.map(6, into: &metadata)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.SearchRequest {
  /// `apus.retrieval.v1.SearchRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.SearchRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "query", .string),
      .init(3, "top_k", .uint32),
      .init(4, "filter", .map(key: .string, value: .string), .repeated),
      .init(5, "document_ids", .string, .repeated),
      .init(6, "mode", .enumeration(Apus.Retrieval.V1.SearchMode.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, query)
    writer.implicit(2, topK)
    writer.map(3, filter)
    writer.repeated(4, documentIDs)
    writer.implicit(5, mode)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &query)
    try reader.implicit(2, into: &topK)
    try reader.map(3, into: &filter)
    try reader.repeated(4, into: &documentIDs)
    try reader.implicit(5, into: &mode)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.SearchResponse {
  /// `apus.retrieval.v1.SearchResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.SearchResponse",
    [
      .init(1, "passages", .message(Apus.Retrieval.V1.Passage.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, passages)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &passages)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.Passage {
  /// `apus.retrieval.v1.Passage` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.Passage",
    [
      .init(1, "chunk_id", .string),
      .init(2, "document_id", .string),
      .init(3, "document_uri", .string),
      .init(4, "document_title", .string),
      .init(5, "section", .string, .repeated),
      .init(6, "text", .string),
      .init(7, "score", .double),
      .init(8, "cosine", .float, .optional),
      .init(9, "bm25", .float, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, chunkID)
    writer.implicit(1, documentID)
    writer.implicit(2, documentUri)
    writer.implicit(3, documentTitle)
    writer.repeated(4, section)
    writer.implicit(5, text)
    writer.implicit(6, score)
    writer.optional(7, cosine)
    writer.optional(8, bm25)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &chunkID)
    try reader.implicit(1, into: &documentID)
    try reader.implicit(2, into: &documentUri)
    try reader.implicit(3, into: &documentTitle)
    try reader.repeated(4, into: &section)
    try reader.implicit(5, into: &text)
    try reader.implicit(6, into: &score)
    try reader.optional(7, into: &cosine)
    try reader.optional(8, into: &bm25)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.ListDocumentsRequest {
  /// `apus.retrieval.v1.ListDocumentsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.ListDocumentsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "page_size", .uint32),
      .init(3, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, pageSize)
    writer.implicit(2, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &pageSize)
    try reader.implicit(2, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.ListDocumentsResponse {
  /// `apus.retrieval.v1.ListDocumentsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.ListDocumentsResponse",
    [
      .init(1, "documents", .message(Apus.Retrieval.V1.Document.self), .repeated),
      .init(2, "next_page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, documents)
    writer.implicit(1, nextPageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &documents)
    try reader.implicit(1, into: &nextPageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.DeleteDocumentRequest {
  /// `apus.retrieval.v1.DeleteDocumentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.DeleteDocumentRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "document_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, documentID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &documentID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.DeleteDocumentResponse {
  /// `apus.retrieval.v1.DeleteDocumentResponse` and its fields.
  public static let descriptor = MessageDescriptor("apus.retrieval.v1.DeleteDocumentResponse", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.GetStatisticsRequest {
  /// `apus.retrieval.v1.GetStatisticsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.GetStatisticsRequest",
    [
      .init(1, "tenant_id", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.GetStatisticsResponse {
  /// `apus.retrieval.v1.GetStatisticsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.GetStatisticsResponse",
    [
      .init(1, "document_count", .uint64),
      .init(2, "chunk_count", .uint64),
      .init(3, "embedding_model", .string),
      .init(4, "embedding_model_sha256", .string),
      .init(5, "embedding_dimensions", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, documentCount)
    writer.implicit(1, chunkCount)
    writer.implicit(2, embeddingModel)
    writer.implicit(3, embeddingModelSha256)
    writer.implicit(4, embeddingDimensions)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &documentCount)
    try reader.implicit(1, into: &chunkCount)
    try reader.implicit(2, into: &embeddingModel)
    try reader.implicit(3, into: &embeddingModelSha256)
    try reader.implicit(4, into: &embeddingDimensions)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.WatchDocumentsRequest {
  /// `apus.retrieval.v1.WatchDocumentsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.WatchDocumentsRequest",
    [
      .init(1, "after_position", .uint64),
      .init(2, "after_changed_at_ms", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, afterPosition)
    writer.implicit(1, afterChangedAtMs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &afterPosition)
    try reader.implicit(1, into: &afterChangedAtMs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.WatchDocumentsResponse {
  /// `apus.retrieval.v1.WatchDocumentsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.WatchDocumentsResponse",
    [
      .init(1, "change", .message(Apus.Retrieval.V1.DocumentChange.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, change)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &change)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1.DocumentChange {
  /// `apus.retrieval.v1.DocumentChange` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.retrieval.v1.DocumentChange",
    [
      .init(1, "position", .uint64),
      .init(2, "tenant_id", .string),
      .init(3, "document_id", .string),
      .init(4, "uri", .string),
      .init(5, "kind", .enumeration(Apus.Retrieval.V1.DocumentChangeKind.self)),
      .init(6, "sha256", .string),
      .init(7, "changed_at_ms", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, position)
    writer.implicit(1, tenantID)
    writer.implicit(2, documentID)
    writer.implicit(3, uri)
    writer.implicit(4, kind)
    writer.implicit(5, sha256)
    writer.implicit(6, changedAtMs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &position)
    try reader.implicit(1, into: &tenantID)
    try reader.implicit(2, into: &documentID)
    try reader.implicit(3, into: &uri)
    try reader.implicit(4, into: &kind)
    try reader.implicit(5, into: &sha256)
    try reader.implicit(6, into: &changedAtMs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Retrieval.V1 {
  /// RetrievalService keeps a tenant's documents as embedded chunks and finds the ones that match a
  /// query, by meaning and by words. A tenant never sees, counts or ranks with another's documents.
  public protocol RetrievalService: RPCService {
    /// Ingest takes documents in parts and answers once for each document, in order. A document is
    /// a
    /// header followed by its data; the next header, or the end of the stream, ends it. A document
    /// that cannot be taken is reported in its own answer and the stream goes on.
    ///
    /// A document is searchable before its answer is sent. The same content again is "unchanged"
    /// and
    /// costs no embedding; other content under the same URI replaces what was there.
    ///
    /// RESOURCE_EXHAUSTED: the disk is full, or too many documents are being embedded, with a
    /// google.rpc.RetryInfo; nothing of the current document was kept.
    func ingest(
      _ requests: RequestStream<IngestRequest>,
      writer: ResponseWriter<IngestResponse>,
      context: ServerContext
    ) async throws

    /// Search returns the passages that match best, best first; none when nothing matches.
    ///
    /// RESOURCE_EXHAUSTED: too many questions wait; google.rpc.RetryInfo says for how long.
    func search(_ request: SearchRequest, context: ServerContext) async throws -> SearchResponse

    /// ListDocuments lists a tenant's documents in order of their URI.
    func listDocuments(
      _ request: ListDocumentsRequest,
      context: ServerContext
    ) async throws -> ListDocumentsResponse

    /// DeleteDocument removes a document and its chunks. NOT_FOUND: there is no such document.
    func deleteDocument(
      _ request: DeleteDocumentRequest,
      context: ServerContext
    ) async throws -> DeleteDocumentResponse

    /// WatchDocuments streams what changes among the documents of all tenants, after a position, in
    /// the order in which it
    /// happened, and goes on with what happens. It is for services that keep what depends on
    /// documents. What a search
    /// finds after a change was received is no older than the change.
    ///
    /// OUT_OF_RANGE: the change that the caller has seen last is not there, because an older state
    /// was restored;
    /// begin again at position 0.
    func watchDocuments(
      _ request: WatchDocumentsRequest,
      writer: ResponseWriter<WatchDocumentsResponse>,
      context: ServerContext
    ) async throws

    /// GetStatistics counts what a tenant has stored.
    func getStatistics(
      _ request: GetStatisticsRequest,
      context: ServerContext
    ) async throws -> GetStatisticsResponse
  }

  /// Calls `apus.retrieval.v1.RetrievalService` over a channel.
  public struct RetrievalServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.retrieval.v1.RetrievalService/Ingest`
      public static let ingest = MethodPath(
        service: "apus.retrieval.v1.RetrievalService",
        method: "Ingest"
      )
      /// `/apus.retrieval.v1.RetrievalService/Search`
      public static let search = MethodPath(
        service: "apus.retrieval.v1.RetrievalService",
        method: "Search"
      )
      /// `/apus.retrieval.v1.RetrievalService/ListDocuments`
      public static let listDocuments = MethodPath(
        service: "apus.retrieval.v1.RetrievalService",
        method: "ListDocuments"
      )
      /// `/apus.retrieval.v1.RetrievalService/DeleteDocument`
      public static let deleteDocument = MethodPath(
        service: "apus.retrieval.v1.RetrievalService",
        method: "DeleteDocument"
      )
      /// `/apus.retrieval.v1.RetrievalService/WatchDocuments`
      public static let watchDocuments = MethodPath(
        service: "apus.retrieval.v1.RetrievalService",
        method: "WatchDocuments"
      )
      /// `/apus.retrieval.v1.RetrievalService/GetStatistics`
      public static let getStatistics = MethodPath(
        service: "apus.retrieval.v1.RetrievalService",
        method: "GetStatistics"
      )
    }

    /// Ingest takes documents in parts and answers once for each document, in order. A document is
    /// a
    /// header followed by its data; the next header, or the end of the stream, ends it. A document
    /// that cannot be taken is reported in its own answer and the stream goes on.
    ///
    /// A document is searchable before its answer is sent. The same content again is "unchanged"
    /// and
    /// costs no embedding; other content under the same URI replaces what was there.
    ///
    /// RESOURCE_EXHAUSTED: the disk is full, or too many documents are being embedded, with a
    /// google.rpc.RetryInfo; nothing of the current document was kept.
    public func ingest<CallResult>(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<IngestRequest>, ResponseStream<IngestResponse>) async throws ->
        CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.ingest, options: options, body)
    }

    /// Search returns the passages that match best, best first; none when nothing matches.
    ///
    /// RESOURCE_EXHAUSTED: too many questions wait; google.rpc.RetryInfo says for how long.
    public func search(
      _ request: SearchRequest,
      options: CallOptions = .defaults
    ) async throws -> SearchResponse {
      try await channel.unary(Method.search, request, options: options)
    }

    /// ListDocuments lists a tenant's documents in order of their URI.
    public func listDocuments(
      _ request: ListDocumentsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListDocumentsResponse {
      try await channel.unary(Method.listDocuments, request, options: options)
    }

    /// DeleteDocument removes a document and its chunks. NOT_FOUND: there is no such document.
    public func deleteDocument(
      _ request: DeleteDocumentRequest,
      options: CallOptions = .defaults
    ) async throws -> DeleteDocumentResponse {
      try await channel.unary(Method.deleteDocument, request, options: options)
    }

    /// WatchDocuments streams what changes among the documents of all tenants, after a position, in
    /// the order in which it
    /// happened, and goes on with what happens. It is for services that keep what depends on
    /// documents. What a search
    /// finds after a change was received is no older than the change.
    ///
    /// OUT_OF_RANGE: the change that the caller has seen last is not there, because an older state
    /// was restored;
    /// begin again at position 0.
    public func watchDocuments<CallResult>(
      _ request: WatchDocumentsRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<WatchDocumentsResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.watchDocuments, request, options: options, body)
    }

    /// GetStatistics counts what a tenant has stored.
    public func getStatistics(
      _ request: GetStatisticsRequest,
      options: CallOptions = .defaults
    ) async throws -> GetStatisticsResponse {
      try await channel.unary(Method.getStatistics, request, options: options)
    }
  }
}

extension Apus.Retrieval.V1.RetrievalService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.retrieval.v1.RetrievalService",
      fileDescriptor: Apus.Retrieval.V1.retrievalFileDescriptor,
      methods: [
        .bidirectionalStreaming("Ingest") {
          (
            requests: RequestStream<Apus.Retrieval.V1.IngestRequest>,
            writer: ResponseWriter<Apus.Retrieval.V1.IngestResponse>,
            context: ServerContext
          ) in
          try await self.ingest(requests, writer: writer, context: context)
        },
        .unary("Search") {
          (request: Apus.Retrieval.V1.SearchRequest, context: ServerContext) in
          try await self.search(request, context: context)
        },
        .unary("ListDocuments") {
          (request: Apus.Retrieval.V1.ListDocumentsRequest, context: ServerContext) in
          try await self.listDocuments(request, context: context)
        },
        .unary("DeleteDocument") {
          (request: Apus.Retrieval.V1.DeleteDocumentRequest, context: ServerContext) in
          try await self.deleteDocument(request, context: context)
        },
        .serverStreaming("WatchDocuments") {
          (
            request: Apus.Retrieval.V1.WatchDocumentsRequest,
            writer: ResponseWriter<Apus.Retrieval.V1.WatchDocumentsResponse>,
            context: ServerContext
          ) in
          try await self.watchDocuments(request, writer: writer, context: context)
        },
        .unary("GetStatistics") {
          (request: Apus.Retrieval.V1.GetStatisticsRequest, context: ServerContext) in
          try await self.getStatistics(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Retrieval.V1 {
  /// `apus/retrieval/v1/retrieval.proto` as protoc describes it, for reflection.
  public static let retrievalFileDescriptor = FileDescriptor(
    name: "apus/retrieval/v1/retrieval.proto",
    serializedBytes: Base64Literal.decode(
      """
      CiFhcHVzL3JldHJpZXZhbC92MS9yZXRyaWV2YWwucHJvdG8SEWFwdXMucmV0cmlldmFsLnYxImoKDUluZ2Vz
      dFJlcXVlc3QSOwoGaGVhZGVyGAEgASgLMiEuYXB1cy5yZXRyaWV2YWwudjEuRG9jdW1lbnRIZWFkZXJIAFIG
      aGVhZGVyEhQKBGRhdGEYAiABKAxIAFIEZGF0YUIGCgRwYXJ0Ir8CCg5Eb2N1bWVudEhlYWRlchIbCgl0ZW5h
      bnRfaWQYASABKAlSCHRlbmFudElkEhAKA3VyaRgCIAEoCVIDdXJpEkEKDGNvbnRlbnRfdHlwZRgDIAEoDjIe
      LmFwdXMucmV0cmlldmFsLnYxLkNvbnRlbnRUeXBlUgtjb250ZW50VHlwZRISCgRnemlwGAQgASgIUgRnemlw
      Eh0KCmJ5dGVfY291bnQYBSABKARSCWJ5dGVDb3VudBJLCghtZXRhZGF0YRgGIAMoCzIvLmFwdXMucmV0cmll
      dmFsLnYxLkRvY3VtZW50SGVhZGVyLk1ldGFkYXRhRW50cnlSCG1ldGFkYXRhGjsKDU1ldGFkYXRhRW50cnkS
      EAoDa2V5GAEgASgJUgNrZXkSFAoFdmFsdWUYAiABKAlSBXZhbHVlOgI4ASKxAQoOSW5nZXN0UmVzcG9uc2US
      EAoDdXJpGAEgASgJUgN1cmkSOgoHb3V0Y29tZRgCIAEoDjIgLmFwdXMucmV0cmlldmFsLnYxLkluZ2VzdE91
      dGNvbWVSB291dGNvbWUSGAoHcHJvYmxlbRgDIAEoCVIHcHJvYmxlbRI3Cghkb2N1bWVudBgEIAEoCzIbLmFw
      dXMucmV0cmlldmFsLnYxLkRvY3VtZW50Ughkb2N1bWVudCKyAgoIRG9jdW1lbnQSHwoLZG9jdW1lbnRfaWQY
      ASABKAlSCmRvY3VtZW50SWQSEAoDdXJpGAIgASgJUgN1cmkSFAoFdGl0bGUYAyABKAlSBXRpdGxlEhYKBnNo
      YTI1NhgEIAEoCVIGc2hhMjU2Eh8KC2NodW5rX2NvdW50GAUgASgNUgpjaHVua0NvdW50EiAKDHN0b3JlZF9h
      dF9tcxgGIAEoA1IKc3RvcmVkQXRNcxJFCghtZXRhZGF0YRgHIAMoCzIpLmFwdXMucmV0cmlldmFsLnYxLkRv
      Y3VtZW50Lk1ldGFkYXRhRW50cnlSCG1ldGFkYXRhGjsKDU1ldGFkYXRhRW50cnkSEAoDa2V5GAEgASgJUgNr
      ZXkSFAoFdmFsdWUYAiABKAlSBXZhbHVlOgI4ASKuAgoNU2VhcmNoUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASAB
      KAlSCHRlbmFudElkEhQKBXF1ZXJ5GAIgASgJUgVxdWVyeRITCgV0b3BfaxgDIAEoDVIEdG9wSxJECgZmaWx0
      ZXIYBCADKAsyLC5hcHVzLnJldHJpZXZhbC52MS5TZWFyY2hSZXF1ZXN0LkZpbHRlckVudHJ5UgZmaWx0ZXIS
      IQoMZG9jdW1lbnRfaWRzGAUgAygJUgtkb2N1bWVudElkcxIxCgRtb2RlGAYgASgOMh0uYXB1cy5yZXRyaWV2
      YWwudjEuU2VhcmNoTW9kZVIEbW9kZRo5CgtGaWx0ZXJFbnRyeRIQCgNrZXkYASABKAlSA2tleRIUCgV2YWx1
      ZRgCIAEoCVIFdmFsdWU6AjgBIkgKDlNlYXJjaFJlc3BvbnNlEjYKCHBhc3NhZ2VzGAEgAygLMhouYXB1cy5y
      ZXRyaWV2YWwudjEuUGFzc2FnZVIIcGFzc2FnZXMinQIKB1Bhc3NhZ2USGQoIY2h1bmtfaWQYASABKAlSB2No
      dW5rSWQSHwoLZG9jdW1lbnRfaWQYAiABKAlSCmRvY3VtZW50SWQSIQoMZG9jdW1lbnRfdXJpGAMgASgJUgtk
      b2N1bWVudFVyaRIlCg5kb2N1bWVudF90aXRsZRgEIAEoCVINZG9jdW1lbnRUaXRsZRIYCgdzZWN0aW9uGAUg
      AygJUgdzZWN0aW9uEhIKBHRleHQYBiABKAlSBHRleHQSFAoFc2NvcmUYByABKAFSBXNjb3JlEhsKBmNvc2lu
      ZRgIIAEoAkgAUgZjb3NpbmWIAQESFwoEYm0yNRgJIAEoAkgBUgRibTI1iAEBQgkKB19jb3NpbmVCBwoFX2Jt
      MjUibwoUTGlzdERvY3VtZW50c1JlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIbCglwYWdl
      X3NpemUYAiABKA1SCHBhZ2VTaXplEh0KCnBhZ2VfdG9rZW4YAyABKAlSCXBhZ2VUb2tlbiJ6ChVMaXN0RG9j
      dW1lbnRzUmVzcG9uc2USOQoJZG9jdW1lbnRzGAEgAygLMhsuYXB1cy5yZXRyaWV2YWwudjEuRG9jdW1lbnRS
      CWRvY3VtZW50cxImCg9uZXh0X3BhZ2VfdG9rZW4YAiABKAlSDW5leHRQYWdlVG9rZW4iVQoVRGVsZXRlRG9j
      dW1lbnRSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSHwoLZG9jdW1lbnRfaWQYAiABKAlS
      CmRvY3VtZW50SWQiGAoWRGVsZXRlRG9jdW1lbnRSZXNwb25zZSIzChRHZXRTdGF0aXN0aWNzUmVxdWVzdBIb
      Cgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkIvEBChVHZXRTdGF0aXN0aWNzUmVzcG9uc2USJQoOZG9jdW1l
      bnRfY291bnQYASABKARSDWRvY3VtZW50Q291bnQSHwoLY2h1bmtfY291bnQYAiABKARSCmNodW5rQ291bnQS
      JwoPZW1iZWRkaW5nX21vZGVsGAMgASgJUg5lbWJlZGRpbmdNb2RlbBI0ChZlbWJlZGRpbmdfbW9kZWxfc2hh
      MjU2GAQgASgJUhRlbWJlZGRpbmdNb2RlbFNoYTI1NhIxChRlbWJlZGRpbmdfZGltZW5zaW9ucxgFIAEoDVIT
      ZW1iZWRkaW5nRGltZW5zaW9ucyJtChVXYXRjaERvY3VtZW50c1JlcXVlc3QSJQoOYWZ0ZXJfcG9zaXRpb24Y
      ASABKARSDWFmdGVyUG9zaXRpb24SLQoTYWZ0ZXJfY2hhbmdlZF9hdF9tcxgCIAEoA1IQYWZ0ZXJDaGFuZ2Vk
      QXRNcyJTChZXYXRjaERvY3VtZW50c1Jlc3BvbnNlEjkKBmNoYW5nZRgBIAEoCzIhLmFwdXMucmV0cmlldmFs
      LnYxLkRvY3VtZW50Q2hhbmdlUgZjaGFuZ2Ui8wEKDkRvY3VtZW50Q2hhbmdlEhoKCHBvc2l0aW9uGAEgASgE
      Ughwb3NpdGlvbhIbCgl0ZW5hbnRfaWQYAiABKAlSCHRlbmFudElkEh8KC2RvY3VtZW50X2lkGAMgASgJUgpk
      b2N1bWVudElkEhAKA3VyaRgEIAEoCVIDdXJpEjkKBGtpbmQYBSABKA4yJS5hcHVzLnJldHJpZXZhbC52MS5E
      b2N1bWVudENoYW5nZUtpbmRSBGtpbmQSFgoGc2hhMjU2GAYgASgJUgZzaGEyNTYSIgoNY2hhbmdlZF9hdF9t
      cxgHIAEoA1ILY2hhbmdlZEF0TXMqdAoLQ29udGVudFR5cGUSHAoYQ09OVEVOVF9UWVBFX1VOU1BFQ0lGSUVE
      EAASFQoRQ09OVEVOVF9UWVBFX1RFWFQQARIZChVDT05URU5UX1RZUEVfTUFSS0RPV04QAhIVChFDT05URU5U
      X1RZUEVfSFRNTBADKqABCg1Jbmdlc3RPdXRjb21lEh4KGklOR0VTVF9PVVRDT01FX1VOU1BFQ0lGSUVEEAAS
      GAoUSU5HRVNUX09VVENPTUVfQURERUQQARIbChdJTkdFU1RfT1VUQ09NRV9SRVBMQUNFRBACEhwKGElOR0VT
      VF9PVVRDT01FX1VOQ0hBTkdFRBADEhoKFklOR0VTVF9PVVRDT01FX1JFRlVTRUQQBCpyCgpTZWFyY2hNb2Rl
      EhsKF1NFQVJDSF9NT0RFX1VOU1BFQ0lGSUVEEAASFgoSU0VBUkNIX01PREVfSFlCUklEEAESFgoSU0VBUkNI
      X01PREVfVkVDVE9SEAISFwoTU0VBUkNIX01PREVfS0VZV09SRBADKsQBChJEb2N1bWVudENoYW5nZUtpbmQS
      JAogRE9DVU1FTlRfQ0hBTkdFX0tJTkRfVU5TUEVDSUZJRUQQABIeChpET0NVTUVOVF9DSEFOR0VfS0lORF9B
      RERFRBABEiEKHURPQ1VNRU5UX0NIQU5HRV9LSU5EX1JFUExBQ0VEEAISIwofRE9DVU1FTlRfQ0hBTkdFX0tJ
      TkRfUkVMQUJFTExFRBADEiAKHERPQ1VNRU5UX0NIQU5HRV9LSU5EX1JFTU9WRUQQBDLMBAoQUmV0cmlldmFs
      U2VydmljZRJRCgZJbmdlc3QSIC5hcHVzLnJldHJpZXZhbC52MS5Jbmdlc3RSZXF1ZXN0GiEuYXB1cy5yZXRy
      aWV2YWwudjEuSW5nZXN0UmVzcG9uc2UoATABEk0KBlNlYXJjaBIgLmFwdXMucmV0cmlldmFsLnYxLlNlYXJj
      aFJlcXVlc3QaIS5hcHVzLnJldHJpZXZhbC52MS5TZWFyY2hSZXNwb25zZRJiCg1MaXN0RG9jdW1lbnRzEicu
      YXB1cy5yZXRyaWV2YWwudjEuTGlzdERvY3VtZW50c1JlcXVlc3QaKC5hcHVzLnJldHJpZXZhbC52MS5MaXN0
      RG9jdW1lbnRzUmVzcG9uc2USZQoORGVsZXRlRG9jdW1lbnQSKC5hcHVzLnJldHJpZXZhbC52MS5EZWxldGVE
      b2N1bWVudFJlcXVlc3QaKS5hcHVzLnJldHJpZXZhbC52MS5EZWxldGVEb2N1bWVudFJlc3BvbnNlEmcKDldh
      dGNoRG9jdW1lbnRzEiguYXB1cy5yZXRyaWV2YWwudjEuV2F0Y2hEb2N1bWVudHNSZXF1ZXN0GikuYXB1cy5y
      ZXRyaWV2YWwudjEuV2F0Y2hEb2N1bWVudHNSZXNwb25zZTABEmIKDUdldFN0YXRpc3RpY3MSJy5hcHVzLnJl
      dHJpZXZhbC52MS5HZXRTdGF0aXN0aWNzUmVxdWVzdBooLmFwdXMucmV0cmlldmFsLnYxLkdldFN0YXRpc3Rp
      Y3NSZXNwb25zZWIGcHJvdG8z
      """
    ),
    dependencies: []
  )
}
