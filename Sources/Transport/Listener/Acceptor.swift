internal import CLinux
internal import Glibc

/// One loop's share of a listener.
///
/// Unchecked `Sendable`: everything but the constants belongs to the loop's thread.
final class Acceptor: ReadinessHandler, @unchecked Sendable {
  /// Connections accepted in one turn, so that the established ones get their share of it.
  static let acceptsPerTurnMax = 64
  /// How long to stop accepting when no descriptor is left.
  static let descriptorBackoff: Duration = .milliseconds(100)

  let loop: EventLoop
  private let listener: Listener
  private var socket: ListeningSocket?
  private var registration: RegistrationID?
  /// Kept open to be given up when descriptors run out: it lets us accept and close one connection,
  /// which would otherwise wake the loop again and again.
  private var reserve: Int32 = -1
  private var backoff: LoopTimer?

  init(socket: ListeningSocket, loop: EventLoop, listener: Listener) {
    self.socket = socket
    self.loop = loop
    self.listener = listener
  }

  func start() {
    guard let socket, registration == nil else { return }
    openReserve()
    do throws(SystemError) {
      registration = try loop.register(socket.descriptor, .readable, self)
    } catch {
      fatalError("a listening socket cannot be watched: \(error)")
    }
  }

  func stop() {
    backoff?.cancel()
    backoff = nil
    if let socket, let registration { loop.deregister(socket.descriptor, registration) }
    registration = nil
    socket = nil
    if reserve >= 0 { SystemCall.close(reserve) }
    reserve = -1
  }

  private func openReserve() {
    guard reserve < 0 else { return }
    reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
  }

  func readinessChanged(_ readiness: Readiness) {
    for _ in 0..<Self.acceptsPerTurnMax {
      guard let socket, acceptOne(socket.descriptor) else { return }
    }
  }

  /// Accepts one connection; false when there is none or accepting must rest.
  private func acceptOne(_ descriptor: Int32) -> Bool {
    let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let (result, address) = SocketAddress.read { accept4(descriptor, $0, $1, flags) }
    switch result {
    case .value(let connection):
      accepted(Int32(connection), from: address ?? .unix(path: ""))
      return true
    case .wouldBlock: return false
    case .failed(EMFILE), .failed(ENFILE), .failed(ENOBUFS), .failed(ENOMEM):
      shedOne(descriptor)
      return false
    // What remains are errors of that one connection (ECONNABORTED and the network's own).
    case .failed: return true
    }
  }

  /// No descriptor is left: refuse one connection visibly, then leave the rest in the backlog.
  private func shedOne(_ descriptor: Int32) {
    if reserve >= 0 {
      SystemCall.close(reserve)
      reserve = -1
      let refused = accept4(descriptor, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
      if refused >= 0 { SystemCall.close(refused) }
      openReserve()
    }
    listener.configuration.onRefused(listener.localAddress, .outOfDescriptors)
    guard let registration else { return }
    loop.modify(descriptor, [], registration)
    backoff = loop.schedule(after: Self.descriptorBackoff) { [weak self] in
      guard let self, let registration = self.registration else { return }
      self.openReserve()
      self.loop.modify(descriptor, .readable, registration)
    }
  }

  private func accepted(_ connection: Int32, from peer: SocketAddress) {
    guard listener.admit() else {
      SystemCall.close(connection)
      return listener.configuration.onRefused(peer, .tooManyConnections)
    }
    if case .unix = peer {
      let home = listener.loops.next()
      let listener = listener
      return home.executeNow { Self.begin(connection, peer, home, listener) }
    }
    try? ListeningSocket.set(connection, Int32(IPPROTO_TCP), TCP_NODELAY)
    Self.begin(connection, peer, loop, listener)
  }

  private static func begin(
    _ connection: Int32, _ peer: SocketAddress, _ loop: EventLoop, _ listener: Listener
  ) {
    let stream = ByteStream(
      socket: connection, loop: loop, peerAddress: peer, tls: listener.tls?.makeSession(on: loop))
    stream.onEnded = { listener.connectionEnded() }
    guard listener.tls != nil else { return listener.onAccept(stream) }
    stream.startHandshake(timeout: listener.configuration.handshakeTimeout) { error in
      if let error {
        listener.configuration.onRefused(peer, .handshake(error))
      } else {
        listener.onAccept(stream)
      }
    }
  }
}
