/// Watches text for stop strings, wherever token boundaries fall.
///
/// Text is held back while it could be the beginning of a stop string, at most one byte less than
/// the longest one, and released as soon as it cannot. Matching is on bytes.
package struct StopStringMatcher: Sendable {
  package static let countMax = 16
  package static let byteCountMax = 256

  package struct Outcome: Equatable, Sendable {
    /// Text that is final.
    package var text: String
    /// Whether a stop string was reached; it and what follows are not in any text.
    package var isStopped: Bool

    package init(text: String, isStopped: Bool) {
      self.text = text
      self.isStopped = isStopped
    }
  }

  private let stops: [[UInt8]]
  private var held: [UInt8] = []

  /// - Throws: `GenerationError.invalidParameter` for an empty, overlong or surplus stop string.
  package init(_ stops: [String]) throws(GenerationError) {
    guard stops.count <= Self.countMax else {
      throw .invalidParameter(
        name: "stop", value: "\(stops.count) strings", allowed: "at most \(Self.countMax)")
    }
    for stop in stops where stop.isEmpty || stop.utf8.count > Self.byteCountMax {
      throw .invalidParameter(
        name: "stop", value: "a string of \(stop.utf8.count) bytes",
        allowed: "from 1 to \(Self.byteCountMax) bytes")
    }
    self.stops = stops.map { Array($0.utf8) }
  }

  /// Takes new text in and says what of everything seen became final.
  package mutating func append(_ text: String) -> Outcome {
    guard !stops.isEmpty else { return Outcome(text: text, isStopped: false) }
    held += text.utf8
    if let start = earliestMatch() {
      let text = String(decoding: held[..<start], as: UTF8.self)
      held.removeAll()
      return Outcome(text: text, isStopped: true)
    }
    // The start of a stop string is the start of a scalar, so this never cuts one.
    let heldByteCount = longestPossibleStart()
    let final = held.prefix(held.count - heldByteCount)
    let text = String(decoding: final, as: UTF8.self)
    held.removeFirst(final.count)
    return Outcome(text: text, isStopped: false)
  }

  /// What was held back and is final now that no more text comes.
  package mutating func finish() -> String {
    defer { held.removeAll() }
    return String(decoding: held, as: UTF8.self)
  }

  /// Where the first occurrence of any stop string starts.
  private func earliestMatch() -> Int? {
    for start in held.indices where stops.contains(where: { held[start...].starts(with: $0) }) {
      return start
    }
    return nil
  }

  /// The length of the longest end of `held` that begins a stop string.
  private func longestPossibleStart() -> Int {
    let longest = min(held.count, (stops.map(\.count).max() ?? 1) - 1)
    for length in stride(from: longest, to: 0, by: -1) {
      let suffix = held.suffix(length)
      if stops.contains(where: { $0.count > length && $0.starts(with: suffix) }) { return length }
    }
    return 0
  }
}
