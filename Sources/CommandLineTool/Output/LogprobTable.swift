internal import Foundation
internal import Messages

/// How likely each token was, for people.
enum LogprobTable {
  static func write(_ tokens: [Apus.Inference.V1.TokenLogprobs], to console: Console) {
    guard !tokens.isEmpty else { return }
    var table = Table(
      headings: ["TOKEN", "LOGPROB", "PROBABILITY", "LIKELIEST"], rightAligned: [1, 2])
    for token in tokens {
      let chosen = token.token ?? .init()
      table.rows.append([
        quoted(chosen), Figures.decimal(chosen.logprob, digits: 4), percent(chosen),
        token.alternatives.map { "\(quoted($0)) \(percent($0))" }.joined(separator: "  "),
      ])
    }
    console.line()
    table.write(to: console)
  }

  private static func quoted(_ token: Apus.Inference.V1.TokenLogprob) -> String {
    token.text.isEmpty
      ? "token \(token.tokenID)"
      : JSONValue.string(String(decoding: token.text, as: UTF8.self)).text
  }

  private static func percent(_ token: Apus.Inference.V1.TokenLogprob) -> String {
    Figures.decimal(100 * exp(token.logprob), digits: 1) + " %"
  }
}

extension JSONValue {
  static func logprobs(_ token: Apus.Inference.V1.TokenLogprobs) -> JSONValue {
    .fields([
      "token": token.token.map(JSONValue.logprob),
      "alternatives": .array(token.alternatives.map(JSONValue.logprob)),
    ])
  }

  private static func logprob(_ token: Apus.Inference.V1.TokenLogprob) -> JSONValue {
    // A part of a character is no text: its bytes say what it is.
    .fields([
      "id": .integer(Int64(token.tokenID)),
      "text": .string(String(decoding: token.text, as: UTF8.self)),
      "bytes": .array(token.text.map { .integer(Int64($0)) }),
      "logprob": .number(token.logprob),
    ])
  }
}
