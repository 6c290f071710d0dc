internal import Service

/// Texts that are given as options, or in files.
extension Invocation {
  /// A text file larger than this is a mistake.
  static let textByteCountMax = 16 << 20

  /// The text that `--NAME` says, or the file that `--NAME-file` names.
  func text(_ name: String) throws -> String {
    switch (values.string(name), values.string("\(name)-file")) {
    case (let text?, nil): return text
    case (nil, let path?): return try text(ofFile: path, "\(name) file")
    case (nil, nil): throw UsageError("no \(name); give one with --\(name) or --\(name)-file")
    default: throw UsageError("two \(name)s; give either --\(name) or --\(name)-file")
    }
  }

  /// The pairs of an option that may be repeated; of two with the same name the later one counts.
  func pairs(_ name: String) throws -> [String: String] {
    var pairs: [String: String] = [:]
    for text in strings(name) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw UsageError("'\(text)' is no value for --\(name): write NAME=VALUE")
      }
      pairs[String(parts[0])] = String(parts[1])
    }
    return pairs
  }

  /// - Parameter what: the file is, for errors.
  func text(ofFile path: String, _ what: String) throws -> String {
    let bytes: [UInt8]
    do {
      let file = try DocumentFile(path)
      guard file.byteCount <= Self.textByteCountMax else {
        throw CommandFailure(
          "it has \(file.byteCount) bytes; allowed: at most \(Self.textByteCountMax)")
      }
      bytes = try file.read(upTo: Self.textByteCountMax)
    } catch {
      throw CommandFailure("\(what) '\(path)': \(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("\(what) '\(path)': it is not text in UTF-8")
    }
    return text
  }
}
