import Foundation
import Messages

/// Callers of the memory service that append a turn and wait.
struct Appends {
  let client: Apus.Memory.V1.MemoryServiceClient

  func run(_ load: Load) async throws {
    let name = UUID().uuidString
    let text = String(repeating: "x", count: 64)
    for number in 0..<load.clientCount {
      _ = try await client.createSession(.init(sessionID: "\(name)-\(number)"))
    }
    try await load.run { [client] number in
      _ = try await client.appendTurns(
        .init(sessionID: "\(name)-\(number)", turns: [.init(speaker: .user, text: text)]))
    }
  }
}
