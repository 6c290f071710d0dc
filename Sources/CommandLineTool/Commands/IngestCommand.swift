internal import Messages
internal import RPC
internal import Service

/// `apus ingest`: documents in.
enum IngestCommand {
  static let excludeOption = OptionSpec.string(
    "exclude", value: "NAME", help: "Leave out files of this name; may be repeated.")

  static let command = Command(
    path: ["ingest"],
    summary: "Stores documents: .txt, .md and .html, gzip too, or folders of them.",
    argumentNames: "PATH...", argumentCount: 1...1000,
    settings: GatewayLocation.settings,
    callOptions: [
      excludeOption,
      .string(
        "label", value: "NAME=VALUE", help: "Label to filter searches by; may be repeated."),
    ],
    repeatable: ["exclude", "label"],
    examples: [
      .init(line: "apus ingest handbook.md", meaning: "one file"),
      .init(line: "apus ingest ~/notes --exclude README.md", meaning: "a folder, most of it"),
      .init(line: "apus ingest docs --label team=core", meaning: "with a label to filter by"),
    ],
    perform: { invocation in
      let found = try DocumentFinder(
        invocation.arguments, excluding: Set(invocation.strings("exclude")))
      let labels = try invocation.pairs("label")
      let summary = try await GatewayConnection.open(invocation) { connection in
        try await send(
          found, labels: labels, over: connection, console: invocation.console)
      }
      if !invocation.wantsJSON { invocation.console.line(summary.text) }
      guard summary.problems.isEmpty else {
        throw CommandFailure(
          "\(summary.problems.count) of \(summary.documentCount) documents were refused:\n  "
            + summary.problems.joined(separator: "\n  "))
      }
    })

  /// Sends with a line of progress, or one in JSON for each document; `wrap` makes it part of more.
  static func send(
    _ found: DocumentFinder, labels: [String: String] = [:],
    over connection: GatewayConnection, console: Console,
    wrap: @escaping @Sendable (JSONValue) -> JSONValue = { $0 }
  ) async throws -> Ingestion.Summary {
    for problem in found.skipped {
      if console.wantsJSON {
        console.line(wrap(.skipped(problem)))
      } else {
        console.note("skipped \(problem.path): \(problem.reason)")
      }
    }
    let total = found.documents.count + found.refused.count
    defer { console.endProgress() }
    return try await Ingestion(connection: connection, metadata: labels).send(found) {
      result, count in
      if console.wantsJSON {
        console.line(wrap(.ingestResult(result)))
      } else {
        console.progress("\(count) of \(total) documents  \(result.uri)")
      }
    }
  }
}
