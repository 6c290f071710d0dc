/// Lets an answer through as it is written until it begins to repeat itself, and ends it there.
///
/// Small models may fall into a loop. Two signs end the answer: a whole sentence that was written
/// before, word for word, of which nothing is shown; and a few words three times in a row.
package struct RepetitionGuard: Sendable {
  /// Shorter sentences may be repeated: "Yes." says something each time.
  private static let sentenceWordCountMin = 4
  private static let loopWordCounts = 2...16
  private static let loopCount = 3

  /// Every sentence so far, its words joined by single blanks.
  private var sentences: [String] = []
  private var sentence: [String] = []
  private var word = ""
  private var recentWords: [String] = []
  /// Written and not yet shown: it may turn out to be a repetition.
  private var held = ""
  /// The rest of the text is not to be shown.
  private var hasEnded = false
  /// Something was left out.
  package private(set) var hasRepeated = false

  package init() {}

  /// Takes a piece in; returns what may be shown now.
  package mutating func write(_ text: String) -> String {
    var output = ""
    for character in text where !hasEnded {
      held.append(character)
      if character.isWhitespace {
        endWord()
        if character.isNewline || Self.isEnd(sentence.last) { endSentence() }
      } else {
        word.append(character)
      }
      if !hasEnded, isLooping {
        (hasEnded, hasRepeated) = (true, true)
        output += "…"
      }
      if hasEnded {
        held = ""
      } else if !isBlank, !repeatsSoFar {
        output += held
        held = ""
      }
    }
    return output
  }

  /// The text has ended: returns what was held back, unless it says nothing new.
  package mutating func finish() -> String {
    defer {
      held = ""
      hasEnded = true
    }
    let isRepetition = !isBlank && repeatsSoFar
    hasRepeated = hasRepeated || isRepetition
    return isBlank || isRepetition ? "" : held
  }

  private var isBlank: Bool { word.isEmpty && sentence.isEmpty }

  /// Whether the sentence could still become one that was written before.
  private var repeatsSoFar: Bool {
    let text = (word.isEmpty ? sentence : sentence + [word]).joined(separator: " ")
    return sentences.contains { $0.hasPrefix(text) }
  }

  /// Whether the text ends with the same words several times; known at the end of a word.
  private var isLooping: Bool {
    guard word.isEmpty else { return false }
    return Self.loopWordCounts.contains { count in
      let all = recentWords.suffix(count * Self.loopCount)
      guard all.count == count * Self.loopCount else { return false }
      return zip(all, all.dropFirst(count)).allSatisfy { $0 == $1 }
    }
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    sentence.append(word)
    recentWords.append(word)
    word = ""
    let countMax = Self.loopWordCounts.upperBound * Self.loopCount
    if recentWords.count > countMax { recentWords.removeFirst() }
  }

  private mutating func endSentence() {
    let text = sentence.joined(separator: " ")
    if sentence.count >= Self.sentenceWordCountMin {
      hasEnded = sentences.contains(text)
      hasRepeated = hasEnded
      sentences.append(text)
    }
    sentence = []
  }

  private static func isEnd(_ word: String?) -> Bool {
    guard let last = word?.last else { return false }
    return last == "." || last == "!" || last == "?"
  }
}
