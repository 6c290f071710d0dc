internal import CLinux
internal import Glibc
internal import Synchronization

/// Opens connections.
package enum Connector {
  /// Connects to `address` and, with `tls`, completes the handshake, all within `timeout`.
  ///
  /// `serverName` is what the server's certificate must be issued for; by default the address's own
  /// host. The stream comes back with reading paused: on its loop, set the handlers and call
  /// `resumeReading()`. Throws `ConnectError`, or `CancellationError` when the task is cancelled.
  package static func connect(
    address: SocketAddress, loop: EventLoop, tls: TLSClientContext? = nil,
    serverName: String? = nil, timeout: Duration
  ) async throws -> ByteStream {
    let attempt = ConnectAttempt(
      address: address, loop: loop, tls: tls, serverName: serverName, timeout: timeout)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        loop.executeNow { attempt.start(continuation) }
      }
    } onCancel: {
      loop.executeNow { attempt.cancel() }
    }
  }
}

/// A connection that could not be opened.
package struct ConnectError: Error, Sendable, CustomStringConvertible {
  package enum Cause: Sendable {
    case system(SystemError)
    case tls(TLSError)
    case timedOut(Duration)
  }
  package let address: SocketAddress
  package let cause: Cause

  package var description: String {
    let reason =
      switch cause {
      case .system(let error): String(cString: strerror(error.code))
      case .tls(let error): "\(error)"
      case .timedOut(let limit): "no answer within \(limit)"
      }
    return "cannot connect to \(address): \(reason)"
  }
}

/// One attempt: *idle*, then *connecting*, perhaps *handshaking*, then *done*.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
private final class ConnectAttempt: ReadinessHandler, @unchecked Sendable {
  private let address: SocketAddress
  private let loop: EventLoop
  private let tls: TLSClientContext?
  private let serverName: String?
  private let timeout: Duration
  private var deadline = ContinuousClock.now

  private var socket: Int32 = -1
  private var registration: RegistrationID?
  private var timer: LoopTimer?
  private var stream: ByteStream?
  private var continuation: CheckedContinuation<ByteStream, any Error>?
  private var isCancelled = false

  init(
    address: SocketAddress, loop: EventLoop, tls: TLSClientContext?, serverName: String?,
    timeout: Duration
  ) {
    self.address = address
    self.loop = loop
    self.tls = tls
    self.serverName = serverName
    self.timeout = timeout
  }

  func start(_ continuation: CheckedContinuation<ByteStream, any Error>) {
    self.continuation = continuation
    guard !isCancelled else { return fail(CancellationError()) }
    deadline = ContinuousClock.now + timeout
    do throws(SystemError) {
      socket = try ListeningSocket.openSocket(address)
      if address.family != AF_UNIX {
        try ListeningSocket.set(socket, Int32(IPPROTO_TCP), TCP_NODELAY)
      }
      let result = SystemCall.attempt {
        Int(address.withSystemAddress { Glibc.connect(socket, $0, $1) })
      }
      switch result {
      case .value: connected()
      case .failed(EINPROGRESS):
        registration = try loop.register(socket, .writable, self)
        timer = loop.schedule(after: timeout) { [weak self] in self?.timeRanOut() }
      case .wouldBlock: fail(.system(SystemError(operation: "connect", code: EAGAIN)))
      case .failed(let code): fail(.system(SystemError(operation: "connect", code: code)))
      }
    } catch {
      fail(.system(error))
    }
  }

  func cancel() {
    isCancelled = true
    fail(CancellationError())
  }

  func readinessChanged(_ readiness: Readiness) {
    var code: Int32 = 0
    var byteCount = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &byteCount)
    guard code == 0 else {
      return fail(.system(SystemError(operation: "connect", code: code)))
    }
    connected()
  }

  private func connected() {
    unwatch()
    let session = tls?.makeSession(on: loop, serverName: serverName ?? defaultServerName)
    let stream = ByteStream(socket: socket, loop: loop, peerAddress: address, tls: session)
    socket = -1
    guard session != nil else { return succeed(stream) }
    self.stream = stream
    stream.startHandshake(timeout: deadline - .now) { [self] error in
      if let error { fail(.tls(error)) } else { succeed(stream) }
    }
  }

  private var defaultServerName: String {
    switch address {
    case .ipv4(let host, _), .ipv6(let host, _): host
    case .unix: "localhost"
    }
  }

  private func timeRanOut() { fail(.timedOut(timeout)) }

  private func unwatch() {
    timer?.cancel()
    timer = nil
    if let registration { loop.deregister(socket, registration) }
    registration = nil
  }

  private func succeed(_ stream: ByteStream) {
    self.stream = nil
    let waiting = continuation
    continuation = nil
    if let waiting { waiting.resume(returning: stream) } else { stream.close() }
  }

  private func fail(_ cause: ConnectError.Cause) {
    fail(ConnectError(address: address, cause: cause))
  }

  private func fail(_ error: any Error) {
    let waiting = continuation
    continuation = nil
    unwatch()
    if socket >= 0 { SystemCall.close(socket) }
    socket = -1
    let abandoned = stream
    stream = nil
    abandoned?.close()
    waiting?.resume(throwing: error)
  }
}
