internal import Transport

/// The connections of a server on one loop.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class ServerLoop: @unchecked Sendable {
  let loop: EventLoop
  private let core: ServerCore
  private let tasks: HandlerTasks
  /// Bounded by `connectionCountMax`, plus those whose handlers still run.
  private var connections: [ObjectIdentifier: ServerConnection] = [:]
  /// Of connections that are closed.
  private var closedCounts = CallCounts()
  private var isShuttingDown = false
  private var onEmpty: [() -> Void] = []

  init(loop: EventLoop, core: ServerCore) {
    self.loop = loop
    self.core = core
    tasks = HandlerTasks(loop: loop)
  }

  func accepted(_ stream: ByteStream) {
    let connection = ServerConnection(stream: stream, core: core, tasks: tasks) { [self] in
      ended($0)
    }
    connections[ObjectIdentifier(connection)] = connection
    connection.start()
    if isShuttingDown { connection.beginGracefulShutdown() }
  }

  private func ended(_ connection: ServerConnection) {
    connections[ObjectIdentifier(connection)] = nil
    closedCounts += connection.counts
    guard connections.isEmpty else { return }
    let waiting = onEmpty
    onEmpty = []
    for body in waiting { body() }
  }

  /// What its connections are doing now, and how all their calls went.
  func snapshot(local: SocketAddress?) -> (counts: CallCounts, sockets: [SocketSnapshot]) {
    var counts = closedCounts
    for connection in connections.values { counts += connection.counts }
    return (counts, connections.values.map { $0.snapshot(local: local) })
  }

  /// Drains every connection, aborts what is left after `grace`, and calls `completion` with how all
  /// calls went when none is left.
  func shutDown(grace: Duration, _ completion: @escaping (CallCounts) -> Void) {
    isShuttingDown = true
    guard !connections.isEmpty else {
      tasks.stop()
      return completion(closedCounts)
    }
    let timer = loop.schedule(after: grace) { [self] in
      let text = "\(Int((grace / .milliseconds(1)).rounded())) ms"
      for connection in Array(connections.values) {
        connection.abort(because: "the server is shutting down, and its grace of \(text) is over")
      }
    }
    onEmpty.append { [self] in
      timer.cancel()
      tasks.stop()
      completion(closedCounts)
    }
    for connection in Array(connections.values) { connection.beginGracefulShutdown() }
  }
}
