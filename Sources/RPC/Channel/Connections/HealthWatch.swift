internal import Transport

/// Follows the health of a service over one connection: `grpc.health.v1.Health/Watch` (gRFC A17).
///
/// A stream that ends is opened again after a pause; until it speaks again the service counts as not
/// serving. A server without a health service counts as serving. Loop-confined.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class HealthWatch: HTTP2StreamDelegate, @unchecked Sendable {
  enum Health: Equatable {
    /// Nothing was heard yet.
    case unknown
    case serving
    case notServing(String)
  }

  /// A response says one number; what is longer is none.
  private static let responseByteCountMax = 1024

  private(set) var health = Health.unknown
  var onChange: () -> Void = {}
  private let connection: ClientConnection
  private let service: String
  private let authority: String
  private var backoff: EndpointState
  private var stream: HTTP2Stream?
  private var inbound = InboundMessages(messageByteCountMax: responseByteCountMax)
  private var timer: LoopTimer?
  private var isOver = false

  init(
    of service: String, on connection: ClientConnection, authority: String,
    backoff: EndpointState
  ) {
    self.service = service
    self.connection = connection
    self.authority = authority
    self.backoff = backoff
  }

  func begin() {
    guard !isOver, backoff.connectionWanted(now: .now) == .connect else { return }
    let headers = connection.templates.headers(
      path: "/grpc.health.v1.Health/Watch", authority: authority)
    guard let stream = connection.open(headers, self) else { return }
    connection.watchCounts.started += 1
    self.stream = stream
    inbound = InboundMessages(messageByteCountMax: Self.responseByteCountMax)
    stream.send(flag: 0, message: WireFields.encode(string: service, number: 1))
    stream.finish(trailers: nil)
  }

  func end() {
    isOver = true
    timer?.cancel()
    timer = nil
    onChange = {}
    guard let last = stream else { return }
    forget(last, isSuccess: false)
    last.reset(.cancel)
  }

  private func forget(_ last: HTTP2Stream, isSuccess: Bool) {
    stream = nil
    last.delegate = nil
    connection.watchCounts.ended(
      isSuccess: isSuccess, messagesSent: 1, messagesReceived: inbound.messageCount)
  }

  /// Whether its stream is one of the connection's.
  var isOpen: Bool { stream != nil }

  private func changed(_ health: Health) {
    guard health != self.health else { return }
    self.health = health
    onChange()
  }

  // MARK: The stream

  func headersReceived(_ headers: HeaderList, isOversized: Bool, endStream: Bool) {
    switch ResponseHead.judge(headers, isOversized: isOversized, endStream: endStream) {
    case .accept(let encoding): inbound.encodingReceived(encoding)
    case .trailersOnly(let status): ended(status)
    case .refuse(let status): ended(status)
    }
  }

  func dataReceived(_ bytes: UnsafeRawBufferPointer) {
    do throws(RPCError) {
      var next = try inbound.receivedWanted(bytes)
      while case .message(let message) = next {
        // Heard: the next pause is a first one again.
        backoff.succeeded()
        changed(Self.health(of: message))
        next = try inbound.next()
      }
    } catch {
      return ended(error)
    }
    stream?.consumed(inbound.takeConsumedByteCount())
  }

  func trailersReceived(_ trailers: HeaderList, isOversized: Bool) {
    ended(StatusTrailers.parse(trailers))
  }

  func endReceived() { ended(nil) }
  func outboundDrained() {}
  func closed(_ end: HTTP2StreamEnd) { ended(ResponseHead.status(of: end)) }

  /// The status of a `HealthCheckResponse`: its field 1.
  private static func health(of message: [UInt8]) -> Health {
    guard let fields = WireFields.parse(message[...]),
      case .number(let number) = fields.last(where: { $0.number == 1 })?.value ?? .number(0)
    else { return .notServing("its answer is unreadable") }
    let names = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"]
    if number == 1 { return .serving }
    return .notServing(number < 4 ? names[Int(number)] : "status \(number)")
  }

  private func ended(_ status: RPCError?) {
    guard let last = stream else { return }
    forget(last, isSuccess: status == nil)
    if !last.state.isClosed { last.reset(.cancel) }
    if status?.code == .unimplemented { return changed(.serving) }
    let reason = "the watch ended with \(status.map { "\($0)" } ?? "OK")"
    backoff.connectFailed(reason: reason, now: .now, random: connection.endpoint.owner.jitter())
    if case .backoff(let until, _) = backoff.phase {
      timer = connection.loop.schedule(after: max(.milliseconds(1), until - .now)) { [weak self] in
        self?.begin()
      }
    }
    changed(.notServing(reason))
  }
}
