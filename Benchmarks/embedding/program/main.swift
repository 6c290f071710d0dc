import Embedding
import Glibc

/// Embeds what it is told to, and says how long that took: our side of compare.py.
///
/// usage: embedding-benchmark MODEL_FOLDER THREADS
///
/// Takes a command a line, and answers each with a line:
///   tokens TEXT     the ids of the text's pieces, without their frame
///   vectors TEXTS   the vectors: numbers between spaces, vectors between tabs
///   time TEXTS      seconds elapsed and seconds of all threads
/// where TEXTS are ids between spaces, texts between tabs.
struct Bench {
  let model: EmbeddingModel

  func answer(_ command: Substring, _ argument: Substring) -> String {
    switch command {
    case "tokens":
      return Self.line(model.tokenizer.pieces(of: argument))
    case "vectors":
      return model.embed(tokens: Self.texts(argument)).map(Self.line).joined(separator: "\t")
    case "time":
      let texts = Self.texts(argument)
      let (start, used) = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
      _ = model.embed(tokens: texts)
      let elapsed = Self.seconds(CLOCK_MONOTONIC) - start
      return "\(elapsed) \(Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - used)"
    default:
      fatalError("'\(command)' is no command")
    }
  }

  private static func line<T>(_ numbers: [T]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }

  private static func texts(_ argument: Substring) -> [[Int32]] {
    argument.split(separator: "\t").map { $0.split(separator: " ").compactMap { Int32($0) } }
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

guard CommandLine.arguments.count == 3, let threadCount = Int(CommandLine.arguments[2]) else {
  print("usage: \(CommandLine.arguments[0]) MODEL_FOLDER THREADS")
  exit(2)
}
do {
  let model = try EmbeddingModel(folder: CommandLine.arguments[1], threadCount: threadCount)
  let bench = Bench(model: model)
  while let line = readLine() {
    let parts = line.split(separator: " ", maxSplits: 1)
    print(bench.answer(parts[0], parts.count > 1 ? parts[1] : ""))
    fflush(nil)
  }
} catch {
  print("\(error)")
  exit(1)
}
