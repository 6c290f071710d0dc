/// A command line that cannot be understood. Programs print it and exit with status 2.
package struct OptionError: Error, Hashable, Sendable, CustomStringConvertible {
  package let message: String

  package init(_ message: String) { self.message = message }

  package var description: String { message }

  static func unknown(_ name: String, known: [String]) -> OptionError {
    let hint = Nearest.word(to: name, among: known).map { "; did you mean '--\($0)'?" } ?? ""
    return OptionError("unknown option '--\(name)'\(hint) (--help lists all options)")
  }
}

/// Finds what somebody meant to type.
package enum Nearest {
  /// The closest of `words` by edit distance, unless even that is too far to be a slip.
  package static func word(to text: String, among words: [String]) -> String? {
    let scored = words.map { (word: $0, distance: distance(text, $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    let tolerance = max(2, min(text.count, best.word.count) / 3)
    if best.distance <= tolerance { return best.word }
    // `--admin` for `--admin-listen` is no slip of a letter but as clear.
    return words.first { text.count >= 3 && $0.hasPrefix(text) }
  }

  /// Insertions, deletions, substitutions and swaps of neighbours between two words.
  package static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
