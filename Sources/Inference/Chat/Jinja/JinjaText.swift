/// Text that remembers of each character where it came from: the template, or what it was given.
///
/// A chat template mixes turn markers, which it may write, with messages, which may not contain any.
/// Every operation that a template can apply moves characters, and the mark moves with them.
package struct JinjaText: Sendable {
  /// Unicode scalar values; the top bit marks those of content.
  private(set) var characters: [UInt32]
  private static let contentMark: UInt32 = 1 << 31

  init(characters: some Sequence<UInt32>) { self.characters = Array(characters) }

  /// Text of the template, of which control tokens are made.
  init(template text: String) { characters = text.unicodeScalars.map(\.value) }

  /// Text from outside, which stays text whatever it says.
  package init(content text: String) {
    characters = text.unicodeScalars.map { $0.value | Self.contentMark }
  }

  static let empty = JinjaText(characters: [])

  var count: Int { characters.count }
  var isEmpty: Bool { characters.isEmpty }

  /// The text without its marks.
  package var string: String {
    var scalars = String.UnicodeScalarView()
    for index in characters.indices { scalars.append(scalar(at: index)) }
    return String(scalars)
  }

  /// The text for messages: what came from outside is left out.
  var withoutContent: String {
    var scalars = String.UnicodeScalarView()
    for index in characters.indices {
      if characters[index] & Self.contentMark == 0 {
        scalars.append(scalar(at: index))
      } else if scalars.last != "…" {
        scalars.append("…")
      }
    }
    return String(scalars)
  }

  /// Where the text came from the template: ranges of its UTF-8, in ascending order and apart.
  package var templateRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var end = 0
    for index in characters.indices {
      let start = end
      end += UTF8.width(scalar(at: index))
      guard characters[index] & Self.contentMark == 0 else { continue }
      if let last = ranges.last, last.upperBound == start {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }

  /// All of it marked as content.
  var asContent: JinjaText { JinjaText(characters: characters.map { $0 | Self.contentMark }) }

  func scalar(at index: Int) -> Unicode.Scalar {
    // Only scalar values are ever put in.
    Unicode.Scalar(characters[index] & ~Self.contentMark).unsafelyUnwrapped
  }

  subscript(range: Range<Int>) -> JinjaText { JinjaText(characters: characters[range]) }

  mutating func append(_ other: JinjaText) { characters += other.characters }

  /// Each character replaced by `change`'s, which keep its mark.
  func mapScalars(_ change: (Unicode.Scalar) -> String) -> JinjaText {
    var changed: [UInt32] = []
    for index in characters.indices {
      let mark = characters[index] & Self.contentMark
      for scalar in change(self.scalar(at: index)).unicodeScalars {
        changed.append(scalar.value | mark)
      }
    }
    return JinjaText(characters: changed)
  }

  /// Where `other` next occurs; found in linear time, after Knuth, Morris and Pratt.
  func firstIndex(of other: JinjaText, from start: Int = 0) -> Int? {
    guard !other.isEmpty else { return start }
    // How much of `other` is also its beginning, where each of its beginnings ends.
    var borders = [0]
    var length = 0
    for index in 1..<max(1, other.count) {
      while length > 0, other.scalar(at: index) != other.scalar(at: length) {
        length = borders[length - 1]
      }
      if other.scalar(at: index) == other.scalar(at: length) { length += 1 }
      borders.append(length)
    }
    length = 0
    for index in start..<count {
      while length > 0, scalar(at: index) != other.scalar(at: length) {
        length = borders[length - 1]
      }
      if scalar(at: index) == other.scalar(at: length) { length += 1 }
      if length == other.count { return index + 1 - length }
    }
    return nil
  }

  func hasPrefix(_ other: JinjaText, at start: Int = 0) -> Bool {
    guard start >= 0, other.count <= count - start else { return false }
    return other.characters.indices.allSatisfy {
      (characters[start + $0] ^ other.characters[$0]) & ~Self.contentMark == 0
    }
  }

  /// Without the characters at either end that `isStripped` tells.
  func stripped(
    start: Bool, end: Bool, where isStripped: (Unicode.Scalar) -> Bool
  ) -> JinjaText {
    var range = 0..<count
    while start, let first = range.first, isStripped(scalar(at: first)) {
      range = range.dropFirst()
    }
    while end, let last = range.last, isStripped(scalar(at: last)) { range = range.dropLast() }
    return self[range]
  }
}

/// Marks do not count when texts are compared.
extension JinjaText: Hashable, Comparable {
  package static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.hasPrefix(right)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.characters.lazy.map { $0 & ~contentMark }
      .lexicographicallyPrecedes(right.characters.lazy.map { $0 & ~contentMark })
  }

  package func hash(into hasher: inout Hasher) {
    for character in characters { hasher.combine(character & ~Self.contentMark) }
  }
}
