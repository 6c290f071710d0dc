internal import Foundation
internal import Glibc
internal import Messages

/// A file to ingest.
struct FoundDocument: Sendable, Hashable {
  var path: String
  var contentType: Apus.Retrieval.V1.ContentType
  var isGzip: Bool

  init(path: String) {
    self.path = path
    contentType = DocumentFinder.contentType(path)
    isGzip = path.hasSuffix(".gz")
  }
}

/// A path that is not sent, and why.
struct PathProblem: Sendable, Hashable {
  var path: String
  var reason: String
}

/// Finds the documents of paths: files as they are named, folders through and through.
///
/// In folders, what is not .txt, .md or .html (with .gz or without) is left out, and so is what
/// begins with a dot or an underscore: version control, and what documentation tools keep aside.
/// A link to a file is read as a file of the link's name. A link to a folder is not followed, so
/// that no walk goes in circles or leaves the folder that was named. Nothing else is passed over in
/// silence.
struct DocumentFinder: Sendable {
  /// More than this is a mistake, such as the root of a disk.
  static let documentCountMax = 1_000_000

  /// In the order of the paths, sorted within each.
  private(set) var documents: [FoundDocument] = []
  /// Meant to be documents, and cannot be read.
  private(set) var refused: [PathProblem] = []
  /// Met in folders, and no documents.
  private(set) var skipped: [PathProblem] = []

  private let excluded: Set<String>
  private var seen: Set<String> = []

  /// Throws when a path leads nowhere or to far too much.
  init(_ paths: [String], excluding names: Set<String>) throws(CommandFailure) {
    excluded = names
    for path in paths {
      let standardPath = URL(fileURLWithPath: path).standardizedFileURL.path
      let kind: FileKind
      do {
        kind = try FileKind.following(standardPath)
      } catch {
        throw CommandFailure("there is no file or folder '\(path)' (\(error))")
      }
      var files: [String] = []
      if kind == .folder {
        try walk(standardPath, &files)
      } else if let refusal = kind.refusal {
        refused.append(PathProblem(path: standardPath, reason: refusal))
      } else {
        files = [standardPath]
      }
      for file in files.sorted() where !excluded.contains((file as NSString).lastPathComponent) {
        if seen.insert(file).inserted { documents.append(FoundDocument(path: file)) }
      }
    }
  }

  private mutating func walk(_ folder: String, _ files: inout [String]) throws(CommandFailure) {
    let names: [[UInt8]]
    do {
      names = try Self.names(in: folder)
    } catch {
      let reason = "cannot be listed: \(error); check its permissions"
      return refused.append(PathProblem(path: folder, reason: reason))
    }
    for bytes in names where ![UInt8(ascii: "."), UInt8(ascii: "_")].contains(bytes[0]) {
      guard let name = String(validating: bytes, as: UTF8.self) else {
        refuseName(bytes, in: folder)
        continue
      }
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      try visit(path, name, &files)
      guard seen.count + files.count + refused.count + skipped.count <= Self.documentCountMax else {
        throw CommandFailure(
          "'\(folder)' and what was named with it hold more than \(Self.documentCountMax) "
            + "documents; name a smaller folder")
      }
    }
  }

  private mutating func visit(
    _ path: String, _ name: String, _ files: inout [String]
  ) throws(CommandFailure) {
    let mayBeDocument = Self.contentType(name) != .unspecified && !excluded.contains(name)
    // What vanished between the listing and here is as if it had gone before.
    guard let kind = try? FileKind.of(path) else { return }
    switch kind {
    case .folder: try walk(path, &files)
    case .regular:
      if mayBeDocument { files.append(path) }
    case .link:
      switch try? FileKind.following(path) {
      case .regular?:
        if mayBeDocument { files.append(path) }
      case .folder?: skip(path, "is a link to a folder, which is not followed; name it by itself")
      case let target?:
        if mayBeDocument, let refusal = target.refusal { skip(path, refusal) }
      case nil:
        if mayBeDocument { skip(path, "is a link that leads nowhere; mend or remove it") }
      }
    case .fifo, .socket, .device:
      if mayBeDocument, let refusal = kind.refusal { skip(path, refusal) }
    }
  }

  private mutating func skip(_ path: String, _ reason: String) {
    skipped.append(PathProblem(path: path, reason: reason))
  }

  /// A document is known by its path, which the API takes in UTF-8 only. A folder of such a name is
  /// refused too: there may be documents in it.
  private mutating func refuseName(_ bytes: [UInt8], in folder: String) {
    let path = Array("\(folder)/".utf8) + bytes + [0]
    let isFolder = (try? FileKind.of(path.map { CChar(bitPattern: $0) })) == .folder
    let ending = Self.contentType(String(decoding: bytes, as: UTF8.self))
    guard isFolder || ending != .unspecified else { return }
    let name = bytes.map { byte in
      (0x20..<0x7F).contains(byte)
        ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
    refused.append(
      PathProblem(path: "\(folder)/\(name)", reason: "has a name that is not UTF-8; rename it"))
  }

  /// The names in a folder, as the file system holds them.
  private static func names(in folder: String) throws(SystemError) -> [[UInt8]] {
    guard let directory = opendir(folder) else { throw SystemError() }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        if errno != 0 { throw SystemError() }
        return names
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
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
