internal import Glibc

/// A first-in, first-out queue between any threads and the database's own ones.
///
/// At most `capacity` elements wait; one more is refused, never blocked, because producers run on
/// event loops.
///
/// `@unchecked Sendable`: `mutex` guards `elements` and `isClosed`.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  enum Offer {
    case accepted
    case full
    case closed
  }

  let capacity: Int
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let notEmpty: UnsafeMutablePointer<pthread_cond_t>
  private var elements: [Element] = []
  private var isClosed = false

  init(capacity: Int) {
    self.capacity = capacity
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    notEmpty = .allocate(capacity: 1)
    notEmpty.initialize(to: pthread_cond_t())
    pthread_cond_init(notEmpty, nil)
  }

  deinit {
    pthread_cond_destroy(notEmpty)
    notEmpty.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func offer(_ element: Element) -> Offer {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if isClosed { return .closed }
    if elements.count >= capacity { return .full }
    elements.append(element)
    if elements.count == 1 { pthread_cond_signal(notEmpty) }
    return .accepted
  }

  /// Waits for elements and takes up to `countMax` of them; empty once closed and drained.
  func take(countMax: Int) -> [Element] {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while elements.isEmpty {
      if isClosed { return [] }
      pthread_cond_wait(notEmpty, mutex)
    }
    if elements.count <= countMax {
      let taken = elements
      elements = []
      return taken
    }
    let taken = Array(elements.prefix(countMax))
    elements.removeFirst(countMax)
    // Others may take what is left.
    pthread_cond_signal(notEmpty)
    return taken
  }

  /// Nothing is accepted from now on; what waits is still taken.
  func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_broadcast(notEmpty)
    pthread_mutex_unlock(mutex)
  }

  var count: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return elements.count
  }
}
