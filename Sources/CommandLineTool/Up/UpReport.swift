internal import Messages
internal import Service

/// What `apus up` tells on its way: text for people, or one JSON object a line, each with one field
/// that names what happened.
struct UpReport: Sendable {
  let console: Console

  func starting(data: String) {
    write(
      "starting", .fields(["version": .string(BuildInfo.version), "data": .string(data)]),
      "\(console.styled("Apus \(BuildInfo.version)", .bold))  data in \(data)")
  }

  func ready(_ services: [Apus.Gateway.V1.ServiceStatus]) {
    guard console.wantsJSON else { return StatusCommand.write(services, to: console) }
    for service in services { event("service", .service(service)) }
  }

  func waiting(for problem: String) {
    console.progress("waiting: \(problem.shortened(to: 70))")
  }

  func ingested(_ summary: Ingestion.Summary, took: Duration) {
    write(
      "ingested",
      .fields([
        "document_count": .integer(Int64(summary.documentCount)),
        "chunk_count": .integer(Int64(summary.chunkCount)),
        "refused_count": .integer(Int64(summary.problems.count)),
        "took_ms": .integer(Int64(took / .milliseconds(1))),
      ]),
      "\(console.styled("ingested", .bold))  \(summary.text) in \(Figures.duration(took))")
    if console.wantsJSON { return }
    for problem in summary.problems { console.line(console.styled("  \(problem)", .yellow)) }
  }

  /// One document, for programs.
  static func document(_ result: JSONValue) -> JSONValue { .fields(["document": result]) }

  func asking(_ question: String) {
    if console.wantsJSON { return }
    console.line("\n\(console.styled("question", .bold))  \(question)")
  }

  /// The run that answered, which people have seen as it was written.
  func answered(_ run: Apus.Orchestrator.V1.Run) {
    if console.wantsJSON { event("answered", .run(run)) }
  }

  func serving(on gateway: String) {
    write(
      "serving", .fields(["gateway": .string(gateway)]),
      "\nServing on \(gateway). In another terminal: apus ask \"...\"  Ctrl-C stops.")
  }

  func stopping() { write("stopping", true, "\nStopping.") }

  private func write(_ name: String, _ value: JSONValue, _ text: String) {
    if console.wantsJSON { event(name, value) } else { console.line(text) }
  }

  private func event(_ name: String, _ value: JSONValue) {
    console.line(.object([.init(name: name, value: value)]))
  }
}
