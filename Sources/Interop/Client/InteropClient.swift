package import RPC

/// Runs the cases against a server.
package struct InteropClient: Sendable {
  /// How long a case may take; a soak sets its own limit.
  static let caseDurationMax: Duration = .seconds(60)

  private let soak: SoakSettings
  private let makeChannel: @Sendable () -> Channel

  /// `makeChannel` opens a channel to the server; each case has one of its own.
  package init(
    soak: SoakSettings = SoakSettings(), makeChannel: @escaping @Sendable () -> Channel
  ) {
    self.soak = soak
    self.makeChannel = makeChannel
  }

  /// Returns when the case went as the description wants; throws what was different.
  package func run(_ interopCase: InteropCase) async throws {
    switch interopCase {
    case .rpcSoak:
      try await withCalls { calls in
        try await Soak(settings: soak).run { try await calls.exchange(soak.sizes) }
      }
    case .channelSoak:
      try await Soak(settings: soak).run {
        try await withCalls { try await $0.exchange(soak.sizes) }
      }
    default:
      // No peer can hang a case.
      let scope = CallScope(deadline: .now + Self.caseDurationMax, trace: .random())
      try await CallScope.$current.withValue(scope) {
        try await withCalls { try await $0.perform(interopCase) }
      }
    }
  }

  private func withCalls(_ body: (InteropCalls) async throws -> Void) async throws {
    let channel = makeChannel()
    do {
      try await body(InteropCalls(channel: channel))
    } catch {
      await channel.shutdown()
      throw error
    }
    await channel.shutdown()
  }
}
