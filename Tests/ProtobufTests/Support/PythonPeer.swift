import Foundation
import TestSupport
import Testing

/// Runs Python's protobuf on messages of the fixture.
struct PythonPeer {
  /// What Python makes of a message.
  enum Answer: Equatable {
    /// Its deterministic encoding without unknown fields.
    case message([UInt8])
    /// It is not a message.
    case refused
    /// Python reads it in a way of its own, so that there is nothing to compare.
    case ownReading
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static var here: URL { root.appending(path: "Tests/ProtobufTests") }

  private let directory: URL
  private let type: String

  /// Compiles the fixture's descriptors for messages of `type`.
  init(type: String) throws {
    self.type = type
    directory = FileManager.default.temporaryDirectory
      .appending(path: "apus-protobuf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let fixture = Self.here.appending(path: "../ProtobufFixture").path
    _ = try run(
      "/usr/bin/env",
      [
        "protoc", "-I", fixture, "--include_imports",
        "--descriptor_set_out=\(file("descriptors"))", "everything.proto", "wellknown.proto",
      ], input: [])
  }

  func remove() {
    try? FileManager.default.removeItem(at: directory)
  }

  /// Random messages in their deterministic encoding.
  func random(seed: UInt64, count: Int) throws -> [[UInt8]] {
    try frames(run(python, script("random", "\(seed)", "\(count)"), input: [])).map { answer in
      guard case .message(let bytes) = answer else {
        throw Failure(description: "Python sent no message but \(answer)")
      }
      return bytes
    }
  }

  /// What Python makes of each message.
  func canonical(_ messages: [[UInt8]]) throws -> [Answer] { try ask("canonical", messages) }

  /// Each message as Python writes it in JSON.
  func json(of messages: [[UInt8]]) throws -> [Answer] { try ask("to-json", messages) }

  /// What Python makes of each text in JSON.
  func messages(ofJSON texts: [[UInt8]]) throws -> [Answer] { try ask("from-json", texts) }

  private func ask(_ command: String, _ messages: [[UInt8]]) throws -> [Answer] {
    var input: [UInt8] = []
    for message in messages {
      withUnsafeBytes(of: UInt32(message.count).littleEndian) { input.append(contentsOf: $0) }
      input += message
    }
    let answers = try frames(run(python, script(command), input: input))
    guard answers.count == messages.count else {
      throw Failure(description: "\(answers.count) answers to \(messages.count) messages")
    }
    return answers
  }

  private var python: String { Self.root.appending(path: ".cache/venv/bin/python").path }

  private func script(_ arguments: String...) -> [String] {
    [Self.here.appending(path: "Python/peer.py").path, file("descriptors"), type] + arguments
  }

  private func file(_ name: String) -> String { directory.appending(path: name).path }

  private func frames(_ bytes: [UInt8]) throws -> [Answer] {
    var result: [Answer] = []
    var position = 0
    while position + 4 <= bytes.count {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
      position += 4
      if length == 0xffff_ffff {
        result.append(.refused)
      } else if length == 0xffff_fffe {
        result.append(.ownReading)
      } else {
        guard position + length <= bytes.count else {
          throw Failure(description: "the peer's answer ends inside a frame")
        }
        result.append(.message(Array(bytes[position..<position + length])))
        position += length
      }
    }
    return result
  }

  private func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> [UInt8] {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Failure(description: "\(program) is missing; make test installs it")
    }
    let outcome = try ProgramOutcome(blockingOn: program, arguments, input: input)
    guard outcome.status == 0 else {
      throw Failure(description: "\(program) \(arguments) failed: \(outcome.errors)")
    }
    return outcome.outputBytes
  }
}
