/// The open streams of a session: a doubly linked list through the streams themselves.
///
/// nghttp2 finds a stream by its number and hands it over with every event, so a table of our own would
/// be filled, searched and emptied for each call only to hold what is known. Bounded by the protocol's
/// concurrent-stream limits. Loop-confined.
struct StreamList: ~Copyable {
  private var head: HTTP2Stream?
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func insert(_ stream: HTTP2Stream) {
    precondition(!stream.isListed, "stream \(stream.id) was opened twice")
    stream.isListed = true
    head?.previous = stream
    stream.next = head
    head = stream
    count += 1
  }

  /// Returns whether the stream was in the list.
  mutating func remove(_ stream: HTTP2Stream) -> Bool {
    guard stream.isListed else { return false }
    stream.isListed = false
    let next = stream.next
    next?.previous = stream.previous
    if let previous = stream.previous { previous.next = next } else { head = next }
    stream.next = nil
    stream.previous = nil
    count -= 1
    return true
  }

  /// Searches; for the rare stream that nghttp2 gave up before it had an object for it.
  func first(withID id: Int32) -> HTTP2Stream? {
    var stream = head
    while let current = stream, current.id != id { stream = current.next }
    return stream
  }

  /// Empties the list and returns what was in it, by ascending number.
  mutating func removeAll() -> [HTTP2Stream] {
    var all: [HTTP2Stream] = []
    all.reserveCapacity(count)
    while let stream = head, remove(stream) { all.append(stream) }
    return all.sorted { $0.id < $1.id }
  }

  /// What is in the list, in no order that matters.
  var all: [HTTP2Stream] {
    var all: [HTTP2Stream] = []
    var stream = head
    while let current = stream {
      all.append(current)
      stream = current.next
    }
    return all
  }
}
