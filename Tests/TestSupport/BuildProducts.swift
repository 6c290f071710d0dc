internal import Foundation

/// What was built beside the tests.
public enum BuildProducts {
  /// The folder of executables and libraries.
  public static let folder: String = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.appending(path: ".build/release").path
  }()
}
