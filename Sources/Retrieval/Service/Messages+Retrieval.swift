internal import Crypto
internal import Messages
internal import RPC

extension DocumentAssembly.Header {
  init(_ header: Apus.Retrieval.V1.DocumentHeader) {
    let format: DocumentFormat? =
      switch header.contentType {
      case .text: .text
      case .markdown: .markdown
      case .html: .html
      case .unspecified, .unrecognized: nil
      }
    self.init(
      tenant: RetrievalServiceHandler.tenant(header.tenantID), uri: header.uri, format: format,
      gzip: header.gzip, byteCount: header.byteCount, labels: header.metadata)
  }
}

extension Apus.Retrieval.V1.Document {
  init(_ document: StoredDocument) {
    self.init(
      documentID: document.documentID, uri: document.uri, title: document.title,
      sha256: document.sha256, chunkCount: UInt32(document.chunkCount),
      storedAtMs: Int64(document.storedAtMilliseconds), metadata: document.labels)
  }
}

extension Apus.Retrieval.V1.DocumentChange {
  init(_ change: DocumentChange) {
    let kind: Apus.Retrieval.V1.DocumentChangeKind =
      switch change.kind {
      case .added: .added
      case .replaced: .replaced
      case .relabelled: .relabelled
      case .removed: .removed
      }
    self.init(
      position: UInt64(change.position), tenantID: change.tenant, documentID: change.documentID,
      uri: change.uri, kind: kind, sha256: change.sha256,
      changedAtMs: Int64(change.changedAtMilliseconds))
  }
}

extension Apus.Retrieval.V1.Passage {
  init(_ passage: FoundPassage) {
    self.init(
      chunkID: passage.chunkID, documentID: passage.documentID, documentUri: passage.documentURI,
      documentTitle: passage.documentTitle, section: passage.section, text: passage.text,
      score: passage.score, cosine: passage.cosine, bm25: passage.bm25)
  }
}

/// Where a listing goes on: the last URI, in hexadecimal so that nobody builds on its form.
enum PageToken {
  static func token(_ uri: String) -> String { Hex.encode(uri.utf8) }

  static func uri(_ token: String) throws -> String? {
    if token.isEmpty { return nil }
    guard let bytes = Hex.decode(token), let uri = String(validating: bytes, as: UTF8.self) else {
      throw RPCError(
        .invalidArgument, "page_token is not one that ListDocuments gave: begin again without it")
    }
    return uri
  }
}
