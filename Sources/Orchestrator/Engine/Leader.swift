internal import Foundation
internal import Store
internal import Transport

/// Has something done by one process at a time, of all on a store: by the one that holds its lease.
struct Leader: Sendable {
  /// How often those who do not lead look at the lease.
  private static let lookInterval = Duration.seconds(1)

  let store: RunStore
  /// What is done.
  let name: String
  let leaseDuration: Duration
  let loop: EventLoop
  private let holder = UUID().uuidString.lowercased()

  /// Runs `body` while this process leads, and again when it leads anew, until cancelled. `body` begins each of its
  /// transactions with `Leadership.check`, and ends when the lease was lost or by its own error, which is told
  /// to `failed`; the pause before it is tried again grows to `pauseMax`.
  func run(
    pauseMax: Duration, failed: (any Error) -> Void,
    _ body: @escaping @Sendable (_ epoch: Int) async throws -> Void
  ) async {
    var pause = Self.lookInterval
    while !Task.isCancelled {
      do {
        guard let epoch = try await store.lead(name, as: holder, for: leaseDuration) else {
          try await loop.sleep(for: min(Self.lookInterval, leaseDuration / 3))
          continue
        }
        let start = ContinuousClock.now
        do {
          try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await renew(epoch) }
            group.addTask { try await body(epoch) }
            try await group.next()
            group.cancelAll()
          }
        } catch {
          // Somebody else may be luckier.
          try? await store.resign(name, epoch: epoch)
          // What went well for a while begins with short pauses again.
          if start.duration(to: .now) > pauseMax { pause = Self.lookInterval }
          throw error
        }
      } catch {
        if Task.isCancelled { return }
        failed(error)
        try? await loop.sleep(for: pause)
        pause = min(pause * 2, pauseMax)
      }
    }
  }

  private func renew(_ epoch: Int) async throws {
    while true {
      try await loop.sleep(for: leaseDuration / 3)
      try await store.renew(name, as: holder, epoch: epoch, for: leaseDuration)
    }
  }
}

extension RunStore {
  /// The epoch of the lease if it is the holder's now.
  func lead(_ name: String, as holder: String, for duration: Duration) async throws -> Int? {
    let now = currentTime()
    // Those who follow only read, or each of their looks would be a write.
    let led = try await database.read { try Leadership.current(name, on: $0) }
    if let led, led.holder != holder, led.untilMilliseconds > now { return nil }
    let lease = try await write(at: now) { connection in
      try Leadership.acquire(
        name, for: holder, durationMilliseconds: Int(duration / .milliseconds(1)), now: now,
        on: connection)
    }
    return lease.holder == holder ? lease.epoch : nil
  }

  /// Throws `staleLease` when somebody else leads.
  func renew(
    _ name: String, as holder: String, epoch: Int, for duration: Duration
  ) async throws {
    let now = currentTime()
    try await write(at: now) { connection in
      try Leadership.check(name, epoch: epoch, on: connection)
      _ = try Leadership.acquire(
        name, for: holder, durationMilliseconds: Int(duration / .milliseconds(1)), now: now,
        on: connection)
    }
  }

  func resign(_ name: String, epoch: Int) async throws {
    try await database.write { try Leadership.resign(name, epoch: epoch, on: $0) }
  }
}
