/// Takes positions in turn.
package struct RoundRobin {
  private var turn: Int

  /// Begins anywhere, so that many clients that start together do not all begin with the same server.
  package init(using randomness: inout some RandomNumberGenerator) {
    turn = Int.random(in: 0..<1024, using: &randomness)
  }

  /// The next of `count` positions; `count` may change from call to call.
  package mutating func next(count: Int) -> Int {
    turn = (turn + 1) % count
    return turn
  }
}
