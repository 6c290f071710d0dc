internal import Foundation

/// Where an export goes. A file must be new, for nothing is to be lost, and is its owner's alone.
struct ExportOutput {
  private let handle: FileHandle

  init(_ path: String?) throws {
    guard let path else {
      handle = .standardOutput
      return
    }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure("'\(path)' is there already: give another name with --to")
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw CommandFailure("'\(path)' cannot be written: check its folder") }
    self.handle = handle
  }

  func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: Data(bytes)) }

  func close() throws { try handle.close() }
}
