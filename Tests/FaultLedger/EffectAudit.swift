/// Holds what agents did against what histories say.
package enum EffectAudit {
  /// An event of a run's history, as far as it matters here.
  package struct Event: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case started(attempt: Int)
      case completed(result: String)
    }

    package var step: String
    package var kind: Kind

    package init(_ step: String, _ kind: Kind) {
      self.step = step
      self.kind = kind
    }
  }

  /// What is wrong, by the histories of all runs that the ledger names:
  /// 1. a key had its effect more than once, or an effect was repeated that never was, or brought something else;
  /// 2. a completed step has no effect, or its result is not what the effect brought;
  /// 3. an effect is of a run, a step or an attempt that no history knows.
  package static func violations(
    of effects: [Effect], histories: [String: [Event]]
  ) -> [String] {
    var violations: [String] = []
    var results: [String: String] = [:]
    var done: [String: [String: String]] = [:]
    for effect in effects {
      switch (results[effect.key], effect.isRepeated) {
      case (nil, false):
        results[effect.key] = effect.result
        done[effect.run, default: [:]][effect.step] = effect.result
      case (_?, false): violations.append("\(effect.key) had its effect twice")
      case (nil, true): violations.append("\(effect.key) was repeated and never done")
      case (let result?, true):
        if result != effect.result {
          violations.append("\(effect.key) brought \(effect.result), and \(result) before")
        }
      }
      let isKnown = histories[effect.run, default: []].contains(
        Event(effect.step, .started(attempt: effect.attempt)))
      if !isKnown {
        violations.append(
          "\(effect.key) had an effect in attempt \(effect.attempt), which no history knows")
      }
    }
    for (run, events) in histories {
      for event in events {
        guard case .completed(let result) = event.kind else { continue }
        guard let brought = done[run]?[event.step] else {
          violations.append("\(event.step) of run \(run) is complete and had no effect")
          continue
        }
        if brought != result {
          violations.append("\(event.step) of run \(run) has \(result), and brought \(brought)")
        }
      }
    }
    return violations
  }
}
