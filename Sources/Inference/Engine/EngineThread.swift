import Compute
import Glibc

/// A thread of its own for one long-running function.
enum EngineThread {
  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts `run` on a new thread, which ends with it.
  static func start(named name: String, _ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let body = Unmanaged.passRetained(
      Body {
        ComputePool.nameThisThread(name)
        run()
      })
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    guard code == 0 else { fatalError("pthread_create returned \(code)") }
    pthread_detach(thread)
  }
}

/// Wakes a sleeping thread. Rings are not lost: one rung before `wait` makes it return at once.
///
/// `@unchecked Sendable`: a POSIX semaphore may be used from any thread, and the pointer to it never
/// changes.
final class Doorbell: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() {
    let code = sem_init(semaphore, 0, 0)
    precondition(code == 0, "sem_init of a private semaphore cannot fail")
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func ring() { sem_post(semaphore) }

  /// Waits for a ring, and takes any others that came with it.
  func wait() {
    while sem_wait(semaphore) != 0 {}
    while sem_trywait(semaphore) == 0 {}
  }
}
