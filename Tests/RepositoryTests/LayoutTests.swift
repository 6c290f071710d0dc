import Foundation
import Testing

@Suite struct LayoutTests {
  /// What the top level may hold, each for a reason that the design states.
  static let topLevel: Set<String> = [
    ".ci", ".gitignore", ".swift-format", "Benchmarks", "LICENSE", "Makefile", "Package.swift",
    "Protos", "README.md", "CHANGELOG.md", "Sources", "Tests", "docs", "helm", "k8s", "scripts",
  ]

  @Test func theTopLevelIsTheOneOfTheDesign() throws {
    let names = try Repository.names(in: "")
      .filter { !Repository.ignoredDirectories.contains($0) && !$0.hasSuffix(".log") }
    #expect(Set(names).subtracting(Self.topLevel) == [])
    #expect(Set(["Makefile", "Package.swift", "Sources", "Tests"]).isSubset(of: names))
  }

  @Test func noSourceFileIsLongerThanFiveHundredLines() {
    let sources =
      Repository.files(under: "Sources", ending: ".swift")
      + Repository.files(under: "Tests", ending: ".swift")
      + Repository.files(under: "scripts", ending: ".py")
      + Repository.files(under: "Sources", ending: ".c")
    #expect(sources.count > 50)
    for path in sources where !Repository.isGenerated(path) {
      let lineCount = Repository.text(path)?.split(
        separator: "\n", omittingEmptySubsequences: false
      ).count
      #expect(
        lineCount ?? 0 <= 501, "\(path) has \(lineCount ?? 0) lines; split it by its subjects")
    }
  }

  @Test func noFolderIsNamedAfterNothing() {
    let forbidden: Set<String> = ["Helpers", "Managers", "Utils", "Utilities", "Common", "Misc"]
    for path in Repository.files(under: "Sources", ending: ".swift") {
      let folders = Set(path.split(separator: "/").dropLast().map(String.init))
      #expect(folders.isDisjoint(with: forbidden), "\(path)")
    }
  }

  @Test func onlyTheMapAndMacrosOfALibraryAreInItsFolder() throws {
    for folder in try Repository.names(in: "Sources")
    where Repository.exists("Sources/\(folder)/module.modulemap") {
      let names = Set(try Repository.names(in: "Sources/\(folder)"))
      #expect(names.isSubset(of: ["module.modulemap", "shim.h"]), "Sources/\(folder)")
    }
  }

  @Test func noFileKnowsTheMachineItWasWrittenOn() {
    // Spelt in parts, so that this file does not find itself.
    let forbidden = [
      "/" + "root/", "/" + "home/", "/" + "work/h", "pypi" + ".org", "files.python" + "hosted",
      "deb.deb" + "ian.org", "gh" + "cr.io", "docker" + ".io",
    ]
    for path in Repository.files {
      guard let text = Repository.text(path) else { continue }
      for word in forbidden {
        #expect(!text.contains(word), "\(path) names '\(word)'")
      }
    }
  }

  @Test func noPlaceholderIsLeft() {
    for path in Repository.files where path.hasSuffix("Placeholder.swift") {
      Issue.record("\(path) holds nothing yet")
    }
  }

  @Test func noDebtIsMarkedInTheSources() {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "fatalError(\"temp" + "orary"]
    for path in Repository.files(under: "Sources", ending: ".swift") {
      let text = Repository.text(path) ?? ""
      for mark in marks { #expect(!text.contains(mark), "\(path) holds '\(mark)'") }
    }
  }
}
