import HostilePeer
import RPCFixture
import Testing
import Transport

/// An attack on a service: what it sends, what it runs into, and what it may cost.
struct Attack: Sendable, CustomTestStringConvertible {
  /// As the table of `docs/internals/rpc.md` calls it.
  let title: String
  /// The limit that it runs into, as metrics name it; nil when windows alone hold it.
  let limit: String?
  /// Mebibytes by which the process may grow, at its peak.
  let growthMax: Int
  /// How many attackers there are at once.
  var attackerCount = 4
  /// Options of the service: shorter times and lower counts than the defaults.
  var options: [String] = []
  /// Whether the service speaks TLS.
  var isSecure = false
  /// One attacker, until the service has had enough.
  let attack: @Sendable (AttackedService) async throws -> Void

  var testDescription: String { title }

  static let all = floods + crowds + slow + messages
}

extension Attack {
  static func path(_ method: String) -> String { "/\(EchoService.name)/\(method)" }

  static func call(_ method: String) -> [UInt8] { FrameBytes.call(path(method)) }

  /// HEADERS of a call that goes on.
  static func open(_ stream: UInt32, _ method: String = "Chat") -> [UInt8] {
    FrameBytes.headers(stream, call(method))
  }

  /// `frame` for so many streams.
  static func streams(_ count: Int, _ frame: (UInt32) -> [UInt8]) -> [UInt8] {
    (0..<count).flatMap { frame(UInt32($0) * 2 + 1) }
  }
}
