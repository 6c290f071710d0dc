/// What speculation did for one request, or for all.
package struct SpeculationCounters: Sendable, Equatable {
  /// Decoding steps: passes of the model that chose at least one token.
  package var steps = 0
  /// Tokens proposed for verification.
  package var proposed = 0
  /// Proposed tokens that the model agreed with.
  package var accepted = 0

  package init() {}
}
