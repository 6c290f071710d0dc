import Glibc
import Synchronization
import TestSupport
import Testing

import Transport

/// Loops that all tests of the target share; they live as long as the process.
enum TestLoops {
  static let group: EventLoopGroup = {
    do { return try EventLoopGroup(count: 2, name: "test") } catch { fatalError("\(error)") }
  }()
}

/// A value that several threads of a test change.
final class Shared<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>
  init(_ value: Value) { mutex = Mutex(value) }
  func withLock<R: Sendable>(_ body: (inout Value) -> R) -> R {
    mutex.withLock { value in body(&value) }
  }
}

/// A stream's owner for tests: keeps what arrives and how it ended, readable from any thread.
final class Peer: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var reason: StreamCloseReason?
    var drainedCount = 0
    var inputEnded = false
  }

  let stream: ByteStream
  private let state = Mutex(State())

  init(_ stream: ByteStream) { self.stream = stream }

  /// Takes the stream over; to be called on its loop.
  func attach(echoing: Bool = false, keepsOpenAtInputEnd: Bool = false) {
    stream.onBytes = { [self] bytes in
      state.withLock { $0.bytes.append(contentsOf: bytes) }
      guard echoing else { return }
      stream.write(bytes)
      stream.flushAtEndOfTurn()
    }
    stream.onClosed = { [self] reason in state.withLock { $0.reason = reason } }
    stream.onWriteBufferDrained = { [self] in state.withLock { $0.drainedCount += 1 } }
    if keepsOpenAtInputEnd {
      stream.onInputEnded = { [self] in state.withLock { $0.inputEnded = true } }
    }
    stream.resumeReading()
  }

  var bytes: [UInt8] { state.withLock { $0.bytes } }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var reason: StreamCloseReason? { state.withLock { $0.reason } }
  var drainedCount: Int { state.withLock { $0.drainedCount } }
  var inputEnded: Bool { state.withLock { $0.inputEnded } }

  /// Runs `body` on the stream's loop and returns its result.
  func onLoop<R: Sendable>(_ body: @escaping @Sendable (ByteStream) -> R) async -> R {
    await withCheckedContinuation { continuation in
      stream.loop.execute { [stream] in continuation.resume(returning: body(stream)) }
    }
  }

  func send(_ bytes: [UInt8]) async {
    await onLoop { stream in
      stream.write(bytes)
      stream.flush()
    }
  }

  func send(_ text: String) async { await send(Array(text.utf8)) }
}

/// A server for tests that keeps the streams it accepts.
final class TestServer: Sendable {
  private let peers = Mutex<[Peer]>([])
  private let listenerBox = Mutex<Listener?>(nil)

  /// `prepare` runs on the stream's loop instead of simply attaching a peer.
  init(
    address: SocketAddress = .ipv4(host: "127.0.0.1", port: 0), tls: TLSServerContext? = nil,
    configuration: ListenerConfiguration = ListenerConfiguration(),
    prepare: @escaping @Sendable (Peer) -> Void = { $0.attach(echoing: true) }
  ) throws {
    let listener = try Listener.bind(
      address: address, loops: TestLoops.group, tls: tls, configuration: configuration
    ) { [self] stream in
      let peer = Peer(stream)
      peers.withLock { $0.append(peer) }
      prepare(peer)
    }
    listenerBox.withLock { $0 = listener }
  }

  var listener: Listener { listenerBox.withLock { $0! } }
  var address: SocketAddress { listener.localAddress }
  var accepted: [Peer] { peers.withLock { $0 } }

  func firstPeer() async throws -> Peer {
    try await eventually { !self.accepted.isEmpty }
    return accepted[0]
  }
}

/// Connects and takes the stream over.
func connect(
  to address: SocketAddress, tls: TLSClientContext? = nil, serverName: String? = nil,
  attaching: Bool = true, timeout: Duration = .seconds(60)
) async throws -> Peer {
  let stream = try await Connector.connect(
    address: address, loop: TestLoops.group.next(), tls: tls, serverName: serverName,
    timeout: timeout)
  let peer = Peer(stream)
  if attaching { await peer.onLoop { _ in peer.attach() } }
  return peer
}

/// Bytes that depend on their position, so that a gap or a swap shows.
func pattern(_ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 8)) }
}

/// A fresh directory, removed at the end.
func withTemporaryDirectory<R>(_ body: (String) async throws -> R) async throws -> R {
  var template = Array("/tmp/apus-test-XXXXXX".utf8CString)
  guard let path = template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) else {
    throw SystemError(operation: "mkdtemp", code: errno)
  }
  let directory = String(cString: path)
  defer { _ = run("/bin/rm", ["-rf", directory]) }
  return try await body(directory)
}

/// Runs a program to its end; returns its exit status.
@discardableResult
func run(_ program: String, _ arguments: [String]) -> Int32 {
  (try? ProgramOutcome(blockingOn: program, arguments).status) ?? -1
}
