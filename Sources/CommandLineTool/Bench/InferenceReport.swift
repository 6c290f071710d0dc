/// What `apus bench inference` found.
struct InferenceReport: Sendable {
  /// The times of something for so many rows, streams or tokens.
  struct Entry: Sendable {
    var count: Int
    var times: Times
  }

  var modelName: String
  /// Bytes of packed weights: what decoding one token reads.
  var weightByteCount: Int
  var instructions: String
  var threadCount: Int
  var roundCount: Int
  /// Tokens of a prompt.
  var promptCount: Int
  var loadTime: Duration
  /// The largest resident size while passes ran.
  var memoryByteCountMax = 0
  /// By rows.
  var steps: [Entry] = []
  /// A row behind a long context; the count is that of the context.
  var longStep: Entry?
  /// By streams.
  var streams: [Entry] = []
  /// By the size of the pieces in which the prompt was read.
  var prompts: [Entry] = []
  var decodeTokensPerSecond: Double?
  /// Of a prompt that was new to the engine, and of the same again.
  var firstTokenTime: Duration?
  var repeatedFirstTokenTime: Duration?
}

extension InferenceReport {
  var json: JSONValue {
    func milliseconds(_ duration: Duration) -> JSONValue { .number(duration / .milliseconds(1)) }
    func entries(_ entries: [Entry], _ name: String) -> JSONValue? {
      entries.isEmpty ? nil : .array(entries.map { entry($0, name) })
    }
    func entry(_ entry: Entry, _ name: String) -> JSONValue {
      .object(
        [.init(name: name, value: .integer(Int64(entry.count)))]
          + [
            ("ms", entry.times.median), ("ms_least", entry.times.least),
            ("ms_greatest", entry.times.greatest), ("processor_ms", entry.times.processorTime),
          ].map { .init(name: $0, value: milliseconds($1)) })
    }
    return .fields([
      "model": .string(modelName),
      "weight_bytes": .integer(Int64(weightByteCount)),
      "instructions": .string(instructions),
      "threads": .integer(Int64(threadCount)),
      "rounds": .integer(Int64(roundCount)),
      "prompt_tokens": .integer(Int64(promptCount)),
      "load_ms": milliseconds(loadTime),
      "memory_bytes_max": .integer(Int64(memoryByteCountMax)),
      "decode_tokens_per_s": decodeTokensPerSecond.map(JSONValue.number),
      "first_token_ms": firstTokenTime.map(milliseconds),
      "repeated_first_token_ms": repeatedFirstTokenTime.map(milliseconds),
      "steps": entries(steps, "rows"),
      "long_step": longStep.map { entry($0, "context") },
      "streams": entries(streams, "streams"),
      "prompts": entries(prompts, "piece"),
    ])
  }
}

/// For people.
extension InferenceReport {
  func write(to console: Console) {
    console.line(console.styled(modelName, .bold))
    console.line(
      "\(megabytes(weightByteCount)) of weights · \(instructions) · "
        + "\(threadCount) thread\(threadCount == 1 ? "" : "s") · medians of \(roundCount)")
    console.line()
    let width = summary.map(\.name.count).max() ?? 0
    for (name, value) in summary { console.line("\(name.padded(to: width))  \(value)") }
    for table in [stepTable, streamTable, promptTable].compactMap(\.self) {
      console.line()
      table.write(to: console)
    }
  }

  private var summary: [(name: String, value: String)] {
    let rows: [(String, String?)] = [
      ("loading", milliseconds(loadTime)),
      ("memory at most", megabytes(memoryByteCountMax)),
      ("decoding", decodeTokensPerSecond.map { "\(Figures.decimal($0, digits: 1)) tokens/s" }),
      ("first token of \(promptCount)", firstTokenTime.map(milliseconds)),
      ("of the same again", repeatedFirstTokenTime.map(milliseconds)),
    ]
    return rows.compactMap { name, value in value.map { (name, $0) } }
  }

  private var stepTable: Table? {
    guard let one = steps.first?.times.median else { return nil }
    var table = Table(
      headings: ["ROWS", "STEP", "RANGE", "STEPS OF ONE", "TOKENS/S"],
      rightAligned: [0, 1, 2, 3, 4])
    for step in steps {
      table.rows.append([
        String(step.count), milliseconds(step.times.median), range(step.times),
        Figures.decimal(step.times.median / one, digits: 2), rate(step.count, step.times.median),
      ])
    }
    if let longStep {
      table.rows.append([
        "1 behind \(longStep.count)", milliseconds(longStep.times.median), range(longStep.times),
        Figures.decimal(longStep.times.median / one, digits: 2), rate(1, longStep.times.median),
      ])
    }
    return table
  }

  private var streamTable: Table? {
    guard !streams.isEmpty else { return nil }
    var table = Table(
      headings: ["STREAMS", "STEP", "RANGE", "TOKENS/S", "OF EACH"], rightAligned: [0, 1, 2, 3, 4])
    for entry in streams {
      table.rows.append([
        String(entry.count), milliseconds(entry.times.median), range(entry.times),
        rate(entry.count, entry.times.median), rate(1, entry.times.median),
      ])
    }
    return table
  }

  private var promptTable: Table? {
    guard !prompts.isEmpty else { return nil }
    var table = Table(
      headings: ["PROMPT", "IN PIECES OF", "TIME", "RANGE", "TOKENS/S"],
      rightAligned: [0, 1, 2, 3, 4])
    for entry in prompts {
      table.rows.append([
        String(promptCount), String(entry.count), milliseconds(entry.times.median),
        range(entry.times), rate(promptCount, entry.times.median),
      ])
    }
    return table
  }

  private func milliseconds(_ duration: Duration) -> String {
    let value = duration / .milliseconds(1)
    return "\(Figures.decimal(value, digits: value < 100 ? 2 : 0)) ms"
  }

  private func range(_ times: Times) -> String {
    let (least, greatest) = (times.least / .milliseconds(1), times.greatest / .milliseconds(1))
    return
      "\(Figures.decimal(least, digits: least < 100 ? 2 : 0))–"
      + Figures.decimal(greatest, digits: greatest < 100 ? 2 : 0)
  }

  private func rate(_ tokenCount: Int, _ duration: Duration) -> String {
    Figures.decimal(Double(tokenCount) / (duration / .seconds(1)), digits: 0)
  }

  private func megabytes(_ byteCount: Int) -> String {
    "\(Figures.decimal(Double(byteCount) / 1_048_576, digits: 0)) MiB"
  }
}
