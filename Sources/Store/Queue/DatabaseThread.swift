internal import Glibc

/// Starts a detached thread of the database's own, so that no event loop ever waits for a disk.
enum DatabaseThread {
  private final class Start {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  static func start(_ body: @escaping @Sendable () -> Void) throws(StoreError) {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(body: body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        start.body()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw StoreError(.overloaded, "no thread can be started: \(String(cString: strerror(code)))")
    }
    pthread_detach(thread)
  }
}
