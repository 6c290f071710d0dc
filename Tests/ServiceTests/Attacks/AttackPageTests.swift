import Foundation
import RPC
import Testing
import Transport

/// The table of attacks in `docs/internals/rpc.md`: what it says is what is sent, counted, bounded and set.
@Suite struct AttackPageTests {
  /// The cells of a row.
  private struct Row {
    let title: String
    let defaults: String
    let limit: String
    let growth: String

    init?(_ line: Substring) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, cells[4].hasSuffix(" MiB") else { return nil }
      (title, defaults, limit, growth) = (cells[0], cells[1], cells[3], cells[4])
    }
  }

  private static let rows: [Row] = {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/internals/rpc.md")
    let text = try? String(contentsOf: page, encoding: .utf8)
    return text.map { $0.split(separator: "\n").compactMap(Row.init) } ?? []
  }()

  /// An attack's title may say in parentheses what sets it apart from others of its row.
  private static func rowTitle(_ attack: Attack) -> String {
    attack.title.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces)
  }

  @Test(arguments: Attack.all)
  func everyAttackHasARow(_ attack: Attack) {
    let limit = attack.limit.map { "`\($0)`" } ?? "-"
    #expect(
      Self.rows.contains {
        $0.title == Self.rowTitle(attack) && $0.limit == limit
          && $0.growth == "\(attack.growthMax) MiB"
      }, "no row '| \(Self.rowTitle(attack)) | ... | \(limit) | \(attack.growthMax) MiB |'")
  }

  @Test func everyRowHasAnAttack() {
    #expect(Set(Self.rows.map(\.title)) == Set(Attack.all.map(Self.rowTitle)))
  }

  /// Whose descriptors run out is the process, which keeps some back.
  @Test func everyLimitHasAnAttack() {
    let attacked = Set(Attack.all.compactMap(\.limit))
    #expect(Set(ServerLimit.allCases.map(\.name)) == attacked.union(["descriptors"]))
  }

  @Test(arguments: Self.defaults)
  func theDefaultsAreThoseOfTheCode(_ title: String, _ text: String) {
    #expect(
      Self.rows.contains { $0.title == title && $0.defaults.contains(text) },
      "no row '| \(title) | ... \(text) ...'")
  }

  /// What the page says of a row's default, made from the default.
  private static let defaults: [(String, String)] = {
    let server = ServerConfiguration()
    let (frames, times) = (server.frameLimits, server.connectionLimits)
    let seconds = { (time: Duration?) in "\(time?.components.seconds ?? -1) s" }
    let kibibytes = { (byteCount: Int) in "\(byteCount >> 10) KiB" }
    return [
      (
        "rapid reset",
        "\(frames.resets.burst) RST_STREAM at once, \(frames.resets.perSecond) a second"
      ),
      ("CONTINUATION flood", "\(frames.continuationCountMax) in a header block"),
      ("header bomb", kibibytes(frames.headerListByteCountMax)),
      ("metadata over 16 KiB", kibibytes(server.metadataByteCountMax)),
      ("PING flood", "\(times.pingStrikeCountMax) strikes"),
      ("PING flood", "less than \(times.pingIntervalMin.components.seconds / 60) minutes apart"),
      ("SETTINGS flood", "\(frames.owedAckCountMax) acknowledgements that wait"),
      (
        "empty DATA on many streams",
        "\(frames.idleFrames.burst) frames that carry nothing at once, \(frames.idleFrames.perSecond) a second"
      ),
      ("empty DATA on one stream", "\(frames.emptyDataCountMax)"),
      ("streams", "\(server.concurrentStreamCountMax) at once"),
      ("streams above an acknowledged limit", "\(server.concurrentStreamCountMax) at once"),
      ("connections", "\(server.connectionCountMax / 1000),000"),
      ("slow preface", "\(seconds(times.prefaceTimeout)) to"),
      ("broken TLS handshake", "\(seconds(ListenerConfiguration().handshakeTimeout)) for"),
      ("slow frame", "\(seconds(times.frameTimeout)) for"),
      (
        "silent peer",
        "after \(seconds(times.keepaliveInterval)), \(seconds(times.keepaliveTimeout)) to"
      ),
      ("stalled write", "\(seconds(times.writeTimeout)) without"),
      ("frames to answer while nothing is read", "\(frames.queuedFrameCountMax), and one for"),
      ("slow read", "\(kibibytes(HTTP2Stream.highWaterByteCount)) and one message"),
      ("slow read", "\(kibibytes(HTTP2Connection.outputHighWaterByteCount)) for the connection"),
      ("requests that no handler reads", kibibytes(Int(HTTP2Settings().streamWindowByteCount))),
      ("gzip bomb", "\(server.requestByteCountMax >> 20) MiB"),
      ("oversize message", "\(server.requestByteCountMax >> 20) MiB"),
    ]
  }()
}
