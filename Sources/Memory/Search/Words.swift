internal import Foundation

/// The words of a text: the rule that decides what a search finds, the same on every engine, since they
/// are given words and never a text.
///
/// A word is a longest run of letters, digits and marks (Unicode categories L, N and M). Case does not
/// count (ß is ss), nor do accents on Latin and Greek letters, nor characters that nobody sees, such as
/// soft hyphens and joiners. A word of more than `byteCountMax` bytes is left out: no query holds one,
/// because folding at most doubles the bytes of `MemoryLimits.queryByteCountMax`.
package enum Words {
  /// The number of the rule, which indexes carry: one that was made by another rule is made anew. Raise
  /// it with every change, also of the Unicode tables that a new toolchain brings.
  package static let rule = 2
  static let byteCountMax = 2 * MemoryLimits.queryByteCountMax

  private enum Kind {
    case letter
    case mark
    case separator
    case unseen
  }

  /// In order, with repetitions; composed (NFC), without spaces.
  package static func of(_ text: String) -> [String] {
    ofASCII(text) ?? ofScalars(text.decomposedStringWithCanonicalMapping)
  }

  /// Nil when the text holds anything else.
  private static func ofASCII(_ text: String) -> [String]? {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        word.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      case 0x80...: return nil
      default: end(&word, &words)
      }
    }
    end(&word, &words)
    return words
  }

  private static func end(_ word: inout [UInt8], _ words: inout [String]) {
    if !word.isEmpty, word.count <= byteCountMax {
      words.append(String(decoding: word, as: UTF8.self))
    }
    word.removeAll(keepingCapacity: true)
  }

  private static func ofScalars(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var dropsMarks = false
    for scalar in text.unicodeScalars {
      switch kind(of: scalar) {
      case .letter:
        fold(scalar, into: &word)
        dropsMarks = bearsAccents(scalar)
      case .mark:
        if !dropsMarks || !isAccent(scalar) { word.unicodeScalars.append(scalar) }
      case .unseen: break
      case .separator:
        end(&word, &words)
        dropsMarks = false
      }
    }
    end(&word, &words)
    return words
  }

  private static func end(_ word: inout String, _ words: inout [String]) {
    if word.isEmpty { return }
    let isASCII = word.utf8.allSatisfy { $0 < 0x80 }
    let whole = isASCII ? word : word.precomposedStringWithCanonicalMapping
    if whole.utf8.count <= byteCountMax { words.append(whole) }
    word = ""
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    if scalar.isASCII {
      switch UInt8(scalar.value) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        return .letter
      default: return .separator
      }
    }
    // A zero-width space is where a word may end; nothing else that nobody sees says so.
    if scalar == "\u{200B}" { return .separator }
    if scalar.properties.isDefaultIgnorableCodePoint { return .unseen }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .separator
    }
  }

  /// Lower, upper and lower case again: the second brings ς to σ and ß to ss, the first ẞ to ß.
  private static func fold(_ scalar: Unicode.Scalar, into word: inout String) {
    if scalar.isASCII {
      let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
      word.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
    } else if scalar.properties.generalCategory == .otherLetter {
      word.unicodeScalars.append(scalar)  // Of a script without case.
    } else {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars {
        for upper in lower.properties.uppercaseMapping.unicodeScalars {
          word += upper.properties.lowercaseMapping
        }
      }
    }
  }

  /// Letters whose accents do not count: Latin and Greek ones, and digits.
  private static func bearsAccents(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x24F, 0x370...0x3FF, 0x1E00...0x1FFF, 0x2C60...0x2C7F, 0xA720...0xA7FF: true
    default: false
    }
  }

  /// In the Unicode blocks of combining diacritical marks.
  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    default: false
    }
  }
}
