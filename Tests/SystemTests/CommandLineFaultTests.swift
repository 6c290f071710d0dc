import Foundation
import TestSupport
import Testing

/// Programs that cannot start say why, and by their exit status whose mistake it was.
@Suite(.timeLimit(.minutes(5))) struct CommandLineFaultTests {
  @Test(arguments: Executable.services)
  func aPortInUseIsNamedWithItsFlag(_ service: String) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let port = try TakenPort(listening: true)
    for (taken, other) in [("--listen", "--admin-listen"), ("--admin-listen", "--listen")] {
      let outcome = try await Executable.run(
        [taken, "127.0.0.1:\(port.number)", other, "127.0.0.1:0", "--data", folder.url.path],
        of: service)
      #expect(outcome.status == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains("\(port.number)"), "\(outcome.errors)")
      #expect(outcome.errors.contains(taken), "\(outcome.errors)")
    }
  }

  @Test func apusUpNamesThePortAndItsFlag() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let port = try TakenPort(listening: true)
    let outcome = try await Executable.run([
      "up", "--data", folder.url.path, "--memory-port", "\(port.number)",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("port \(port.number)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--memory-port"), "\(outcome.errors)")
  }

  @Test(arguments: Executable.services + ["apus"])
  func anUnknownFlagIsRefusedWithTheNearest(_ program: String) async throws {
    let arguments = program == "apus" ? ["up", "--dta", "x"] : ["--dta", "x"]
    let outcome = try await Executable.run(arguments, of: program)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("'--dta'"), "\(outcome.errors)")
    #expect(outcome.errors.contains("'--data'"), "\(outcome.errors)")
  }

  @Test func aMissingModelIsNamed() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for (service, file) in [
      ("inference-worker", "SmolLM2-135M-Instruct.Q4_1.gguf"), ("retrieval", "all-MiniLM-L6-v2"),
    ] {
      let outcome = try await Self.start(
        service, ["--models", folder.url.path, "--data", folder.url.path])
      #expect(outcome.status == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains("\(folder.url.path)/\(file)"), "\(outcome.errors)")
    }
    let local = try await Executable.run([
      "generate", "--model", "\(folder.url.path)/none.gguf", "--prompt", "Hello",
    ])
    #expect(local.status == 1)
    #expect(local.errors.contains("\(folder.url.path)/none.gguf"), "\(local.errors)")
  }

  /// Cut in the header, in the metadata, in the tensors, and not such a file at all.
  @Test(arguments: [0, 5, 20_000, 10_000_000, -1])
  func aTruncatedModelIsRefused(_ byteCount: Int) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let model = folder.url.appending(path: "cut.gguf")
    if byteCount < 0 {
      try "This is no model.".write(to: model, atomically: true, encoding: .utf8)
    } else {
      let source = try FileHandle(
        forReadingFrom: ModelFolder.source.appending(path: ModelFolder.languageModel))
      try (source.read(upToCount: byteCount) ?? Data()).write(to: model)
    }
    let outcome = try await Self.start(
      "inference-worker", ["--model", model.path, "--data", folder.url.path])
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("cannot go on"), "\(outcome.errors)")
    #expect(outcome.errors.contains(model.path), "\(outcome.errors)")
    let local = try await Executable.run(["generate", "--model", model.path, "--prompt", "Hello"])
    #expect(local.status == 1)
    #expect(local.errors.contains(model.path), "\(local.errors)")
  }

  private static func start(
    _ service: String, _ arguments: [String]
  ) async throws -> ProgramOutcome {
    try await Executable.run(
      ["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"] + arguments, of: service)
  }
}
