import Foundation

/// Asks a server that runs, ours over gRPC or llama-server over HTTP, and says when what came.
///
/// Conversations are read from a file, a JSON object a line: `{"turns": ["..."]}`. What was measured goes
/// to standard output, a JSON object a line, for `serving.py` and `load.py` to sum up.
@main struct ServingBenchmark {
  private static let usage = """
    usage: serving-benchmark talk grpc:HOST:PORT CONVERSATIONS TOKENS
           serving-benchmark open grpc:HOST:PORT|http:HOST:PORT CONVERSATIONS TOKENS SECONDS GRACE RATE SEED
           serving-benchmark closed grpc:HOST:PORT|http:HOST:PORT CONVERSATIONS TOKENS REQUESTS CLIENTS

    talk    one conversation after the other, turn by turn
    open    first turns at random moments (Poisson), RATE a second for SECONDS, whatever becomes of
            earlier ones; what is open GRACE seconds later is given up
    closed  first turns, REQUESTS in all, from CLIENTS clients, each asking again as soon as it was answered
    """

  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let numbers = arguments.dropFirst(3).compactMap { Double($0) }
    guard let command = arguments.first, arguments.count == numbers.count + 3 else {
      fail(usage)
    }
    let conversations = try Conversation.read(arguments[2])
    let server = try connect(arguments[1])
    func load(_ numbers: [Double]) -> Load {
      Load(server: server, conversations: conversations, tokenCountMax: Int(numbers[0]))
    }
    switch (command, numbers.count) {
    case ("talk", 1):
      try await Talk(server: server, tokenCountMax: Int(numbers[0])).run(conversations)
    case ("open", 5):
      await load(numbers).open(
        duration: .seconds(numbers[1]), grace: .seconds(numbers[2]), rate: numbers[3],
        seed: UInt64(numbers[4]))
    case ("closed", 3):
      await load(numbers).closed(requestCount: Int(numbers[1]), clientCount: Int(numbers[2]))
    default: fail(usage)
    }
    await server.close()
  }

  private static func connect(_ text: String) throws -> any AnsweringServer {
    if text.hasPrefix("grpc:") { return try GRPCServer(address: String(text.dropFirst(5))) }
    if text.hasPrefix("http:") { return HTTPServer(address: String(text.dropFirst(5))) }
    fail(usage)
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }
}

/// A conversation: what the user says, turn by turn.
struct Conversation: Codable, Sendable {
  var turns: [String]

  static func read(_ path: String) throws -> [Conversation] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
      .map { try decoder.decode(Conversation.self, from: $0) }
  }
}

/// Lines of JSON on standard output.
enum Output {
  static func line(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(value) else { fatalError("\(value) is no JSON") }
    FileHandle.standardOutput.write(data + Data("\n".utf8))
  }
}
