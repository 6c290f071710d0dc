import Foundation

/// The checkout that these tests were built from, as a list of its files.
struct Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Built, fetched or written at run time; never part of the repository.
  static let ignoredDirectories: Set<String> = [".git", ".build", ".cache", ".apus", "__pycache__"]

  /// Paths of all files, relative to the root.
  static let files: [String] = {
    guard let walker = FileManager.default.enumerator(atPath: root.path) else { return [] }
    var files: [String] = []
    for case let path as String in walker {
      if ignoredDirectories.contains((path as NSString).lastPathComponent) {
        walker.skipDescendants()
        continue
      }
      var isDirectory: ObjCBool = false
      let full = root.appending(path: path).path
      if FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory),
        !isDirectory.boolValue
      {
        files.append(path)
      }
    }
    return files.sorted()
  }()

  static func files(under folder: String, ending: String) -> [String] {
    files.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(ending) }
  }

  /// The text of a file; nil when it is not text.
  static func text(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: root.appending(path: path).path) else {
      return nil
    }
    return String(data: data, encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// The names directly inside a folder; "" is the root.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path).sorted()
  }

  /// Written by protoc-gen-apus, and marked so in its first line.
  static func isGenerated(_ path: String) -> Bool { path.hasSuffix(".pb.swift") }
}
