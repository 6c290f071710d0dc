import Foundation

/// llama-server: its chat completions, streamed as server-sent events.
///
/// A thread and a connection for each request: as plain as a client can be.
struct HTTPServer: AnsweringServer {
  private struct Request: Encodable {
    var messages: [Message]
    var max_tokens: Int
    var temperature = 0.0
    var stream = true
  }

  /// A chunk of a streamed completion, as far as it matters here.
  private struct Chunk: Decodable {
    struct Choice: Decodable {
      struct Delta: Decodable {
        var content: String?
      }
      var delta: Delta
    }
    struct Timings: Decodable {
      var predicted_n: Int
      var predicted_per_second: Double
      var prompt_n: Int
    }
    var choices: [Choice]
    var timings: Timings?
  }

  private let host: String
  private let port: UInt16

  init(address: String) {
    let parts = address.split(separator: ":")
    host = String(parts[0])
    port = UInt16(parts[1])!
  }

  func answer(
    _ messages: [Message], tokenCountMax: Int, tenant: String, deadline: ContinuousClock.Instant
  ) async -> Answer {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          returning: ask(Request(messages: messages, max_tokens: tokenCountMax), until: deadline))
      }
    }
  }

  func close() {}

  private func ask(_ request: Request, until deadline: ContinuousClock.Instant) -> Answer {
    var answer = Answer()
    let start = ContinuousClock.now
    guard let body = try? JSONEncoder().encode(request),
      var connection = LineConnection(host: host, port: port)
    else {
      answer.outcome = .failed
      return answer
    }
    connection.send(
      Data(
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: \(host)\r
        Content-Type: application/json\r
        Content-Length: \(body.count)\r
        Connection: close\r
        \r\n
        """.utf8) + body)
    let decoder = JSONDecoder()
    var status: Substring?
    while let line = connection.line(until: deadline) {
      if status == nil {
        status = line.split(separator: " ").dropFirst().first
        guard status == "200" else {
          answer.outcome = status == "429" || status == "503" ? .refused : .failed
          return answer
        }
      }
      guard line.hasPrefix("data: {"),
        let chunk = try? decoder.decode(Chunk.self, from: Data(line.dropFirst(6).utf8))
      else { continue }
      if let content = chunk.choices.first?.delta.content, !content.isEmpty {
        answer.came(content, tokenCount: 1, after: .now - start)
      }
      if let timings = chunk.timings {
        // A chunk is a token, but for those that have no text or only a part of a character.
        answer.tokenCount = max(answer.tokenCount, timings.predicted_n)
        answer.promptTokenCount = timings.prompt_n
        answer.serverSpeed = timings.predicted_per_second
        answer.outcome = .finished
      }
    }
    if answer.outcome != .finished, ContinuousClock.now < deadline { answer.outcome = .failed }
    return answer
  }
}
