internal import CHTTPParser

/// Limits on one request.
package struct HTTPLimits: Sendable {
  /// Bytes of the request target.
  package var targetByteCountMax = 8 * 1024
  /// Bytes of all header names and values.
  package var headerByteCountMax = 16 * 1024
  /// Number of header fields.
  package var headerCountMax = 100
  /// Bytes of the body.
  package var bodyByteCountMax = 1024 * 1024

  package init() {}
}

/// Reads requests from bytes: message framing by http-parser, limits by us. No I/O.
///
/// A class because the parser calls back with its address. Not `Sendable`; whoever owns it confines it.
package final class HTTPRequestParser {
  package enum Outcome: Sendable, Equatable {
    /// Everything offered was taken and a request is still incomplete.
    case needsMore
    /// A request is complete; this many of the offered bytes belong to it.
    case complete(consumedByteCount: Int)
    /// Answer with this status and close.
    case refuse(status: Int, reason: String)
  }

  private enum Field { case none, name, value }

  /// In memory of its own: the parser hands its address to the callbacks below.
  private let parser = UnsafeMutablePointer<http_parser>.allocate(capacity: 1)
  private let limits: HTTPLimits
  private var refusal: (status: Int, reason: String)?
  private var isComplete = false
  private var target: [UInt8] = []
  private var names: [[UInt8]] = []
  private var values: [[UInt8]] = []
  private var headerByteCount = 0
  private var lastField = Field.none
  private var body: [UInt8] = []

  /// Whether the request asks for an interim "100 Continue" that has not been taken yet.
  package private(set) var expectsContinue = false
  /// Whether a request has begun and is not complete.
  package private(set) var isInsideRequest = false
  /// Whether the connection may carry another request.
  package private(set) var shouldKeepAlive = false

  package init(limits: HTTPLimits) {
    self.limits = limits
    http_parser_init(parser, HTTP_REQUEST)
    parser.pointee.data = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit { parser.deallocate() }

  /// Offers bytes. After `.complete`, take the request and offer what was not consumed.
  package func offer(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    guard !bytes.isEmpty else { return .needsMore }
    let consumed = withUnsafePointer(to: Self.settings) { settings in
      http_parser_execute(
        parser, settings, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    if let refusal { return .refuse(status: refusal.status, reason: refusal.reason) }
    if isComplete { return .complete(consumedByteCount: consumed) }
    let code = http_errno(apus_http_error(parser))
    guard code == HPE_OK else {
      let isTooLarge = code == HPE_HEADER_OVERFLOW
      return .refuse(
        status: isTooLarge ? 431 : 400, reason: String(cString: http_errno_description(code)))
    }
    return .needsMore
  }

  /// The complete request; the parser is ready for the next one.
  package func takeRequest(from peer: SocketAddress) -> HTTPRequest {
    precondition(isComplete, "no request is complete")
    let target = String(decoding: self.target, as: UTF8.self)
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let headers = zip(names, values).map { name, value in
      (String(decoding: name, as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self))
    }
    let request = HTTPRequest(
      method: String(cString: http_method_str(http_method(apus_http_method(parser)))),
      path: String(parts.first ?? ""), query: parts.count > 1 ? String(parts[1]) : "",
      headers: headers, body: body, peerAddress: peer)
    reset()
    http_parser_pause(parser, 0)
    return request
  }

  /// True once, when an interim "100 Continue" is due.
  package func takeExpectsContinue() -> Bool {
    defer { expectsContinue = false }
    return expectsContinue
  }

  private func reset() {
    (target, names, values, body) = ([], [], [], [])
    headerByteCount = 0
    lastField = .none
    isComplete = false
    isInsideRequest = false
    expectsContinue = false
  }

  // MARK: Callbacks; a result other than zero stops the parser

  private func messageBegan() -> Int32 {
    reset()
    isInsideRequest = true
    return 0
  }

  private func refuse(_ status: Int, _ reason: String) -> Int32 {
    refusal = (status, reason)
    return 1
  }

  private func received(target bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard target.count + bytes.count <= limits.targetByteCountMax else {
      return refuse(414, "the target has more than \(limits.targetByteCountMax) bytes")
    }
    target.append(contentsOf: bytes)
    return 0
  }

  private func received(_ field: Field, _ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    headerByteCount += bytes.count
    guard headerByteCount <= limits.headerByteCountMax else {
      return refuse(431, "the header has more than \(limits.headerByteCountMax) bytes")
    }
    if field == .name {
      // The parser tolerates "Name : value", which proxies read in different ways.
      guard !bytes.contains(where: { $0 <= 0x20 }) else {
        return refuse(400, "a header name holds white space")
      }
      if lastField != .name {
        guard names.count < limits.headerCountMax else {
          return refuse(431, "the header has more than \(limits.headerCountMax) fields")
        }
        names.append([])
        values.append([])
      }
      names[names.count - 1].append(contentsOf: bytes)
    } else {
      values[values.count - 1].append(contentsOf: bytes)
    }
    lastField = field
    return 0
  }

  private func headersCompleted() -> Int32 {
    guard parser.pointee.http_major == 1 else {
      return refuse(505, "only HTTP/1.0 and HTTP/1.1 are spoken here")
    }
    let length = parser.pointee.content_length
    if length != UInt64.max, length > UInt64(limits.bodyByteCountMax) {
      return refuse(413, "the body has \(length) bytes; at most \(limits.bodyByteCountMax) fit")
    }
    for (name, value) in zip(names, values)
    where String(decoding: name, as: UTF8.self).lowercased() == "expect" {
      expectsContinue = String(decoding: value, as: UTF8.self).lowercased() == "100-continue"
    }
    return 0
  }

  private func received(body bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard body.count + bytes.count <= limits.bodyByteCountMax else {
      return refuse(413, "the body has more than \(limits.bodyByteCountMax) bytes")
    }
    body.append(contentsOf: bytes)
    return 0
  }

  private func messageCompleted() -> Int32 {
    isComplete = true
    // An upgrade is not granted; what follows it would not be HTTP, so the connection ends there.
    shouldKeepAlive = http_should_keep_alive(parser) != 0 && apus_http_upgrade(parser) == 0
    http_parser_pause(parser, 1)
    return 0
  }

  // MARK: The C side

  private static func from(_ parser: UnsafeMutablePointer<http_parser>?) -> HTTPRequestParser {
    Unmanaged<HTTPRequestParser>.fromOpaque(parser!.pointee.data).takeUnretainedValue()
  }

  private static func bytes(
    _ start: UnsafePointer<CChar>?, _ count: Int
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: UnsafeRawPointer(start)?.assumingMemoryBound(to: UInt8.self), count: count)
  }

  // Written once, then only read.
  private static let settings: http_parser_settings = {
    var settings = http_parser_settings()
    settings.on_message_begin = { from($0).messageBegan() }
    settings.on_url = { from($0).received(target: bytes($1, $2)) }
    settings.on_header_field = { from($0).received(.name, bytes($1, $2)) }
    settings.on_header_value = { from($0).received(.value, bytes($1, $2)) }
    settings.on_headers_complete = { from($0).headersCompleted() }
    settings.on_body = { from($0).received(body: bytes($1, $2)) }
    settings.on_message_complete = { from($0).messageCompleted() }
    return settings
  }()
}
