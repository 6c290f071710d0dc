/// The comments of a file, found by the path of what they describe.
struct CommentIndex {
  private var comments: [[Int32]: String] = [:]

  init(_ info: Protoc.SourceCodeInfo?) {
    for location in info?.location ?? [] {
      let text = [location.leadingComments, location.trailingComments].compactMap { $0 }
        .map(Self.trimmed).filter { !$0.isEmpty }
      if !text.isEmpty { comments[location.path] = text.joined(separator: "\n\n") }
    }
  }

  /// The comment of a declaration, or the fallback: every public declaration is documented.
  func comment(_ path: [Int32], fallback: String) -> String {
    comments[path] ?? fallback
  }

  /// Takes the space after `//` off every line and blank lines off both ends.
  private static func trimmed(_ comment: String) -> String {
    var lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line.first == " " ? line.dropFirst() : line
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
