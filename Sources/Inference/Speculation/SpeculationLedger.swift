/// What proposals cost and what they brought, in seconds of the engine.
///
/// The invariant: since the engine started, proposals cost at most one part in a hundred of the time
/// spent decoding and `creditMin` more than they saved. A row is afforded only where that would
/// still hold if it brought nothing, so neither a wrong estimate nor a hostile text can break it.
/// What was saved long ago does not pay for losses without end: the balance is bounded above.
package struct SpeculationLedger: Sendable, Equatable {
  /// The part of decoding time that may be lost.
  package static let lossMax = 0.01
  /// Seconds that may be lost before any time has passed, so that the first proposals can be tried.
  package static let creditMin = 0.05
  /// No more than this is kept of what was saved.
  package static let balanceMax = 0.2

  package private(set) var balance = Self.creditMin

  package init() {}

  /// Whether `seconds` more may be spent on rows that may all be wrong.
  package func affords(_ seconds: Double) -> Bool { seconds <= balance }

  /// A step took `seconds`, `extra` of which for proposed tokens, and those that were accepted saved
  /// `saved`.
  package mutating func stepped(seconds: Double, extra: Double, saved: Double) {
    balance = min(balance + Self.lossMax * seconds + saved - extra, Self.balanceMax)
  }
}
