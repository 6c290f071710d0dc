/// Whether anybody has a use for a channel's connections (grpc/doc/connectivity-semantics-and-api.md). A
/// value type without clock.
///
/// Life: *idle* until a call begins; *active* until `quietLookMax` looks in a row have found no call, which
/// is idle again. A look every half of the idle time-out thus notices its end at most half as late again,
/// and a call costs no look at a clock.
package struct ChannelUse: Equatable {
  package static let quietLookMax = 2

  /// Connections that end are opened again, and names looked up.
  package private(set) var isActive = false
  /// A call has begun since the last look: the next one need not be told.
  package private(set) var isMarked = false
  private var quietLookCount = 0

  package init() {}

  /// Returns whether the channel was idle until now.
  package mutating func callBegan() -> Bool {
    isMarked = true
    defer { isActive = true }
    return !isActive
  }

  /// `hasCalls`: some have not ended. Returns whether the channel is idle from now on.
  package mutating func looked(hasCalls: Bool) -> Bool {
    guard isActive else { return false }
    quietLookCount = isMarked || hasCalls ? 0 : quietLookCount + 1
    isMarked = false
    guard quietLookCount >= Self.quietLookMax else { return false }
    self = ChannelUse()
    return true
  }
}
