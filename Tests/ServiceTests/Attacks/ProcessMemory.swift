import Foundation
import Testing

/// What the kernel knows of a process's memory.
struct ProcessMemory: Sendable {
  let pid: Int32

  /// Resident bytes now.
  func resident() throws -> Int { try bytes("VmRSS") }

  /// The most resident bytes since the last `forgetPeak`.
  func peak() throws -> Int { try bytes("VmHWM") }

  /// Bytes set aside for data, touched or not.
  func data() throws -> Int { try bytes("VmData") }

  /// `proc(5)`: 5 resets the peak of the resident set.
  func forgetPeak() throws {
    try Data("5".utf8).write(to: URL(filePath: "/proc/\(pid)/clear_refs"))
  }

  private func bytes(_ name: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name + ":") })
    return try #require(Int(line.filter(\.isNumber))) * 1024
  }
}
