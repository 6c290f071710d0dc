internal import RPC
internal import Store

/// Streams that have no end of their own are ended when the process is about to end: its drain would wait for them in vain.
extension Orchestrator {
  /// From now on connected programs are given nothing more and are sent away when what they have in hand is settled;
  /// subscribers are sent away at once.
  package func leave() { leaving.changed() }

  /// Returns when the process is about to end.
  func isAboutToEnd() async throws { _ = try await leaving.wait(after: 0) }
}

extension RPCError {
  static let orchestratorLeaves = RPCError(
    .unavailable, "this orchestrator is about to end: connect again, another one goes on")
}
