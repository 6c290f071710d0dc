import Foundation
import Messages
import RPC

/// Load for what keeps state: services over gRPC, and the store itself. What was measured goes to standard
/// output, a line of `name value` each, for the scripts beside this folder to sum up.
@main struct StateBenchmark {
  private static let usage = """
    usage: state-benchmark appends HOST:PORT CLIENTS SECONDS
           state-benchmark queue STORE CLIENTS SECONDS
           state-benchmark runs HOST:PORT CLIENTS SECONDS WORKFLOW
           state-benchmark fill FOLDER TURNS
           state-benchmark ready HOST:PORT SECONDS

    appends  CLIENTS callers of the memory service, each appending one turn of 64 bytes after the other to a
             session of its own; a turn counts once it was acknowledged, which is after it was synced
    queue    CLIENTS workers on one queue of a store of their own (a file that does not exist yet, or
             postgres://...), each adding a task, leasing one and completing it, all three durable
    runs     CLIENTS callers of the orchestrator, each submitting a run and watching it to its end
    fill     makes the store of a memory service in an empty FOLDER, with so many turns
    ready    waits until a service says that it serves
    """

  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 3 else { refuse() }
    let (subject, numbers) = (arguments[1], arguments[2...].compactMap(Double.init))
    switch (arguments[0], arguments.count, numbers.count) {
    case ("appends", 4, 2):
      try await withChannel(to: subject) { channel in
        try await Appends(client: .init(channel: channel))
          .run(Load(clientCount: Int(numbers[0]), duration: .seconds(numbers[1])))
      }
    case ("queue", 4, 2):
      try await QueueCycles(at: subject)
        .run(Load(clientCount: Int(numbers[0]), duration: .seconds(numbers[1])))
    case ("runs", 5, 2...):
      try await withChannel(to: subject) { channel in
        try await Runs(client: .init(channel: channel), workflow: arguments[4])
          .run(Load(clientCount: Int(numbers[0]), duration: .seconds(numbers[1])))
      }
    case ("fill", 3, 1): try await Filling(folder: subject).run(turnCount: Int(numbers[0]))
    case ("ready", 3, 1): try await Readiness(target: subject).wait(.seconds(numbers[0]))
    default: refuse()
    }
  }

  private static func refuse() -> Never {
    FileHandle.standardError.write(Data((usage + "\n").utf8))
    exit(2)
  }

  private static func withChannel(
    to target: String, _ body: (Channel) async throws -> Void
  ) async throws {
    let channel = Channel(target: target)
    try await body(channel)
    await channel.shutdown()
  }
}
