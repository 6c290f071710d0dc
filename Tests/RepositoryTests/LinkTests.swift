import Foundation
import Testing

@Suite struct LinkTests {
  /// Every relative link of every Markdown page leads to a file, and to a heading where it names one.
  @Test func relativeLinksLeadSomewhere() {
    let pages = Repository.files.filter { $0.hasSuffix(".md") }
    #expect(!pages.isEmpty)
    for page in pages {
      for link in Self.links(in: Repository.text(page) ?? "") {
        if link.contains("://") || link.hasPrefix("mailto:") { continue }
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = (page as NSString).deletingLastPathComponent
        let target =
          parts[0].isEmpty
          ? page
          : ((folder as NSString).appendingPathComponent(String(parts[0])) as NSString)
            .standardizingPath
        #expect(Repository.exists(target), "\(page) links to '\(link)', which is not there")
        if parts.count == 2, target.hasSuffix(".md") {
          let anchors = Self.anchors(in: Repository.text(target) ?? "")
          #expect(anchors.contains(String(parts[1])), "\(page): no heading for '\(link)'")
        }
      }
    }
  }

  /// Targets of `[text](target)` outside of code.
  private static func links(in text: String) -> [String] {
    prose(text).flatMap { line in
      line.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
    }
  }

  /// The anchors of the headings, by the usual rule: lower case, words joined by dashes.
  private static func anchors(in text: String) -> Set<String> {
    Set(
      prose(text).filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
          .replacingOccurrences(of: " ", with: "-")
      })
  }

  private static func prose(_ text: String) -> [Substring] {
    var isCode = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("```") {
        isCode.toggle()
        return false
      }
      return !isCode
    }
  }
}
