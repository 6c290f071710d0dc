import Foundation
import Messages
import RPC

/// Load for the services that keep state, over gRPC. What was measured goes to standard output, a line of
/// `name value` each, for `compare.py` to sum up.
@main struct StateBenchmark {
  private static let usage = """
    usage: state-benchmark appends HOST:PORT CLIENTS SECONDS

    appends  CLIENTS callers of the memory service, each appending one turn of 64 bytes after the other to a
             session of its own; a turn counts once it was acknowledged, which is after it was synced
    """

  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 4, arguments[0] == "appends", let clients = Int(arguments[2]),
      let seconds = Double(arguments[3])
    else {
      FileHandle.standardError.write(Data((usage + "\n").utf8))
      exit(2)
    }
    let channel = Channel(target: arguments[1])
    let appends = Appends(client: .init(channel: channel), duration: .seconds(seconds))
    let times = try await appends.run(clientCount: clients).sorted()
    func percentile(_ part: Double) -> Double {
      times[min(times.count - 1, Int(part * Double(times.count)))] / .milliseconds(1)
    }
    print("per_s \(Double(times.count) / seconds)")
    print("p50_ms \(percentile(0.5))")
    print("p99_ms \(percentile(0.99))")
    await channel.shutdown()
  }
}

/// Callers that append and wait.
struct Appends {
  let client: Apus.Memory.V1.MemoryServiceClient
  let duration: Duration

  /// How long each acknowledged append took.
  func run(clientCount: Int) async throws -> [Duration] {
    let name = UUID().uuidString
    let text = String(repeating: "x", count: 64)
    return try await withThrowingTaskGroup(of: [Duration].self) { group in
      for number in 0..<clientCount {
        let session = "\(name)-\(number)"
        _ = try await client.createSession(.init(sessionID: session))
        group.addTask {
          var times: [Duration] = []
          let end = ContinuousClock.now + duration
          var last = ContinuousClock.now
          while last < end {
            _ = try await client.appendTurns(
              .init(sessionID: session, turns: [.init(speaker: .user, text: text)]))
            let now = ContinuousClock.now
            times.append(now - last)
            last = now
          }
          return times
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }
}
