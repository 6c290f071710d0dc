import HostilePeer
import RPCFixture
import Testing
import Transport

/// One rule of HTTP/2 or HPACK: what one side sends to ours, and what must come back.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
  enum Step: Sendable {
    case send([UInt8])
    /// Our side has acknowledged so many SETTINGS.
    case acknowledged(Int)
    /// Our side has ended the stream.
    case ended(UInt32)
    /// So many DATA frames have come on the stream.
    case data(UInt32, count: Int)
  }

  enum Outcome: Sendable {
    /// A response with this HTTP status, and this `grpc-status` if there is one.
    case response(UInt32, http: Int = 200, status: Int? = 0, fields: [String: String] = [:])
    /// Nothing happens, and the connection goes on.
    case ignored
    /// The first DATA frames of the stream are so long, and no further one comes.
    case data(UInt32, byteCounts: [Int])
    /// The server's first frame is SETTINGS.
    case settingsFirst
    /// So many SETTINGS are acknowledged.
    case acknowledged(Int)
    /// A PING comes back with this payload.
    case pong([UInt8])
    /// RST_STREAM, and the connection goes on.
    case streamError(UInt32, HTTP2ErrorCode)
    /// GOAWAY with this code is the last frame, then the connection closes.
    case connectionError(HTTP2ErrorCode)
    /// The stream is answered, unless it is 0; GOAWAY with NO_ERROR names it as the last one that was served,
    /// and the connection closes.
    case farewell(UInt32)
    /// The stream is answered; the first header block of all begins with this size of the dynamic table, and no
    /// later one does with any.
    case tableSize(Int, UInt32)
  }

  /// Suite, section and number, as the list that it is from counts them.
  let id: String
  /// What is sent, for people.
  let sent: String
  /// Whether the preface and SETTINGS go first.
  var isPolite = true
  let steps: [Step]
  let outcome: Outcome

  init(_ id: String, _ sent: String, _ bytes: [UInt8], _ outcome: Outcome) {
    self.init(id, sent, [.send(bytes)], outcome)
  }

  init(
    _ id: String, _ sent: String, isPolite: Bool = true, _ steps: [Step], _ outcome: Outcome
  ) {
    self.id = id
    self.sent = sent
    self.isPolite = isPolite
    self.steps = steps
    self.outcome = outcome
  }

  var suite: Substring { id.prefix { $0 != "/" } }

  var testDescription: String { "\(id): \(sent)" }

  /// What is sent to the server: the public list of h2spec, and what the RFCs say beyond it.
  static let server =
    generic + genericHPACK + frames + streams + definitions + settings + flow + exchanges + hpack
    + own
  static let all = server + client
}

extension ConformanceCase.Outcome: CustomStringConvertible {
  var description: String {
    switch self {
    case .response(_, let http, let status, let fields):
      let grpc = status.map { ", grpc-status \($0)" } ?? ""
      let seen = fields.keys.sorted().map { ", \($0): \(fields[$0]!)" }.joined()
      return "response \(http)\(grpc)\(seen)"
    case .ignored: return "nothing; the connection goes on"
    case .data(_, let byteCounts):
      return byteCounts.isEmpty
        ? "no DATA" : "DATA of " + byteCounts.map(String.init).joined(separator: ", then ")
    case .settingsFirst: return "SETTINGS before anything else"
    case .acknowledged(let count): return count == 1 ? "SETTINGS ACK" : "\(count) SETTINGS ACK"
    case .pong: return "PING ACK with the same payload"
    case .streamError(_, let code): return "RST_STREAM \(code)"
    case .connectionError(let code): return "GOAWAY \(code), close"
    case .farewell(let stream):
      let answer = stream == 0 ? "" : "response 200, grpc-status 0, "
      return "\(answer)GOAWAY NO_ERROR after stream \(stream), close"
    case .tableSize(let byteCount, _):
      return
        "response 200, grpc-status 0; the first header block begins with a table size of \(byteCount)"
    }
  }
}

/// Requests that cases are made of.
enum Request {
  static func path(_ method: String) -> String { "/\(EchoService.name)/\(method)" }

  /// A message whose `value` has so many bytes, behind its prefix of five, its tag and its length.
  static func note(_ valueByteCount: Int) -> [UInt8] {
    var length: [UInt8] = []
    var rest = valueByteCount
    while rest > 0x7f {
      length.append(UInt8(rest & 0x7f | 0x80))
      rest >>= 7
    }
    length.append(UInt8(rest))
    return FrameBytes.message([0x12] + length + Array(repeating: 1, count: valueByteCount))
  }

  /// A message of so many bytes, prefix and all.
  static func large(byteCount: Int) -> [UInt8] {
    let value = [UInt8](repeating: 1, count: byteCount - 5 - 4)
    let varint = [
      UInt8(value.count & 0x7f | 0x80), UInt8(value.count >> 7 & 0x7f | 0x80),
      UInt8(value.count >> 14),
    ]
    return FrameBytes.message([0x12] + varint + value)
  }

  static let unary = FrameBytes.call(path("Unary"))

  /// A whole call that is answered at once, with a response of 15 bytes.
  static func whole(_ stream: UInt32, _ block: [UInt8] = unary) -> [UInt8] {
    FrameBytes.headers(stream, block) + FrameBytes.data(stream, note(8), endStream: true)
  }

  /// A call that has sent nothing but its headers: the stream is open.
  static func open(_ stream: UInt32) -> [UInt8] {
    FrameBytes.headers(stream, FrameBytes.call(path("Chat")))
  }

  /// A whole call that is never answered: the stream is half-closed.
  static func hanging(_ stream: UInt32) -> [UInt8] {
    whole(stream, FrameBytes.call(path("Hang")))
  }
}
