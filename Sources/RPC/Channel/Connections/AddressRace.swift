package import Transport

/// Which addresses to try while a connection is looked for: one after another, each when the one before
/// has failed or has had `stagger` (RFC 8305 section 5). A value type without clock or socket.
package struct AddressRace: Equatable {
  /// The "Connection Attempt Delay" that RFC 8305 section 8 recommends.
  package static let stagger = Duration.milliseconds(250)

  private let count: Int
  private var nextIndex = 0
  package private(set) var runningCount = 0

  package init(count: Int) { self.count = count }

  /// The begin, the stagger's end or a failure: the position to try next, if one is left.
  package mutating func attemptWanted() -> Int? {
    guard nextIndex < count else { return nil }
    defer { nextIndex += 1 }
    runningCount += 1
    return nextIndex
  }

  package mutating func attemptFailed() {
    precondition(runningCount > 0, "more attempts of a race failed than were made")
    runningCount -= 1
  }

  /// Every address was tried and failed.
  package var isLost: Bool { nextIndex == count && runningCount == 0 }

  /// Families in turn, beginning with that of the first address; the order within a family is the
  /// resolver's (RFC 8305 section 4).
  package static func interleaved(_ addresses: [SocketAddress]) -> [SocketAddress] {
    func isIPv6(_ address: SocketAddress) -> Bool {
      if case .ipv6 = address { true } else { false }
    }
    guard let first = addresses.first else { return [] }
    let leading = addresses.filter { isIPv6($0) == isIPv6(first) }
    let other = addresses.filter { isIPv6($0) != isIPv6(first) }
    var mixed: [SocketAddress] = []
    for index in 0..<max(leading.count, other.count) {
      if index < leading.count { mixed.append(leading[index]) }
      if index < other.count { mixed.append(other[index]) }
    }
    return mixed
  }
}
