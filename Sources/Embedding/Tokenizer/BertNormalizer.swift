import Foundation

/// BERT's text cleaning for uncased models: control characters out, white space to spaces, CJK
/// characters apart, accents stripped after canonical decomposition, lower case; then the cut into
/// words, with every punctuation mark a word of its own.
///
/// Source: the WordPiece paper's reference `tokenization.py` and the `tokenizers` library, which
/// decides by Unicode 8 what is a punctuation mark or a format character; so does this.
enum BertNormalizer {
  /// Calls `body` with each normalised word, in UTF-8, and its number of characters.
  static func forEachWord(in text: Substring, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    var word = WordBuffer()
    for character in text.unicodeScalars {
      if character.value < 0x80 {
        takeASCII(UInt8(character.value), &word, body)
      } else {
        takeOther(character, &word, body)
      }
    }
    word.flush(body)
  }

  private static func takeASCII(
    _ byte: UInt8, _ word: inout WordBuffer, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
  ) {
    switch byte {
    case 0x61...0x7A, 0x30...0x39: word.append(byte)
    case 0x41...0x5A: word.append(byte + 0x20)
    case 0x20, 0x09, 0x0A, 0x0D: word.flush(body)
    case 0x00...0x1F, 0x7F: break
    default:
      word.flush(body)
      word.append(byte)
      word.flush(body)
    }
  }

  private static func takeOther(
    _ character: Unicode.Scalar, _ word: inout WordBuffer,
    _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
  ) {
    if isRemoved(character) { return }
    if isIdeograph(character) {
      // Some ideographs decompose to others; none to a space or a mark.
      word.flush(body)
      for part in decomposed(character) { word.append(part) }
      word.flush(body)
      return
    }
    for part in decomposed(character) {
      if isStripped(part) { continue }
      for lower in part.properties.lowercaseMapping.unicodeScalars {
        if lower.properties.isWhitespace {
          word.flush(body)
        } else if isPunctuation(lower) {
          word.flush(body)
          word.append(lower)
          word.flush(body)
        } else {
          word.append(lower)
        }
      }
    }
  }

  /// A mark without width, as Unicode 8 classified it.
  private static func isStripped(_ character: Unicode.Scalar) -> Bool {
    switch character.value {
    case 0x1734, 0x1171E: true
    case 0x1885, 0x1886, 0xA9BD, 0x111C9: false
    default:
      character.properties.generalCategory == .nonspacingMark && isInUnicode8(character)
    }
  }

  private static func decomposed(_ character: Unicode.Scalar) -> [Unicode.Scalar] {
    Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
  }

  private static func isRemoved(_ character: Unicode.Scalar) -> Bool {
    switch character.properties.generalCategory {
    case .control, .privateUse: true
    case .format: isInUnicode8(character)
    default: character.value == 0xFFFD
    }
  }

  static func isPunctuation(_ character: Unicode.Scalar) -> Bool {
    switch character.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      isInUnicode8(character)
    case .mathSymbol, .currencySymbol, .modifierSymbol: character.isASCII
    default: isOldPunctuation(character)
    }
  }

  /// Two characters that were punctuation in Unicode 8 and were reclassified since.
  private static func isOldPunctuation(_ character: Unicode.Scalar) -> Bool {
    character.value == 0x111C9 || character.value == 0x166D
  }

  private static func isInUnicode8(_ character: Unicode.Scalar) -> Bool {
    character.properties.age.map { $0.major <= 8 } ?? false
  }

  /// The blocks that BERT sets apart, as its reference lists them.
  private static func isIdeograph(_ character: Unicode.Scalar) -> Bool {
    switch character.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
      0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}

/// The word that is being collected.
private struct WordBuffer {
  private var bytes: [UInt8] = []
  private var characterCount = 0

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
    characterCount += 1
  }

  mutating func append(_ character: Unicode.Scalar) {
    bytes.append(contentsOf: UTF8.encode(character).unsafelyUnwrapped)
    characterCount += 1
  }

  mutating func flush(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    guard characterCount > 0 else { return }
    bytes.withUnsafeBufferPointer { body($0, characterCount) }
    bytes.removeAll(keepingCapacity: true)
    characterCount = 0
  }
}
