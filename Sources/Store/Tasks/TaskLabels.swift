/// What a task asks of a worker, or what a worker has: a set of words such as `gpu` and `region=eu`.
///
/// At most 32 labels of at most 64 bytes, of printable ASCII without space and comma.
package struct TaskLabels: Sendable, Hashable, CustomStringConvertible {
  package static let countMax = 32
  package static let byteCountMax = 64
  package static let none = TaskLabels(sorted: [])

  /// Sorted, each once.
  package let labels: [String]

  package init(_ labels: some Sequence<String>) throws(StoreError) {
    let sorted = Set(labels).sorted()
    guard sorted.count <= Self.countMax else {
      throw StoreError(
        .invalid, "\(sorted.count) labels are too many: give at most \(Self.countMax)")
    }
    if let wrong = sorted.first(where: { !Self.isLabel($0) }) {
      throw StoreError(
        .invalid,
        "'\(wrong.prefix(Self.byteCountMax))' is no label: write 1 to \(Self.byteCountMax) printable "
          + "ASCII characters without space and comma")
    }
    self.init(sorted: sorted)
  }

  /// From the words that a database keeps.
  init(text: String) {
    self.init(sorted: text.split(separator: ",").map(String.init))
  }

  private init(sorted: [String]) {
    labels = sorted
  }

  /// One text for one set.
  package var description: String { labels.joined(separator: ",") }

  /// The labels that `worker` lacks.
  package func missing(in worker: TaskLabels) -> [String] {
    labels.filter { !worker.labels.contains($0) }
  }

  private static func isLabel(_ text: String) -> Bool {
    (1...byteCountMax).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ",") }
  }
}
