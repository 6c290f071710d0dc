internal import Foundation
internal import Memory
internal import Messages
internal import Store

/// How numbers are written for people.
package enum Figures {
  static func decimal(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  /// `850 ms`, `12.3 s`, `4 min 10 s`, `3 h 5 min`.
  static func duration(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    if seconds < 1 { return "\(decimal(seconds * 1000, digits: 0)) ms" }
    if seconds < 60 { return "\(decimal(seconds, digits: 1)) s" }
    let whole = Int(seconds)
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    if whole < 86_400 { return "\(whole / 3600) h \(whole / 60 % 60) min" }
    return "\(whole / 86_400) d \(whole / 3600 % 24) h"
  }

  /// `1 event`, `40 events`: of a log whose chain was verified.
  static func events(_ audit: EventLogAudit) -> String {
    "\(audit.eventCount) \(audit.eventCount == 1 ? "event" : "events"), each as it was written"
  }

  /// `3 sessions with 40 turns, each as it was written`: of sessions whose chains were verified.
  static func sessions(_ audit: SessionAudit) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let rest = "; \(count(audit.unchainedCount, "session")) with turns that are not chained yet"
    return
      "\(count(audit.sessionCount, "session")) with \(count(audit.turnCount, "turn")), each as it was written"
      + (audit.unchainedCount == 0 ? "" : rest)
  }

  /// `12 s`, `4 min 10 s`: a time that is known in whole seconds.
  package static func uptime(seconds: UInt64) -> String {
    seconds < 60 ? "\(seconds) s" : duration(.seconds(Int64(clamping: seconds)))
  }

  /// `2026-02-03 04:05:06` in UTC.
  static func time(milliseconds: Int64) -> String {
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    let text = date.formatted(.iso8601)
    return text.replacingOccurrences(of: "T", with: " ").replacingOccurrences(of: "Z", with: "")
  }

  /// `first token 210 ms · 61.0 tokens/s · 1.62 tokens per step (48 of 95 proposed accepted)`.
  ///
  /// The first token counts from the generation's start, or is `firstToken` after a start of the
  /// caller's.
  static func speed(_ usage: Apus.Inference.V1.Usage, firstToken: Duration? = nil) -> String {
    var parts = [
      "first token \(duration(firstToken ?? .milliseconds(usage.ttftMs)))",
      "\(decimal(usage.decodeTokensPerS, digits: 1)) tokens/s",
    ]
    if let speculation = usage.speculation, speculation.steps > 0 {
      let perStep = Double(usage.completionTokens) / Double(speculation.steps)
      parts.append(
        "\(decimal(perStep, digits: 2)) tokens per step "
          + "(\(speculation.accepted) of \(speculation.proposed) proposed accepted)")
    }
    parts.append("\(usage.promptTokens) tokens read, \(usage.completionTokens) written")
    return parts.joined(separator: " · ")
  }

  /// Who guessed, and how much of it was right.
  static func proposers(_ speculation: Apus.Inference.V1.SpeculationUsage) -> String {
    let parts = speculation.proposers.map { proposer in
      "\(proposer.name) \(proposer.accepted.reduce(0, +)) of \(proposer.proposed.reduce(0, +))"
    }
    return "guesses accepted: \(parts.joined(separator: ", ")) · "
      + "\(speculation.rowsWasted) rows wasted"
  }

  static func model(_ model: Apus.Inference.V1.ModelInfo) -> String {
    "\(model.name) · sha256 \(model.sha256)"
  }
}
