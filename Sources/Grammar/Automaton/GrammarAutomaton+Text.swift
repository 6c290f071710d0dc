extension GrammarAutomaton {
  /// The state behind `bytes`, or `dead`.
  package mutating func step(_ state: State, _ bytes: some Sequence<UInt8>) -> State {
    var state = state
    for byte in bytes where state != Self.dead { state = step(state, byte) }
    return state
  }

  /// Whether `bytes` are a whole text of the grammar.
  package mutating func accepts(_ bytes: some Sequence<UInt8>) -> Bool {
    let state = step(start, bytes)
    return state != Self.dead && isAccepting(state)
  }

  /// The bytes that must follow, as far as there is one way on and the text may not end, and the state
  /// behind them.
  package mutating func forced(
    from state: State, countMax: Int, into bytes: inout [UInt8]
  ) -> State {
    var state = state
    while bytes.count < countMax, !isAccepting(state) {
      let next = nextBytes(state)
      guard next.count == 1, let byte = next.first else { break }
      let following = step(state, byte)
      guard following != Self.dead else { break }
      bytes.append(byte)
      state = following
    }
    return state
  }

  /// Looks at the states nearest to the start, and refuses what has too many ways already there.
  package mutating func explore(stateCountMax: Int = 256) throws(GrammarError) {
    var next: State = start
    while next < stateCount, stateCount < stateCountMax, failure == nil {
      let bytes = nextBytes(next)
      for byte in UInt8.min...UInt8.max where bytes.contains(byte) { _ = step(next, byte) }
      next += 1
    }
    if let failure { throw failure }
  }
}
