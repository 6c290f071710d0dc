internal import Synchronization

/// Something that an agent did outside of the services.
package struct Effect: Codable, Hashable, Sendable {
  /// What the task says: the same for all attempts.
  package var key: String
  package var tenant: String
  package var run: String
  package var step: String
  package var attempt: Int
  /// The lease's.
  package var epoch: Int
  package var process: String
  /// What it brought. Nobody else ever brings the same.
  package var result: String
  /// Whether the key was known: nothing was done, and `result` is what was brought then.
  package var isRepeated: Bool

  package init(
    key: String, tenant: String, run: String, step: String, attempt: Int, epoch: Int,
    process: String, result: String, isRepeated: Bool = false
  ) {
    self.key = key
    self.tenant = tenant
    self.run = run
    self.step = step
    self.attempt = attempt
    self.epoch = epoch
    self.process = process
    self.result = result
    self.isRepeated = isRepeated
  }
}

/// The world outside of the services, as agents change it: a file of its own, to which each effect is appended and
/// synced, once for each key. Any number of processes share it.
package final class EffectLedger: Sendable {
  private struct Known {
    var results: [String: String] = [:]
    var offset = 0
  }

  private let file: AppendedLines
  private let known = Mutex(Known())

  package init(_ path: String) throws { file = try AppendedLines(path) }

  /// Has an effect, unless its key is known; gives what it brought, now or then.
  package func perform(_ effect: Effect) throws -> String {
    try file.alone {
      try known.withLock { known in
        let (lines, next) = try file.lines(of: Effect.self, after: known.offset)
        for line in lines where !line.isRepeated { known.results[line.key] = line.result }
        known.offset = next
        var effect = effect
        if let result = known.results[effect.key] {
          effect.result = result
          effect.isRepeated = true
        }
        try file.append(effect)
        return effect.result
      }
    }
  }

  /// All of them, in order.
  package func effects() throws -> [Effect] { try file.lines(of: Effect.self, after: 0).lines }
}
