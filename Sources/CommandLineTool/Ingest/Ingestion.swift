internal import Foundation
internal import Messages
internal import RPC

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
      return "\(documentCount) documents, \(chunkCount) chunks: \(list)"
    }
  }

  let connection: GatewayConnection
  let metadata: [String: String]

  /// Sends all documents in one call. `onResult` sees each result with how many came so far.
  func send(
    _ documents: [FoundDocument],
    onResult: @escaping @Sendable (Apus.Retrieval.V1.IngestResponse, Int) -> Void
  ) async throws -> Summary {
    guard !documents.isEmpty else { return Summary() }
    return try await connection.client.ingest(options: connection.options) { parts, results in
      try await withThrowingTaskGroup(of: Summary?.self) { group in
        group.addTask {
          var unreadable = Summary()
          for document in documents {
            if let problem = try await write(document, to: parts) {
              unreadable.outcomes[.refused, default: 0] += 1
              unreadable.problems.append(problem)
            }
          }
          try await parts.finish()
          return unreadable
        }
        group.addTask {
          var summary = Summary()
          for try await message in results {
            guard let result = message.result else { continue }
            summary.resultArrived(result)
            onResult(result, summary.documentCount)
          }
          return summary
        }
        var total = Summary()
        for try await summary in group {
          guard let summary else { continue }
          total.outcomes.merge(summary.outcomes, uniquingKeysWith: +)
          total.chunkCount += summary.chunkCount
          total.problems += summary.problems
        }
        return total
      }
    }
  }

  /// Returns why the document cannot be read, when it cannot; nothing of it was sent then.
  private func write(
    _ document: FoundDocument, to parts: RequestWriter<Apus.Gateway.V1.IngestRequest>
  ) async throws -> String? {
    guard let file = FileHandle(forReadingAtPath: document.path) else {
      return "\(document.path): cannot be read; check its permissions"
    }
    defer { try? file.close() }
    // The first part is read before the header leaves, so that a folder or a broken disk is told of
    // here and not half sent.
    guard var data = try? file.read(upToCount: Self.partByteCount) ?? Data() else {
      return "\(document.path): cannot be read as a file"
    }
    try await parts.write(.init(part: .init(part: .header(header(of: document)))))
    while !data.isEmpty {
      try await parts.write(.init(part: .init(part: .data([UInt8](data)))))
      data = try file.read(upToCount: Self.partByteCount) ?? Data()
    }
    return nil
  }

  private func header(of document: FoundDocument) -> Apus.Retrieval.V1.DocumentHeader {
    .init(
      uri: document.path, contentType: document.contentType, gzip: document.isGzip,
      byteCount: document.byteCount, metadata: metadata)
  }
}
