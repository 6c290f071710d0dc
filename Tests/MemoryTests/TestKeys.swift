import Store

/// A master key of tests: 64 times the same digit.
func masterKeys(_ digit: Character, accepting others: Character...) throws -> MasterKeys {
  func key(_ digit: Character) throws -> MasterKey {
    try MasterKey(text: String(repeating: digit, count: 64), source: "a test")
  }
  return MasterKeys(try key(digit), accepting: try others.map(key))
}
