import Glibc

/// A conversation to measure: what the user says, turn by turn.
struct BenchmarkPrompt {
  var category: String
  var turns: [String]

  /// Reads prompts that are separated by U+001E, their category and turns by U+001F.
  static func read(_ path: String) throws -> [BenchmarkPrompt] {
    try TextFile.read(path).split(separator: "\u{1E}").map { record in
      let fields = record.split(separator: "\u{1F}", omittingEmptySubsequences: false)
      return BenchmarkPrompt(
        category: String(fields[0]), turns: fields.dropFirst().map(String.init))
    }
  }
}

enum TextFile {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static func read(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Failure(description: "cannot read '\(path)'") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Failure(description: "cannot write '\(path)'") }
    defer { fclose(file) }
    guard fputs(text, file) >= 0 else { throw Failure(description: "cannot write '\(path)'") }
  }
}
