/// Accounts for every frame of a peer, before the protocol engine sees it, and says when it is enough.
///
/// Holds no I/O and no clock. A few integer operations for each frame; `now` (monotonic nanoseconds)
/// is read at most once in a call, and only for frames that are limited by time.
///
/// Frames that carry nothing are allowed at a steady rate, and earned by work: a stream pays for a few
/// of them (its PRIORITY), a sent DATA frame for the WINDOW_UPDATEs that answer it. A DATA frame that
/// a tiny window cut short earns nothing, so that a window opened byte by byte runs out.
package struct FrameGuard: Sendable {
  private static let framesEarnedByStream = 10
  private static let framesEarnedByData = 4

  private let limits: FrameLimits
  private let isServer: Bool
  private var scanner: FrameScanner
  private var resets: RateLimit
  private var idleFrames: RateLimit
  /// Of a client; a server's streams are ours.
  private var streams = StreamHistory()
  private var continuationCount = 0
  private var isInsideHeaderBlock = false
  private var owedAckCount = 0
  private var pingStrikeCount = 0
  private var lastPingAt: UInt64?
  /// Frames that have begun.
  package private(set) var frameCount = 0
  /// The first thing that was too much: the connection is to be closed.
  package private(set) var fault: PeerFault?

  /// The length of the client's preface (RFC 9113 section 3.4).
  package static let prefaceByteCount = 24

  package init(limits: FrameLimits, isServer: Bool) {
    self.limits = limits
    self.isServer = isServer
    scanner = FrameScanner(prefaceByteCount: isServer ? Self.prefaceByteCount : 0)
    resets = RateLimit(burst: limits.resets.burst, perSecond: limits.resets.perSecond)
    idleFrames = RateLimit(burst: limits.idleFrames.burst, perSecond: limits.idleFrames.perSecond)
  }

  /// Whether the preface and the first frame have come whole.
  package var isSettled: Bool {
    frameCount > 1 || (frameCount == 1 && !scanner.isInsidePayload)
  }

  /// Whether the bytes so far end within a frame or a header block.
  package var isInsideFrame: Bool { scanner.isInsideFrame || isInsideHeaderBlock }

  // MARK: Received

  /// Bytes came. Judges the frames that they begin until one ends at or behind `byteCountMin`, and returns
  /// how many bytes that took. They must not be looked at if there is a `fault` now.
  package mutating func received(
    _ bytes: UnsafeRawBufferPointer, byteCountMin: Int = .max, now: () -> UInt64
  ) -> Int {
    var rest = bytes
    var time: UInt64?
    while fault == nil {
      scanner.skip(&rest)
      let byteCount = bytes.count - rest.count
      if byteCount >= byteCountMin, !scanner.isInsideFrame { return byteCount }
      guard let head = scanner.next(&rest) else { break }
      frameCount &+= 1
      judge(head) {
        let instant = time ?? now()
        time = instant
        return instant
      }
    }
    return bytes.count
  }

  private mutating func judge(_ head: FrameHead, _ now: () -> UInt64) {
    switch head.kind {
    case .data: dataBegan(head, now)
    case .headers: headersBegan(head)
    case .continuation:
      continuationCount += 1
      isInsideHeaderBlock = !head.has(FrameHead.endHeaders)
      if continuationCount > limits.continuationCountMax { fault = .continuations }
    case .reset:
      streams.ended(head.streamID)
      if !resets.take(at: now()) { fault = .resets }
    case .settings:
      idleFrame(now())
      if !head.has(FrameHead.endStreamOrAck) { owe() }
    case .ping:
      if head.has(FrameHead.endStreamOrAck) { return idleFrame(now()) }
      pinged(at: now())
      owe()
    default: idleFrame(now())
    }
  }

  private mutating func headersBegan(_ head: FrameHead) {
    continuationCount = 0
    isInsideHeaderBlock = !head.has(FrameHead.endHeaders)
    guard isServer else { return }
    switch streams.headersReceived(on: head.streamID) {
    case .opened: idleFrames.credit(Self.framesEarnedByStream)
    case .continued: break
    case .outOfOrder: fault = fault ?? .streamOrder
    case .afterEnd: fault = fault ?? .endedStream
    }
    if head.has(FrameHead.endStreamOrAck) { streams.ended(head.streamID) }
  }

  private mutating func dataBegan(_ head: FrameHead, _ now: () -> UInt64) {
    if streams.hasEnded(head.streamID) { fault = fault ?? .endedStream }
    if head.has(FrameHead.endStreamOrAck) {
      streams.ended(head.streamID)
    } else if head.payloadByteCount == 0 {
      idleFrame(now())
    }
  }

  private mutating func idleFrame(_ now: UInt64) {
    if !idleFrames.take(at: now) { fault = fault ?? .idleFrames }
  }

  private mutating func owe() {
    owedAckCount += 1
    if owedAckCount > limits.owedAckCountMax { fault = fault ?? .owedAcks }
  }

  /// gRPC's rule for keepalive: a strike for each PING that comes too soon, forgiven by a response. It is
  /// for clients; servers measure the way to us with PINGs as they like.
  private mutating func pinged(at now: UInt64) {
    guard isServer, let strikeCountMax = limits.pingStrikeCountMax else { return idleFrame(now) }
    defer { lastPingAt = now }
    guard let last = lastPingAt, now &- last < limits.pingIntervalMin.clampedNanoseconds else {
      return
    }
    pingStrikeCount += 1
    if pingStrikeCount > strikeCountMax { fault = fault ?? .pings }
  }

  /// A header list over the announced limit has grown to `byteCount`.
  package mutating func oversizedHeaderListGrew(to byteCount: Int) -> PeerFault? {
    if byteCount > limits.headerListByteCountMax { fault = fault ?? .headerList }
    return fault
  }

  /// A read has left `count` frames waiting although the socket takes none.
  package mutating func outputBlocked(frameCount count: Int, streamCount: Int) -> PeerFault? {
    if count > streamCount + limits.queuedFrameCountMax { fault = fault ?? .queuedFrames }
    return fault
  }

  /// Whether a stream with so many empty DATA frames goes on.
  package func allowsEmptyData(count: Int) -> Bool { count <= limits.emptyDataCountMax }

  // MARK: Sent

  /// Headers or data left. `earns`: data that the peer will want to credit.
  package mutating func responseSent(earnsCredit: Bool) {
    pingStrikeCount = 0
    lastPingAt = nil
    if earnsCredit { idleFrames.credit(Self.framesEarnedByData) }
  }

  /// A request left; the peer may reset it.
  package mutating func requestSent() {
    resets.credit(1)
    idleFrames.credit(Self.framesEarnedByStream)
  }

  /// The acknowledgement of a SETTINGS or PING left.
  package mutating func ackSent() { owedAckCount -= 1 }

  /// A stream was reset for the peer's mistake. A peer may cause those as well as its own resets.
  package mutating func peerWasReset(now: UInt64) {
    if !resets.take(at: now) { fault = fault ?? .resets }
  }

  /// The time ran out for something; see `ConnectionWatch`.
  package mutating func timedOut(_ fault: PeerFault) { self.fault = self.fault ?? fault }
}
