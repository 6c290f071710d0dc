internal import Messages

/// Writes an answer as it comes, then its sources and figures.
struct AnswerTranscript {
  private let console: Console
  private let showsSteps: Bool
  private var attempt: UInt32 = 0
  /// Text of the current attempt has been written and its line is open.
  private var isLineOpen = false
  private var writtenText = ""
  private let start = ContinuousClock.now
  /// From the question to the first text of the answer: plan, searches and analyses included.
  private var firstToken: Duration?

  init(console: Console, showsSteps: Bool) {
    self.console = console
    self.showsSteps = showsSteps
  }

  mutating func eventRecorded(_ event: Apus.Orchestrator.V1.RunEvent) {
    guard showsSteps else { return }
    closeLine()
    let step = event.stepID.isEmpty ? "" : " \(event.stepID)"
    let summary = event.summary.isEmpty ? "" : ": \(event.summary.printable)"
    console.line(console.styled("· \(event.type)\(step)\(summary)", .dim))
  }

  mutating func tokensArrived(_ tokens: Apus.Orchestrator.V1.TokenDelta) {
    if tokens.attempt != attempt {
      if !writtenText.isEmpty {
        closeLine()
        console.line(
          console.styled("(attempt \(tokens.attempt): the answer begins again)", .yellow))
      }
      attempt = tokens.attempt
      writtenText = ""
    }
    guard !tokens.text.isEmpty else { return }
    if firstToken == nil { firstToken = ContinuousClock.now - start }
    if !isLineOpen { console.line() }
    console.write(tokens.text.printable)
    writtenText += tokens.text
    isLineOpen = true
  }

  /// The run has ended: what was not streamed, the sources and the figures.
  mutating func ended(_ run: Apus.Orchestrator.V1.Run) {
    guard let report = run.report else { return closeLine() }
    let answer = report.answer
    if writtenText.trimmed() != answer.trimmed() {
      // Nothing was streamed, or what was streamed is not the text that was recorded.
      closeLine()
      console.line("\n" + answer.printable)
    }
    closeLine()
    writeSources(report.sources)
    writeFigures(report)
  }

  private mutating func closeLine() {
    if isLineOpen { console.line() }
    isLineOpen = false
  }

  private func writeSources(_ sources: [Apus.Orchestrator.V1.Source]) {
    console.line()
    guard !sources.isEmpty else {
      return console.line(console.styled("no sources: nothing in the documents matches", .yellow))
    }
    console.line(console.styled("sources", .bold))
    for source in sources {
      // The outermost heading of a page is its title.
      let section =
        source.section.first == source.documentTitle
        ? source.section : [source.documentTitle] + source.section
      let cosine = source.cosine.map { ", cosine \(Figures.decimal(Double($0), digits: 2))" } ?? ""
      console.line(
        "  [\(source.number)] " + section.joined(separator: " › ").printable
          + console.styled(
            "  (score \(Figures.decimal(source.score, digits: 4))\(cosine)) "
              + source.documentUri.printable, .dim))
    }
  }

  private func writeFigures(_ report: Apus.Orchestrator.V1.Report) {
    guard let usage = report.synthesisUsage else { return }
    console.line()
    console.line(console.styled("figures", .bold))
    console.line("  " + Figures.speed(usage, firstToken: firstToken))
    if let model = report.model { console.line("  model " + Figures.model(model)) }
  }
}

extension String {
  func trimmed() -> String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
