internal import Foundation
internal import Messages

/// A file to ingest.
struct FoundDocument: Sendable, Hashable {
  var path: String
  var byteCount: UInt64
  var contentType: Apus.Retrieval.V1.ContentType
  var isGzip: Bool
}

/// Finds the documents of paths: files as they are named, folders through and through.
///
/// In folders, what is not .txt, .md or .html (with .gz or without) is left out, and so is what
/// begins with a dot or an underscore: version control, and what documentation tools keep aside.
enum DocumentFinder {
  /// More than this is a mistake, such as the root of a disk.
  static let documentCountMax = 1_000_000

  static func find(_ paths: [String], excluding names: Set<String>) throws -> [FoundDocument] {
    var found: [FoundDocument] = []
    var seen: Set<String> = []
    for path in paths {
      let url = URL(fileURLWithPath: path).standardizedFileURL
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
        throw CommandFailure("there is no file or folder '\(path)'")
      }
      let files = isDirectory.boolValue ? try self.files(in: url) : [url.path]
      for file in files where !names.contains((file as NSString).lastPathComponent) {
        guard seen.insert(file).inserted else { continue }
        found.append(document(file))
        guard found.count <= documentCountMax else {
          throw CommandFailure(
            "'\(path)' holds more than \(documentCountMax) documents; name a smaller folder")
        }
      }
    }
    return found
  }

  private static func files(in folder: URL) throws -> [String] {
    guard
      let walker = FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    else { throw CommandFailure("cannot list '\(folder.path)'; check its permissions") }
    var files: [String] = []
    for case let url as URL in walker {
      let name = url.lastPathComponent
      if name.hasPrefix(".") || name.hasPrefix("_") {
        walker.skipDescendants()
        continue
      }
      let isFile = try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      if isFile == true, contentType(name) != .unspecified {
        files.append(url.standardizedFileURL.path)
      }
    }
    return files.sorted()
  }

  private static func document(_ path: String) -> FoundDocument {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
    return FoundDocument(
      path: path, byteCount: size, contentType: contentType(path), isGzip: path.hasSuffix(".gz"))
  }

  /// What the ending says, a final .gz set aside.
  static func contentType(_ path: String) -> Apus.Retrieval.V1.ContentType {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    switch (name as NSString).pathExtension {
    case "txt", "text": return .text
    case "md", "markdown": return .markdown
    case "html", "htm", "xhtml": return .html
    default: return .unspecified
    }
  }
}
