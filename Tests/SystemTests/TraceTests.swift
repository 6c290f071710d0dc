import Foundation
import Messages
import RPC
import Synchronization
import Testing

/// One trace from the caller to the decoder and back.
@Suite(.timeLimit(.minutes(10))) struct TraceTests {
  @Test func aTraceparentReachesEveryServiceAndComesBack() async throws {
    let installation = try await Installation(pages: ["ap-pkg-diversions.html"])
    defer { installation.destroy() }
    let trace = TraceContext.random()
    let returned = Mutex<String?>(nil)
    try await installation.withGateway { client, options in
      var options = options
      options.metadata.append("traceparent", trace.traceparent)
      options.onInitialMetadata = { metadata in
        returned.withLock { $0 = metadata["traceparent"] }
      }
      try await client.ask(.init(question: "What is a diversion?"), options: options) { updates in
        for try await _ in updates {}
      }
    }
    let header = returned.withLock { $0 } ?? "none"
    #expect(TraceContext(traceparent: header)?.traceID == trace.traceID, "returned: \(header)")

    let methods = [
      "gateway": "/apus.gateway.v1.GatewayService/Ask",
      "memory": "/apus.memory.v1.MemoryService/AppendTurns",
      "orchestrator": "/apus.orchestrator.v1.OrchestratorService/SubmitRun",
      "retrieval": "/apus.retrieval.v1.RetrievalService/Search",
      "inference-worker": "/apus.inference.v1.InferenceService/Generate",
    ]
    for service in Executable.services {
      // A call is logged when it has ended, which may be a moment after its answer.
      try await waitUntil("\(service) has logged the trace", within: .seconds(20)) {
        try Self.methods(in: installation.log(of: service), of: trace.traceID)
          .contains(methods[service] ?? "?")
      }
    }
  }

  /// The methods of the log lines that carry the trace.
  private static func methods(in log: [Substring], of traceID: String) throws -> Set<String> {
    var methods: Set<String> = []
    for line in log {
      let fields = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        "no JSON: \(line)")
      guard fields["trace_id"] as? String == traceID else { continue }
      if let method = fields["method"] as? String { methods.insert(method) }
    }
    return methods
  }
}
