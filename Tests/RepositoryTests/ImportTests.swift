import Foundation
import Testing

/// Which target may import which: the arrows of the design, written once.
@Suite struct ImportTests {
  /// Everything that `Package.swift` calls a library of ours, from the bottom up. A target imports
  /// only what its line names.
  static let allowed: [String: Set<String>] = [
    "Kernels": [],
    "Crypto": ["COpenSSL"],
    "Compression": ["CZlib"],
    "Protobuf": ["CProtobufC"],
    "Transport": ["CNghttp2", "COpenSSL", "CHTTPParser", "CLinux"],
    "RPC": ["Transport", "Protobuf", "Compression"],
    "Messages": ["RPC", "Protobuf"],
    "RPCServices": ["RPC", "Messages", "Transport"],
    "InteropMessages": ["RPC", "Protobuf"],
    "Codegen": ["Protobuf"],
    "Service": ["RPC", "RPCServices", "Transport", "Messages", "Protobuf"],
    "Interop": ["InteropMessages", "RPC", "RPCServices", "Service", "Transport", "Protobuf"],
    "Store": ["CSQLite", "CPostgres", "Compression", "Crypto"],
    "Grammar": ["Protobuf"],
    "Compute": ["Kernels"],
    "Inference": ["Compute", "Crypto", "Grammar"],
    "Embedding": ["Compute", "Crypto"],
    "InferenceWorker": ["Compute", "Inference", "Service", "RPC", "Messages"],
    "Retrieval": [
      "Embedding", "Compute", "Store", "StoreService", "Compression", "Service", "RPC", "Messages",
      "Crypto",
    ],
    "StoreService": ["Store", "Service", "RPC", "Messages"],
    "Memory": ["Store", "StoreService", "Service", "RPC", "Messages", "Transport", "Crypto"],
    "Orchestrator": [
      "Store", "StoreService", "Service", "RPC", "Messages", "Transport", "Crypto",
    ],
    "Gateway": ["Service", "RPC", "Messages", "Crypto"],
    "CommandLineTool": [
      "Memory", "Orchestrator", "Inference", "Compute", "Store", "Service", "RPC", "Messages",
      "Transport", "Crypto", "CLinux",
    ],
  ]

  /// Modules of the toolchain and of the platform: allowed everywhere.
  static let platform: Set<String> = [
    "Glibc", "Synchronization", "Foundation", "FoundationEssentials", "Dispatch", "Swift", "SIMD",
    "RegexBuilder", "Testing",
  ]

  /// Foundation's start and size cost too much where a token or a frame passes.
  static let withoutFoundation: Set<String> = [
    "Transport", "RPC", "Protobuf", "Grammar", "Compute", "Inference",
  ]

  static func imports(of path: String) -> [String] {
    (Repository.text(path) ?? "").split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: importLine) else { return nil }
      return String(match.output.1)
    }
  }

  nonisolated(unsafe) private static let importLine =
    /(?:@[_a-zA-Z]+(?:\([^)]*\))? )*(?:(?:public|package|internal|private|fileprivate) )?import (?:(?:struct|class|enum|func|protocol|typealias|var|let) )?([A-Za-z0-9_]+).*/

  @Test(arguments: allowed.keys.sorted())
  func aTargetImportsWhatTheDesignSaysAndNothingElse(_ target: String) {
    var unused = Self.allowed[target] ?? []
    let known = Set(Self.allowed.keys).union(Self.allowed.values.joined())
    for path in Repository.files(under: "Sources/\(target)", ending: ".swift") {
      for module in Self.imports(of: path) where !Self.platform.contains(module) {
        #expect(known.contains(module), "\(path) imports \(module), which no arrow knows")
        #expect(
          Self.allowed[target]?.contains(module) == true,
          "\(path) imports \(module), against the arrows of the design")
        unused.remove(module)
      }
    }
    #expect(unused.isEmpty, "\(target) does without \(unused.sorted())")
  }

  @Test(arguments: withoutFoundation.sorted())
  func hotTargetsDoWithoutFoundation(_ target: String) {
    for path in Repository.files(under: "Sources/\(target)", ending: ".swift") {
      #expect(!Self.imports(of: path).contains("Foundation"), "\(path)")
    }
  }

  @Test func everyFolderOfSourcesIsInTheGraph() throws {
    for folder in try Repository.names(in: "Sources") where folder != "Executables" {
      let isSystemLibrary = Repository.exists("Sources/\(folder)/module.modulemap")
      #expect(isSystemLibrary || Self.allowed[folder] != nil, "Sources/\(folder) has no arrows")
    }
  }

  @Test func theGraphHasNoCycle() {
    var done: Set<String> = []
    func visit(_ target: String, _ path: [String]) {
      if path.contains(target) { Issue.record("a cycle: \(path + [target])") }
      if path.contains(target) || !done.insert(target).inserted { return }
      for next in Self.allowed[target] ?? [] { visit(next, path + [target]) }
    }
    for target in Self.allowed.keys { visit(target, []) }
  }

  /// OpenSSL is the one exception: TLS belongs to the transport, hashes to Crypto. CLinux holds only
  /// what the compiler cannot import of the kernel's own interface.
  @Test func aCLibraryIsImportedByOneTargetOnly() {
    var importers: [String: Set<String>] = [:]
    for path in Repository.files(under: "Sources", ending: ".swift") {
      let target = String(path.split(separator: "/")[1])
      for module in Self.imports(of: path)
      where Repository.exists("Sources/\(module)/module.modulemap") {
        importers[module, default: []].insert(target)
      }
    }
    #expect(importers.count >= 5)
    for (module, targets) in importers where module != "CLinux" {
      let expected: Set<String> = module == "COpenSSL" ? ["Crypto", "Transport"] : []
      #expect(
        targets.count == 1 || targets == expected, "\(module) is imported by \(targets.sorted())")
    }
  }

  @Test func aCLibraryIsImportedInternally() {
    for path in Repository.files(under: "Sources", ending: ".swift") {
      for line in (Repository.text(path) ?? "").split(separator: "\n") {
        guard let match = line.wholeMatch(of: Self.importLine),
          Repository.exists("Sources/\(match.output.1)/module.modulemap")
        else { continue }
        #expect(
          !line.contains("public ") && !line.contains("package "),
          "\(path): '\(line)' lets C types out")
      }
    }
  }

  @Test func everyLibraryHasTests() throws {
    // Tested through what they are part of.
    let elsewhere = ["Kernels": "ComputeTests", "Messages": "CodegenTests"]
    let testImports = Repository.files(under: "Tests", ending: ".swift").flatMap(Self.imports)
    for target in Self.allowed.keys where elsewhere[target] == nil {
      #expect(testImports.contains(target), "no test imports \(target)")
    }
    for tests in elsewhere.values { #expect(Repository.exists("Tests/\(tests)"), "\(tests)") }
  }
}
