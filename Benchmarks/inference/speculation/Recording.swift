import Inference

/// A prompt and the model's greedy answer to it, from which speculation is replayed.
struct Recording {
  var category: String
  var prompt: [TokenID]
  var answer: [TokenID]

  private static func words(_ tokens: [TokenID]) -> String {
    tokens.map(String.init).joined(separator: " ")
  }

  static func write(_ recordings: [Recording], to path: String) throws {
    let lines = recordings.map { "\($0.category)\t\(words($0.prompt))\t\(words($0.answer))\n" }
    try TextFile.write(lines.joined(), to: path)
  }

  static func read(_ path: String) throws -> [Recording] {
    try TextFile.read(path).split(separator: "\n").map { line in
      let fields = line.split(separator: "\t")
      let tokens = fields.dropFirst().map { $0.split(separator: " ").compactMap { TokenID($0) } }
      guard tokens.count == 2 else {
        throw TextFile.Failure(description: "'\(path)' is no recording; record it again")
      }
      return Recording(category: String(fields[0]), prompt: tokens[0], answer: tokens[1])
    }
  }
}
