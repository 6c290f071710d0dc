import Foundation
import Memory
import Store

/// Makes a store of the memory service by its own means, much at a time.
struct Filling {
  private static let turnsAnAppend = 64
  private static let appendsAtOnce = 128
  private static let turnsASession = 6_400

  private let store: MemoryStore

  init(folder: String) throws {
    store = try MemoryStore(at: .sqlite(path: folder + "/memory.db"))
  }

  func run(turnCount: Int) async throws {
    let start = ContinuousClock.now
    let turns = (0..<Self.turnsAnAppend).map {
      NewTurn(speaker: .user, text: "turn \($0) of an append of many, of a length that people write")
    }
    for session in 0..<((turnCount + Self.turnsASession - 1) / Self.turnsASession) {
      _ = try await store.createSession(
        tenant: "default", id: "s-\(session)", title: "", timeToLiveSeconds: nil)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, first) in stride(from: 0, to: turnCount, by: Self.turnsAnAppend).enumerated() {
        if number >= Self.appendsAtOnce { try await group.next() }
        let session = first / Self.turnsASession
        let part = Array(turns.prefix(turnCount - first))
        group.addTask { [store] in
          _ = try await store.append(
            tenant: "default", session: "s-\(session)", turns: part, idempotencyKey: "")
        }
      }
      try await group.waitForAll()
    }
    await store.close()
    print("turns \(turnCount)")
    print("seconds \((ContinuousClock.now - start) / .seconds(1))")
  }
}
