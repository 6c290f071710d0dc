package import Messages
package import RPC

extension GatewayAPI {
  /// Passes parts on while results come back; each direction waits for its own reader, so that at
  /// most one part and one result are held here.
  package func ingest(
    _ requests: RequestStream<Apus.Gateway.V1.IngestRequest>,
    writer: ResponseWriter<Apus.Gateway.V1.IngestResponse>, context: ServerContext
  ) async throws {
    let tenantID = try context.tenantID
    try await backends.retrieval {
      try await $0.ingest { parts, results in
        try await withThrowingTaskGroup(of: Direction.self) { group in
          group.addTask {
            for try await request in requests {
              try await parts.write(try Self.part(of: request, tenantID: tenantID))
            }
            try await parts.finish()
            return .parts
          }
          group.addTask {
            for try await result in results { try await writer.write(.init(result: result)) }
            return .results
          }
          // The first error ends both. Once the results have ended nobody wants further parts.
          while let ended = try await group.next(), ended != .results {}
          group.cancelAll()
        }
      }
    }
  }

  private enum Direction { case parts, results }

  private static func part(
    of request: Apus.Gateway.V1.IngestRequest, tenantID: String
  ) throws(RPCError) -> Apus.Retrieval.V1.IngestRequest {
    guard var part = request.part, let content = part.part else {
      throw RPCError(.invalidArgument, "a part holds neither a header nor data; set one of them")
    }
    if case .header(var header) = content {
      header.tenantID = tenantID
      part.part = .header(header)
    }
    return part
  }

  package func search(
    _ request: Apus.Gateway.V1.SearchRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.SearchResponse {
    let tenantID = try context.tenantID
    guard var search = request.search else {
      throw RPCError(.invalidArgument, "the field 'search' is absent; set its 'query'")
    }
    search.tenantID = tenantID
    let tenantSearch = search
    let response = try await backends.retrieval {
      try await $0.search(tenantSearch, options: .forward)
    }
    return .init(passages: response.passages)
  }

  package func listDocuments(
    _ request: Apus.Gateway.V1.ListDocumentsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListDocumentsResponse {
    let tenantID = try context.tenantID
    let response = try await backends.retrieval {
      try await $0.listDocuments(
        .init(tenantID: tenantID, pageSize: request.pageSize, pageToken: request.pageToken),
        options: .forward)
    }
    return .init(documents: response.documents, nextPageToken: response.nextPageToken)
  }

  package func deleteDocument(
    _ request: Apus.Gateway.V1.DeleteDocumentRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.DeleteDocumentResponse {
    let tenantID = try context.tenantID
    _ = try await backends.retrieval {
      try await $0.deleteDocument(
        .init(tenantID: tenantID, documentID: request.documentID), options: .forward)
    }
    return .init()
  }
}
