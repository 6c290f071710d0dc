import Foundation
import Messages
import RPC
import Retrieval
import Service
import Testing

@Suite("Retrieval service", .serialized)
struct RetrievalServiceTests {
  typealias Proto = Apus.Retrieval.V1

  /// Runs `body` with a client of a retrieval service on a port of its own.
  private func withClient(
    limits: EmbeddingQueue.Limits = .init(),
    _ body: (Proto.RetrievalServiceClient) async throws -> Void
  ) async throws {
    try await Sandbox.with { sandbox in
      let index = try await sandbox.open(limits: limits)
      let handler = RetrievalServiceHandler(
        index: index, documentByteCountMax: 4_096, metrics: RetrievalMetrics(MetricsRegistry()))
      let server = Server(
        configuration: ServerConfiguration(listen: "127.0.0.1:0"), services: [handler])
      let channel = Channel(target: "\(try await server.start())")
      let outcome: Result<Void, any Error>
      do {
        outcome = .success(try await body(.init(channel: channel)))
      } catch {
        outcome = .failure(error)
      }
      await channel.shutdown()
      await server.beginGracefulShutdown(grace: .zero)
      await index.close()
      try outcome.get()
    }
  }

  /// Sends the parts, and returns the results.
  private func ingest(
    _ parts: [Proto.IngestRequest], with client: Proto.RetrievalServiceClient
  ) async throws -> [Proto.IngestResponse] {
    try await client.ingest { writer, responses in
      for part in parts { try await writer.write(part) }
      try await writer.finish()
      var results: [Proto.IngestResponse] = []
      for try await response in responses { results.append(response) }
      return results
    }
  }

  /// A document in pieces of at most 16 bytes.
  private func document(
    _ uri: String, _ text: String, tenant: String = "", labels: [String: String] = [:]
  ) -> [Proto.IngestRequest] {
    let bytes = Array(text.utf8)
    let header = Proto.DocumentHeader(
      tenantID: tenant, uri: uri, contentType: .markdown, byteCount: UInt64(bytes.count),
      metadata: labels)
    return [.init(part: .header(header))]
      + stride(from: 0, to: bytes.count, by: 16).map {
        .init(part: .data(Array(bytes[$0..<min($0 + 16, bytes.count)])))
      }
  }

  private let swift = "# Swift\n\nThe swift flies for months without landing."
  private let bread = "# Bread\n\nBread is baked from flour, water and salt."

  @Test("Documents of one stream are answered one by one; one that is too large stops no other")
  func ingests() async throws {
    try await withClient { client in
      let parts =
        document("swift", swift) + document("large", String(repeating: "x ", count: 4_000))
        + document("bread", bread)
      let results = try await ingest(parts, with: client)
      #expect(results.map(\.uri) == ["swift", "large", "bread"])
      #expect(results.map(\.outcome) == [.added, .refused, .added])
      #expect(results[1].problem.contains("4096"), "\(results[1].problem)")
      #expect(results[0].document?.title == "Swift")
      let named = try await ingest(document("a\u{1B}[2Jb", swift), with: client)
      #expect(named.map(\.outcome) == [.refused])
      #expect(named[0].problem.contains("control character"), "\(named[0].problem)")
      let again = try await ingest(document("swift", swift), with: client)
      #expect(again.map(\.outcome) == [.unchanged])
      let other = try await ingest(document("swift", bread), with: client)
      #expect(other.map(\.outcome) == [.replaced])
      let statistics = try await client.getStatistics(.init())
      #expect(statistics.documentCount == 2 && statistics.embeddingDimensions == 384)
    }
  }

  @Test("A search finds the passage by meaning and by words, within its tenant and filter")
  func searches() async throws {
    try await withClient { client in
      _ = try await ingest(
        document("swift", swift, labels: ["kind": "bird"])
          + document("bread", bread, labels: ["kind": "food"])
          + document("secret", swift, tenant: "other"), with: client)
      for mode: Proto.SearchMode in [.unspecified, .hybrid, .vector, .keyword] {
        let found = try await client.search(
          .init(tenantID: "default", query: "birds and how long a swift flies", mode: mode))
        #expect(found.passages.first?.documentUri == "swift", "\(mode)")
        #expect(!found.passages.contains { $0.documentUri == "secret" }, "\(mode)")
        #expect((found.passages.first?.bm25 != nil) == (mode != .vector), "\(mode)")
      }
      for (kind, uris) in ["food": ["bread"], "bird": []] {
        let found = try await client.search(
          .init(query: "What is bread baked from?", filter: ["kind": kind]))
        #expect(found.passages.map(\.documentUri) == uris, "\(kind)")
      }
    }
  }

