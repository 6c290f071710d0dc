internal import Foundation
internal import Messages
internal import RPC
internal import Service

/// Calls to services behind the gateway, for those who operate them: where `--target` says, or as `apus up` has
/// noted in its data folder.
struct ServiceConnection: Sendable {
  static let settings: [OptionSpec] =
    [
      .string(
        "data", value: "DIRECTORY", help: "Where `apus up` keeps its data.", default: ".apus"),
      .duration("timeout", help: "Longest time that one call may take, such as 30s."),
    ] + TLSSettings.options

  static func targetOption(_ help: String) -> OptionSpec {
    .string("target", value: "HOST:PORT", help: help)
  }

  let target: String
  let channel: Channel
  let options: CallOptions

  /// Where the services are: the targets that were named, or those of `kinds` that `apus up` has started.
  static func targets(_ invocation: Invocation, _ kinds: [ServiceKind]) throws -> [String] {
    let named = invocation.strings("target")
    for target in named {
      do {
        try Channel.check(target: target)
      } catch {
        throw UsageError("--target: \(error.message)")
      }
    }
    if !named.isEmpty { return named }
    let data = URL(fileURLWithPath: invocation.values.string("data") ?? ".apus").path
    let found = kinds.compactMap {
      ServiceAddresses(portFile: "\(data)/run/\($0.name).json")?.rpc
    }
    guard found.count == kinds.count else {
      throw CommandFailure(
        "'\(data)/run' does not say where \(kinds.map(\.name).joined(separator: " and ")) listen: name the "
          + "data folder of `apus up` with --data, or each service with --target")
    }
    return found
  }

  /// Runs `body` with a connection to one service and closes it afterwards.
  static func open<T>(
    _ target: String, _ invocation: Invocation, _ body: (ServiceConnection) async throws -> T
  ) async throws -> T {
    let channel = try TLSSettings(invocation).channel(to: target)
    let connection = ServiceConnection(
      target: target, channel: channel,
      options: CallOptions(timeout: invocation.values.duration("timeout")))
    let outcome: Result<T, any Error>
    do { outcome = .success(try await body(connection)) } catch { outcome = .failure(error) }
    await channel.shutdown()
    return try outcome.get()
  }
}
