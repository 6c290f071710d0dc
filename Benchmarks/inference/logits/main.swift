import Compute
import Glibc
import Inference

/// What a model makes of a text, for comparisons; how fast it is, `apus bench inference` says.
///
/// `top` reads prompts, token numbers in a line, and prints the likeliest token after each.
///
/// `cache` compares the formats of keys and values over the text on standard input.
///
/// usage: logits-benchmark MODEL.gguf THREADS top|cache
let arguments = CommandLine.arguments
guard arguments.count == 4, let threadCount = Int(arguments[2]), threadCount > 0,
  ["top", "cache"].contains(arguments[3])
else {
  print("usage: \(arguments[0]) MODEL.gguf THREADS top|cache")
  exit(2)
}

do {
  if arguments[3] == "cache" {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    var bench = try CacheBench(path: arguments[1], threadCount: threadCount)
    try bench.compare(over: text)
    for line in bench.lines { print(line) }
  } else {
    let top = try TopTokens(path: arguments[1], threadCount: threadCount)
    while let line = readLine() {
      let tokens = line.split(separator: " ").compactMap { TokenID($0) }
      print(try top.after(tokens).map(String.init).joined(separator: " "))
    }
  }
} catch {
  print("\(arguments[1]): \(error)")
  exit(1)
}