  @Test("Documents are listed page by page, and gone when deleted")
  func listsAndDeletes() async throws {
    try await withClient { client in
      _ = try await ingest(document("b", bread) + document("a", swift), with: client)
      let first = try await client.listDocuments(.init(pageSize: 1))
      #expect(first.documents.map(\.uri) == ["a"] && !first.nextPageToken.isEmpty)
      let second = try await client.listDocuments(
        .init(pageSize: 1, pageToken: first.nextPageToken))
      #expect(second.documents.map(\.uri) == ["b"] && second.nextPageToken.isEmpty)
      let id = first.documents[0].documentID
      let foreign = await #expect(throws: RPCError.self) {
        try await client.deleteDocument(.init(tenantID: "other", documentID: id))
      }
      #expect(foreign?.code == .notFound)
      _ = try await client.deleteDocument(.init(documentID: id))
      let gone = await #expect(throws: RPCError.self) {
        try await client.deleteDocument(.init(documentID: id))
      }
      #expect(gone?.code == .notFound)
      #expect(try await client.listDocuments(.init()).documents.map(\.uri) == ["b"])
    }
  }

  @Test("Calls that make no sense are INVALID_ARGUMENT, with what is wrong")
  func refusals() async throws {
    try await withClient { client in
      func expectInvalid(
        _ part: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ call: () async throws -> Void
      ) async {
        let error = await #expect(throws: RPCError.self, sourceLocation: sourceLocation) {
          try await call()
        }
        #expect(error?.code == .invalidArgument, sourceLocation: sourceLocation)
        #expect(
          error?.message.contains(part) == true, "\(error?.message ?? "")",
          sourceLocation: sourceLocation)
      }
      await expectInvalid("must say something") { _ = try await client.search(.init(query: " ")) }
      await expectInvalid("top_k is 101") {
        _ = try await client.search(.init(query: "x", topK: 101))
      }
      await expectInvalid("mode 9") {
        _ = try await client.search(.init(query: "x", mode: .unrecognized(9)))
      }
      await expectInvalid("page_size is 1001") {
        _ = try await client.listDocuments(.init(pageSize: 1_001))
      }
    }
  }

  @Test("What is too much at once is RESOURCE_EXHAUSTED, with when to try again")
  func admits() async throws {
    func expectExhausted(_ part: String, _ call: () async throws -> Void) async throws {
      let error = try #require(await #expect(throws: RPCError.self) { try await call() })
      #expect(error.code == .resourceExhausted)
      #expect(error.message.contains(part), "\(error.message)")
      let hint = try #require(error.details.first?.unpack(as: Google.Rpc.RetryInfo.self))
      #expect(hint.retryDelay?.seconds == 1)
    }
    try await withClient(limits: .init(questionCount: 0)) { client in
      _ = try await ingest(document("swift", swift), with: client)
      try await expectExhausted("0 questions wait") {
        _ = try await client.search(.init(query: "x"))
      }
    }
    try await withClient(limits: .init(documentCount: 0)) { client in
      try await expectExhausted("0 documents are being embedded") {
        _ = try await ingest(document("swift", swift), with: client)
      }
    }
  }

  @Test(
    "A stream of parts that is none ends with INVALID_ARGUMENT",
    arguments: [
      (Proto.IngestRequest(part: .data([1])), "header first"),
      (Proto.IngestRequest(), "neither header nor data"),
    ])
  func refusesParts(part: Proto.IngestRequest, reason: String) async throws {
    try await withClient { client in
      let error = await #expect(throws: RPCError.self) { try await ingest([part], with: client) }
      #expect(error?.code == .invalidArgument)
      #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }
  }

  @Test("Every change is told once, in order, to whoever follows from anywhere")
  func watches() async throws {
    try await withClient { client in
      func changes(
        after position: UInt64 = 0, at time: Int64 = 0, count: Int
      ) async throws -> [Proto.DocumentChange] {
        try await client.watchDocuments(
          .init(afterPosition: position, afterChangedAtMs: time)
        ) { responses in
          var changes: [Proto.DocumentChange] = []
          for try await response in responses {
            if let change = response.change { changes.append(change) }
            if changes.count == count { break }
          }
          return changes
        }
      }
      let added = try await ingest(document("a", swift), with: client)[0].document
      // What is unchanged is no change.
      _ = try await ingest(document("a", swift), with: client)
      _ = try await ingest(document("b", bread, tenant: "other"), with: client)
      let following = Task { try await changes(count: 5) }
      _ = try await ingest(document("a", swift, labels: ["x": "y"]), with: client)
      let replaced = try await ingest(document("a", bread), with: client)[0].document
      _ = try await client.deleteDocument(.init(documentID: added?.documentID ?? ""))
      let all = try await following.value
      #expect(all.map(\.position) == [1, 2, 3, 4, 5])
      #expect(all.map(\.kind) == [.added, .added, .relabelled, .replaced, .removed])
      #expect(all.map(\.tenantID) == ["default", "other", "default", "default", "default"])
      #expect(all.map(\.uri) == ["a", "b", "a", "a", "a"])
      #expect(all[0].sha256 == added?.sha256 && all[3].sha256 == replaced?.sha256)
      #expect(all[4].documentID == added?.documentID && all[4].sha256.isEmpty)
      #expect(all.allSatisfy { $0.changedAtMs == 1_700_000_000_000 })
      #expect(try await changes(after: 3, at: all[2].changedAtMs, count: 2) == Array(all[3...]))
      // A caller that has seen what is not there would miss what comes: it is told so.
      for (position, time): (UInt64, Int64) in [(6, 0), (3, 5)] {
        let error = await #expect(throws: RPCError.self) {
          try await changes(after: position, at: time, count: 1)
        }
        #expect(error?.code == .outOfRange)
      }
    }
  }
}
