internal import Messages
internal import RPC
internal import Synchronization

/// Sends documents to the gateway and tells what became of each.
struct Ingestion: Sendable {
  /// Size of a part, in bytes; the API takes up to 1 MiB.
  static let partByteCount = 256 << 10

  struct Summary: Sendable {
    var outcomes: [Apus.Retrieval.V1.IngestOutcome: Int] = [:]
    var chunkCount = 0
    var problems: [String] = []

    var documentCount: Int { outcomes.values.reduce(0, +) }

    mutating func resultArrived(_ result: Apus.Retrieval.V1.IngestResponse) {
      outcomes[result.outcome, default: 0] += 1
      chunkCount += Int(result.document?.chunkCount ?? 0)
      if result.outcome == .refused { problems.append("\(result.uri): \(result.problem)") }
    }

    /// `25 documents, 410 chunks: 25 added`.
    var text: String {
      let parts = [Apus.Retrieval.V1.IngestOutcome.added, .replaced, .unchanged, .refused]
        .compactMap { outcome in outcomes[outcome].map { "\($0) \(outcome.label)" } }
      let list = parts.isEmpty ? "nothing to do" : parts.joined(separator: ", ")
      return "\(documentCount) document\(documentCount == 1 ? "" : "s"), "
        + "\(chunkCount) chunk\(chunkCount == 1 ? "" : "s"): \(list)"
    }
  }

  let connection: GatewayConnection
  let metadata: [String: String]

  /// Sends all documents in one call. `onResult` sees each result, those of documents that were
  /// refused here included, one at a time, with how many came so far.
  func send(
    _ found: DocumentFinder,
    onResult: @escaping @Sendable (Apus.Retrieval.V1.IngestResponse, Int) -> Void
  ) async throws -> Summary {
    let summary = Mutex(Summary())
    let report: @Sendable (Apus.Retrieval.V1.IngestResponse) -> Void = { result in
      summary.withLock { summary in
        summary.resultArrived(result)
        onResult(result, summary.documentCount)
      }
    }
    for problem in found.refused { report(.refused(problem)) }
    if !found.documents.isEmpty { try await send(found.documents, report) }
    return summary.withLock { $0 }
  }

  private func send(
    _ documents: [FoundDocument],
    _ report: @escaping @Sendable (Apus.Retrieval.V1.IngestResponse) -> Void
  ) async throws {
    try await connection.client.ingest(options: connection.options) { parts, results in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for document in documents {
            if let problem = try await write(document, to: parts) { report(.refused(problem)) }
          }
          try await parts.finish()
        }
        group.addTask {
          for try await message in results {
            if let result = message.result { report(result) }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  /// Returns why the document cannot be read, when it cannot; nothing of it was sent then.
  private func write(
    _ document: FoundDocument, to parts: RequestWriter<Apus.Gateway.V1.IngestRequest>
  ) async throws -> PathProblem? {
    let file: DocumentFile
    do {
      file = try DocumentFile(document.path)
    } catch {
      return PathProblem(path: document.path, reason: error.description)
    }
    // The first part is read before the header leaves, so that a broken disk is told of here and the
    // document not half sent.
    var sentCount = 0
    var data: [UInt8]
    do {
      data = try file.read(upTo: Self.partByteCount)
    } catch {
      return PathProblem(path: document.path, reason: "cannot be read as a file: \(error)")
    }
    let header = header(of: document, byteCount: file.byteCount)
    try await parts.write(.init(part: .init(part: .header(header))))
    while !data.isEmpty {
      try await parts.write(.init(part: .init(part: .data(data))))
      sentCount += data.count
      do {
        data = try file.read(upTo: Self.partByteCount)
      } catch {
        throw CommandFailure(
          "'\(document.path)' cannot be read after \(sentCount) bytes: \(error); what was ingested "
            + "before it is stored, so ingest again without it")
      }
    }
    return nil
  }

  private func header(
    of document: FoundDocument, byteCount: UInt64
  ) -> Apus.Retrieval.V1.DocumentHeader {
    .init(
      uri: document.path, contentType: document.contentType, gzip: document.isGzip,
      byteCount: byteCount, metadata: metadata)
  }
}

extension Apus.Retrieval.V1.IngestResponse {
  /// What a service would have said about a document that was not sent.
  fileprivate static func refused(_ problem: PathProblem) -> Self {
    .init(uri: problem.path, outcome: .refused, problem: problem.reason)
  }
}
