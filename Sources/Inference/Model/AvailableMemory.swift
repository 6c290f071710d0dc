import Glibc

/// How much memory this process may still take, and whose bound that is.
///
/// The least of what the kernel could give without swapping (`MemAvailable`, proc(5)) and of what the control
/// groups of the process leave: their limit, less what they use and could not drop again (inactive file pages,
/// as Kubernetes counts a working set). Read from cgroup v2's files, or v1's where there is no v2.
package struct AvailableMemory: Sendable, Equatable {
  package let byteCount: Int
  /// For messages.
  package let source: String

  package init(byteCount: Int, source: String) {
    self.byteCount = byteCount
    self.source = source
  }

  /// Nil where the system says nothing. `root` is put in front of every path.
  package static func now(root: String = "") -> AvailableMemory? {
    var least: AvailableMemory?
    func consider(_ byteCount: Int?, _ source: String) {
      guard let byteCount, byteCount < least?.byteCount ?? Int.max else { return }
      least = AvailableMemory(byteCount: byteCount, source: source)
    }
    let kibibytes = number(after: "MemAvailable:", in: text(of: root + "/proc/meminfo"))
    consider(kibibytes.map { $0 * 1024 }, "available on this machine")
    for line in lines(text(of: root + "/proc/self/cgroup")) {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let files: ControlGroupFiles
      if fields[0] == "0" {
        files = .version2
      } else if fields[1].split(separator: ",").contains("memory") {
        files = .version1
      } else {
        continue
      }
      // A group is bound by all above it. Inside a container the path may be one of outside: its own is the root.
      var path = String(fields[2])
      while true {
        consider(files.room(in: root + files.folder + path), "left by the control group's limit")
        guard let slash = path.lastIndex(of: "/"), path != "/" else { break }
        path = slash == path.startIndex ? "/" : String(path[..<slash])
      }
    }
    return least
  }

  /// What is left once others have taken `byteCount` bytes that are promised to them.
  package func without(_ byteCount: Int) -> AvailableMemory {
    AvailableMemory(byteCount: max(0, self.byteCount - byteCount), source: source)
  }

  /// Throws where a model's weights, and the keys and values of `cacheTokenCount` tokens, need more.
  func check(
    holdsWeights weightByteCount: Int, cache cacheByteCount: Int, ofTokens cacheTokenCount: Int,
    for path: String
  ) throws(ModelError) {
    guard weightByteCount + cacheByteCount > byteCount else { return }
    let weights = "'\(path)': its weights take \(Self.mebibytes(weightByteCount)) MiB of memory"
    let left = "\(Self.mebibytes(byteCount)) MiB are \(source)"
    guard cacheByteCount > 0, weightByteCount <= byteCount else {
      throw ModelError(
        .outOfMemory,
        "\(weights), and \(left); use a smaller model or quantisation, or make room")
    }
    throw ModelError(
      .outOfMemory,
      "\(weights) and the keys and values of \(cacheTokenCount) tokens "
        + "\(Self.mebibytes(cacheByteCount)) MiB, and \(left); hold fewer tokens (--kv-tokens), in "
        + "bytes (--kv-cache q8_0), or use a smaller model")
  }

  private static func mebibytes(_ byteCount: Int) -> Int { (byteCount + (1 << 20) - 1) >> 20 }

  /// A small file of the kernel's; empty where there is none.
  fileprivate static func text(of path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    return String(unsafeUninitializedCapacity: 1 << 16) { buffer in
      max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
  }

  fileprivate static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  /// The number behind a word at the beginning of a line.
  fileprivate static func number(after word: String, in text: String) -> Int? {
    for line in lines(text) {
      let words = line.split(separator: " ")
      if words.count > 1, words[0] == word { return Int(words[1]) }
    }
    return nil
  }
}

/// Where a control group keeps its figures.
private struct ControlGroupFiles {
  let folder: String
  let limit: String
  let usage: String

  static let version2 = ControlGroupFiles(
    folder: "/sys/fs/cgroup", limit: "memory.max", usage: "memory.current")
  static let version1 = ControlGroupFiles(
    folder: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes",
    usage: "memory.usage_in_bytes")

  /// Nil where there is no limit ("max", or in version 1 a number beyond any memory).
  func room(in group: String) -> Int? {
    func number(_ file: String) -> Int? {
      AvailableMemory.lines(AvailableMemory.text(of: group + "/" + file)).first.flatMap { Int($0) }
    }
    guard let limit = number(limit), limit < 1 << 60, let usage = number(usage) else { return nil }
    let statistics = AvailableMemory.text(of: group + "/memory.stat")
    let droppable = AvailableMemory.number(after: "inactive_file", in: statistics) ?? 0
    return max(0, limit - usage + min(droppable, usage))
  }
}
