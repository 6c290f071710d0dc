import Compute
import Glibc
import Inference

/// Times of the model's passes, a line for each, in milliseconds; medians, and behind each the least
/// processor time of all threads together, which says what a pass costs even where others keep the
/// machine busy. `peer/steps.cc` prints the same lines for llama.cpp.
///
/// With `top` it reads prompts instead, token numbers in a line, and prints the likeliest token after each.
///
/// `cache` compares the formats of keys and values over the text on standard input.
///
/// usage: inference-benchmark MODEL.gguf [THREADS [ROUNDS [top|cache|load|verify|streams|long|first|repeat|prefill]...]]
let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  print(
    "usage: \(arguments[0]) MODEL.gguf [THREADS [ROUNDS [top|cache|load|verify|streams|long|first|repeat|prefill]...]]"
  )
  exit(2)
}
let threadCount = arguments.count > 2 ? Int(arguments[2]) ?? 1 : ComputePool.availableCoreCount
let roundCount = arguments.count > 3 ? max(Int(arguments[3]) ?? 1, 1) : 64
let parts = arguments.dropFirst(4)
func wants(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }

do {
  if parts.contains("cache") {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    var bench = try CacheBench(path: arguments[1], threadCount: threadCount)
    try bench.compare(over: text)
    for line in bench.lines { print(line) }
    exit(0)
  }
  var bench = try PassBench(
    path: arguments[1], threadCount: threadCount, roundCount: roundCount)
  if parts.contains("top") {
    while let line = readLine() {
      let tokens = line.split(separator: " ").compactMap { TokenID($0) }
      print(try bench.topTokens(tokens).map(String.init).joined(separator: " "))
    }
    exit(0)
  }
  if wants("load") {
    print("load \(milliseconds(bench.loadTime)) \(InstructionSet.active)")
  }
  if wants("verify") {
    for rows in 1...16 { print("verify \(rows) \(try bench.step(rows: rows))") }
  }
  if wants("streams") {
    for count in [1, 2, 4, 8, 16] {
      print("streams \(count) \(try bench.step(rows: 1, sequences: count))")
    }
  }
  if wants("long") { print("long 500 \(try bench.step(rows: 1, context: 500))") }
  if wants("first") { print("first 512 \(try bench.firstToken(promptCount: 512))") }
  if wants("prefill") {
    for chunk in [64, 256, 512] {
      print("prefill \(chunk) \(try bench.firstToken(promptCount: 512, chunk: chunk))")
    }
  }
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  print("memory \(usage.ru_maxrss) KiB")
  if wants("repeat") {
    print("repeat 512 \(try await repeatedPrompt(arguments[1], threadCount: threadCount))")
  }
} catch {
  print("\(arguments[1]): \(error)")
  exit(1)
}
