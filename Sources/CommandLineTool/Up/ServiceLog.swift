internal import Foundation

/// The log file of a service that `apus up` started.
enum ServiceLog {
  /// A log that is larger than this at start is set aside as `.1`, which replaces the one before.
  static let byteCountMax = 16 << 20

  static func rotate(_ path: String) {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber
    guard let size, size.intValue > byteCountMax else { return }
    try? FileManager.default.removeItem(atPath: path + ".1")
    try? FileManager.default.moveItem(atPath: path, toPath: path + ".1")
  }

  /// The last lines, for people, each behind a bar.
  static func tail(_ path: String, lineCount: Int = 8) -> String {
    guard let file = FileHandle(forReadingAtPath: path) else { return "  (no log at \(path))" }
    defer { try? file.close() }
    let end = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: end - min(end, 16 << 10))
    let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    let lines = text.split(separator: "\n").suffix(lineCount)
    return lines.isEmpty
      ? "  (its log is empty)" : lines.map { "  | \($0)" }.joined(separator: "\n")
  }
}
