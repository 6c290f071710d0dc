internal import Transport

/// The connections of a server on one loop.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class ServerLoop: @unchecked Sendable {
  let loop: EventLoop
  private let core: ServerCore
  /// Bounded by `connectionCountMax`, plus those whose handlers still run.
  private var connections: [ObjectIdentifier: ServerConnection] = [:]
  private var isShuttingDown = false
  private var onEmpty: [() -> Void] = []

  init(loop: EventLoop, core: ServerCore) {
    self.loop = loop
    self.core = core
  }

  func accepted(_ stream: ByteStream) {
    let connection = ServerConnection(stream: stream, core: core) { [self] in ended($0) }
    connections[ObjectIdentifier(connection)] = connection
    connection.start()
    if isShuttingDown { connection.beginGracefulShutdown() }
  }

  private func ended(_ connection: ServerConnection) {
    connections[ObjectIdentifier(connection)] = nil
    guard connections.isEmpty else { return }
    let waiting = onEmpty
    onEmpty = []
    for body in waiting { body() }
  }

  /// Drains every connection, aborts what is left after `grace`, returns when none is left.
  func shutDown(grace: Duration) async {
    await withCheckedContinuation { continuation in
      loop.executeNow { [self] in
        isShuttingDown = true
        guard !connections.isEmpty else { return continuation.resume() }
        let timer = loop.schedule(after: grace) { [self] in
          for connection in Array(connections.values) { connection.abort() }
        }
        onEmpty.append {
          timer.cancel()
          continuation.resume()
        }
        for connection in Array(connections.values) { connection.beginGracefulShutdown() }
      }
    }
  }
}
