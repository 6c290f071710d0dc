/// The transitions of an automaton whose states have few of them each.
///
/// One open-addressed table for all states finds a transition; a linked list per state, threaded
/// through the entries, walks them where a state is copied. It grows by doubling at half load.
struct TransitionTable: Sendable {
  private struct Entry {
    var state: Int32
    var token: TokenID
    var target: Int32
    /// The next entry of the same state, or -1.
    var next: Int32
  }

  private var entries: [Entry] = []
  /// The newest entry of each state, or -1.
  private var heads: [Int32] = [-1]
  /// Indices into `entries`, or -1.
  private var slots = [Int32](repeating: -1, count: 64)

  mutating func addState() { heads.append(-1) }

  subscript(state: Int32, token: TokenID) -> Int32? {
    get {
      let index = slots[slot(of: state, token)]
      return index < 0 ? nil : entries[Int(index)].target
    }
    set {
      guard let newValue else { preconditionFailure("an automaton never loses a transition") }
      let slot = slot(of: state, token)
      if slots[slot] >= 0 {
        entries[Int(slots[slot])].target = newValue
      } else {
        insert(Entry(state: state, token: token, target: newValue, next: heads[Int(state)]), slot)
      }
    }
  }

  /// The transitions of a state, those added last first, at most `countMax` of them.
  func forEach(of state: Int32, countMax: Int, _ body: (TokenID, Int32) -> Void) {
    var index = heads[Int(state)]
    var count = 0
    while index >= 0, count < countMax {
      let entry = entries[Int(index)]
      body(entry.token, entry.target)
      index = entry.next
      count += 1
    }
  }

  mutating func copyTransitions(from source: Int32, to copy: Int32) {
    var index = heads[Int(source)]
    while index >= 0 {
      let entry = entries[Int(index)]
      self[copy, entry.token] = entry.target
      index = entry.next
    }
  }

  private mutating func insert(_ entry: Entry, _ slot: Int) {
    let index = Int32(entries.count)
    entries.append(entry)
    heads[Int(entry.state)] = index
    slots[slot] = index
    if 2 * entries.count > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for (index, entry) in entries.enumerated() {
      slots[slot(of: entry.state, entry.token)] = Int32(index)
    }
  }

  /// The slot that holds the transition, or the vacant one where it would go.
  private func slot(of state: Int32, _ token: TokenID) -> Int {
    let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: token))
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.state == state, entry.token == token { break }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
