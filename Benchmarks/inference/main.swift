import Compute
import Glibc
import Inference

/// Times of the forward pass alone: decode, batches of several rows, prefill; and of the engine: the
/// first token of a prompt that is new, and of the same again.
/// usage: inference-benchmark MODEL.gguf [THREADS [ROWS|streams|long|prefill|prefix]...]
let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  fatalError("usage: \(arguments[0]) MODEL.gguf [THREADS [ROWS|streams|long|prefill|prefix]...]")
}
let parts = arguments.dropFirst(3)
func wants(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }
let threadCount = arguments.count > 2 ? Int(arguments[2])! : ComputePool.availableCoreCount
let clock = ContinuousClock()

func milliseconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
}

func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

let loadStart = clock.now
let model = try LlamaModel.load(
  path: arguments[1], pool: ComputePool(threadCount: threadCount))
print(
  "load \(rounded(milliseconds(clock.now - loadStart))) ms, \(threadCount) threads,",
  "\(InstructionSet.active), \(model.weightByteCount / 1_000_000) MB of weights")
// Only this thread uses it; freed by the end of the process.
nonisolated(unsafe) let logits = UnsafeMutableBufferPointer<Float>.allocate(
  capacity: 8 * model.vocabularySize)

func forward(_ rows: [BatchRow<KVCache>]) throws {
  let count = rows.reduce(0) { $0 + ($1.wantsLogits ? 1 : 0) } * model.vocabularySize
  try model.forward(rows, logits: UnsafeMutableBufferPointer(rebasing: logits[..<count]))
}

/// Processor time of this process in milliseconds, all threads together, spinning included. With one
/// thread it says what a step costs even on a machine that others keep busy.
func processorMilliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// The median time of `count` batches of `rows` tokens, all of whose logits are wanted, and the least
/// processor time.
func stepTime(rows: Int, sequences: Int, count: Int, context: Int) throws -> (Double, Double) {
  let caches = try (0..<sequences).map { _ in
    try KVCache(model, capacity: context + rows * count + 1)
  }
  for cache in caches where context > 0 {
    try forward(
      (0..<context).map {
        BatchRow<KVCache>(
          cache: cache, token: Int32($0 % 1000 + 100), position: $0, wantsLogits: false)
      })
  }
  var times: [Double] = []
  var leastProcessorTime = Double.infinity
  for _ in 0..<count {
    var batch: [BatchRow<KVCache>] = []
    for cache in caches {
      for row in 0..<rows / sequences {
        batch.append(
          BatchRow<KVCache>(
            cache: cache, token: Int32(row + 200), position: cache.count + row, wantsLogits: true))
      }
    }
    let start = clock.now
    let processorStart = processorMilliseconds()
    try forward(batch)
    leastProcessorTime = min(leastProcessorTime, processorMilliseconds() - processorStart)
    times.append(milliseconds(clock.now - start))
  }
  times.sort()
  return (times[times.count / 2], leastProcessorTime)
}

for rows in [1, 2, 3, 4, 6, 8] where wants("\(rows)") {
  let (median, best) = try stepTime(rows: rows, sequences: 1, count: 64, context: 64)
  print(
    "verify \(rows) rows: \(rounded(median)) ms (processor \(rounded(best))),",
    "\(rounded(Double(rows) * 1e3 / median)) tok/s")
}
if wants("streams") {
  let (median, best) = try stepTime(rows: 8, sequences: 8, count: 64, context: 64)
  print(
    "8 streams: \(rounded(median)) ms (processor \(rounded(best))), \(rounded(8e3 / median)) tok/s")
}
if wants("long") {
  let (median, best) = try stepTime(rows: 1, sequences: 1, count: 32, context: 500)
  print("decode at 500 tokens of context: \(rounded(median)) ms (processor \(rounded(best)))")
}

for chunk in [64, 256, 512] where wants("prefill") {
  var best = Double.infinity
  var processor = Double.infinity
  for _ in 0..<3 {
    let cache = try KVCache(model, capacity: 512)
    let start = clock.now
    let processorStart = processorMilliseconds()
    for begin in stride(from: 0, to: 512, by: chunk) {
      try forward(
        (begin..<begin + chunk).map {
          BatchRow<KVCache>(
            cache: cache, token: Int32($0 % 1000 + 100), position: $0, wantsLogits: $0 == 511)
        })
    }
    best = min(best, milliseconds(clock.now - start))
    processor = min(processor, processorMilliseconds() - processorStart)
  }
  print(
    "prefill 512 in chunks of \(chunk): \(rounded(best)) ms (processor \(rounded(processor))), \(rounded(512e3 / best)) tok/s"
  )
}

if wants("prefix") { try timesToFirstToken(path: arguments[1], threadCount: threadCount) }
