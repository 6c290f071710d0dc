internal import Foundation

/// Looks for a text in all files under a folder.
package struct FileSearch {
  /// The files that hold it, relative to the folder.
  package private(set) var found: [String] = []
  /// How much was read.
  package private(set) var byteCount = 0

  package init(_ text: String, in folder: String) throws {
    let needle = Data(text.utf8)
    for name in FileManager.default.enumerator(atPath: folder) ?? .init() {
      // Files come and go while a server runs.
      guard let name = name as? String,
        let content = FileManager.default.contents(atPath: folder + "/" + name)
      else { continue }
      byteCount += content.count
      if content.range(of: needle) != nil { found.append(name) }
    }
  }
}
