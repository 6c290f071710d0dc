/// Lets an answer through as it is written and removes citations of passages that do not exist.
///
/// A citation is `[n]`; it is held back until its bracket closes. Anything else in brackets passes.
package struct CitationFilter: Sendable {
  private let sourceCount: Int
  private var held = ""
  /// The numbers that were cited.
  package private(set) var cited: Set<Int> = []

  /// `sourceCount` passages exist, numbered from 1.
  package init(sourceCount: Int) {
    self.sourceCount = sourceCount
  }

  /// Takes a piece in; returns what may be shown now.
  package mutating func write(_ text: String) -> String {
    var output = ""
    for character in text {
      if held.isEmpty {
        if character == "[" { held = "[" } else { output.append(character) }
        continue
      }
      held.append(character)
      if character == "]" {
        output += closed()
      } else if !(character.isASCII && character.isNumber) || held.count > 5 {
        // No citation after all. A bracket may start one here.
        let isBracket = character == "["
        output += isBracket ? String(held.dropLast()) : held
        held = isBracket ? "[" : ""
      }
    }
    return output
  }

  /// The text has ended: returns what was held back.
  package mutating func finish() -> String {
    defer { held = "" }
    return held
  }

  private mutating func closed() -> String {
    defer { held = "" }
    guard let number = Int(held.dropFirst().dropLast()) else { return held }
    guard (1...max(sourceCount, 1)).contains(number), sourceCount > 0 else { return "" }
    cited.insert(number)
    return held
  }
}
