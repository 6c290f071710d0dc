/// What an agent mostly does, which decides how many of its tasks one process performs at a time: a bulkhead, so that
/// slow webhooks do not take the places of those who think.
package enum AgentKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Computes, or has a model compute.
  case execution
  /// Asks a service or a database.
  case external
  /// Calls somebody else's address.
  case webhook

  /// Tasks that one process performs at a time, if its flags do not say otherwise.
  package var standardCapacity: Int {
    switch self {
    case .execution: 50
    case .external: 20
    case .webhook: 5
    }
  }

  /// How long an attempt may take, if its step does not say.
  package var standardTimeoutMilliseconds: Int {
    switch self {
    case .execution: 30_000
    case .external: 10_000
    case .webhook: 5_000
    }
  }
}
