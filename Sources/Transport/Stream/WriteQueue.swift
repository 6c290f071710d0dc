internal import Glibc

/// Outgoing bytes in order: small writes are copied together into blocks, large arrays are kept as
/// they are. Its owner bounds it by watching `byteCount`. Loop-confined.
struct WriteQueue: ~Copyable {
  private enum Segment {
    case block(ByteBlock)
    /// An array and how much of it has been sent.
    case array([UInt8], sent: Int)
  }

  /// Arrays from this size on are kept rather than copied.
  static let arrayByteCountMin = 8 * 1024
  /// Segments that one system call gathers, at most.
  static let gatherCountMax = 32

  private let pool: BlockPool
  private var segments: [Segment] = []
  private var firstIndex = 0
  private(set) var byteCount = 0
  /// The last segment if it is a block, which small writes go on filling. Unmanaged, because each of a
  /// call's five or six writes would retain and release it.
  private var openBlock: Unmanaged<ByteBlock>?

  init(pool: BlockPool) { self.pool = pool }

  var isEmpty: Bool { byteCount == 0 }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard var start = bytes.baseAddress else { return }
    var rest = bytes.count
    while rest > 0 {
      let count = withOpenBlock(minimumByteCount: 1) { block in
        let count = min(ByteBlock.capacity - block.end, rest)
        (block.base + block.end).copyMemory(from: start, byteCount: count)
        block.end += count
        return count
      }
      byteCount += count
      start += count
      rest -= count
    }
  }

  mutating func append(_ bytes: [UInt8]) {
    if bytes.count < Self.arrayByteCountMin {
      bytes.withUnsafeBytes { append($0) }
    } else {
      openBlock = nil
      segments.append(.array(bytes, sent: 0))
      byteCount += bytes.count
    }
  }

  /// Lends at least `count` bytes (at most a block's capacity) for `body` to fill; it returns how many it filled.
  mutating func append(reserving count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) {
    precondition(count <= ByteBlock.capacity, "\(count) bytes do not fit a block")
    byteCount += withOpenBlock(minimumByteCount: count) { block in
      let filled = body(block.free)
      precondition(filled >= 0 && filled <= block.free.count, "more was filled than was lent")
      block.end += filled
      return filled
    }
  }

  /// Calls `body` with the last block, which `segments` keeps alive, or a new one.
  @inline(__always)
  private mutating func withOpenBlock(
    minimumByteCount: Int, _ body: (ByteBlock) -> Int
  ) -> Int {
    if let openBlock {
      let isRoomy = openBlock._withUnsafeGuaranteedRef {
        ByteBlock.capacity - $0.end >= minimumByteCount
      }
      if isRoomy { return openBlock._withUnsafeGuaranteedRef(body) }
    }
    let block = pool.take()
    segments.append(.block(block))
    openBlock = Unmanaged.passUnretained(block)
    return body(block)
  }

  /// Calls `body` with the first contiguous piece.
  func withFirstPiece<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    precondition(!isEmpty, "the write queue is empty")
    switch segments[firstIndex] {
    case .block(let block): return body(block.pending)
    case .array(let bytes, let sent):
      return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
    }
  }

  /// Sends as much as one system call takes.
  func send(to socket: Int32) -> SystemCallResult {
    if segments.count - firstIndex == 1 {
      return withFirstPiece { piece in
        SystemCall.attempt { Glibc.send(socket, piece.baseAddress, piece.count, sendFlags) }
      }
    }
    return withUnsafeTemporaryAllocation(of: iovec.self, capacity: Self.gatherCountMax) { pieces in
      gather(firstIndex, into: pieces, filled: 0) { count in
        var message = msghdr()
        message.msg_iov = pieces.baseAddress
        message.msg_iovlen = count
        return SystemCall.attempt { sendmsg(socket, &message, sendFlags) }
      }
    }
  }

  private var sendFlags: Int32 { Int32(MSG_NOSIGNAL) }

  /// Arrays lend their bytes only for the length of a call, hence the recursion.
  private func gather<R>(
    _ start: Int, into pieces: UnsafeMutableBufferPointer<iovec>, filled: Int,
    _ body: (Int) -> R
  ) -> R {
    var index = start
    var filled = filled
    while index < segments.count, filled < pieces.count {
      switch segments[index] {
      case .block(let block):
        pieces[filled] = iovec(
          iov_base: block.base + block.start, iov_len: block.end - block.start)
      case .array(let bytes, let sent):
        return bytes.withUnsafeBytes { whole in
          pieces[filled] = iovec(
            iov_base: UnsafeMutableRawPointer(mutating: whole.baseAddress! + sent),
            iov_len: whole.count - sent)
          return gather(index + 1, into: pieces, filled: filled + 1, body)
        }
      }
      index += 1
      filled += 1
    }
    return body(filled)
  }

  /// Forgets the first `count` bytes: they have been sent.
  mutating func consume(_ count: Int) {
    precondition(count <= byteCount, "more was sent than was queued")
    byteCount -= count
    var rest = count
    while rest > 0 { rest -= consumeFirstSegment(rest) }
    if byteCount == 0 {
      removeAll()
    } else if firstIndex >= 64 {
      segments.removeSubrange(..<firstIndex)
      firstIndex = 0
    }
  }

  /// Consumes at most `limit` bytes of the first segment; returns how many.
  private mutating func consumeFirstSegment(_ limit: Int) -> Int {
    switch segments[firstIndex] {
    case .block(let block):
      let taken = min(limit, block.end - block.start)
      block.start += taken
      if block.start == block.end {
        if firstIndex == segments.count - 1 { openBlock = nil }
        segments[firstIndex] = .array([], sent: 0)
        pool.give(block)
        firstIndex += 1
      }
      return taken
    case .array(let bytes, let sent):
      let taken = min(limit, bytes.count - sent)
      let isDone = sent + taken == bytes.count
      segments[firstIndex] = .array(isDone ? [] : bytes, sent: isDone ? 0 : sent + taken)
      if isDone { firstIndex += 1 }
      return taken
    }
  }

  /// Forgets everything and gives the blocks back.
  mutating func removeAll() {
    openBlock = nil
    while firstIndex < segments.count {
      if case .block(let block) = segments[firstIndex] { pool.give(block) }
      firstIndex += 1
    }
    segments.removeAll(keepingCapacity: segments.capacity <= 64)
    firstIndex = 0
    byteCount = 0
  }
}
