internal import Foundation

/// Inputs that are kept: real traffic, and what fuzzing found worth keeping.
package enum Corpus {
  /// The inputs for a target, one in each file, in the order of their names.
  package static func inputs(for target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Corpus/\(target.rawValue)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }
}
