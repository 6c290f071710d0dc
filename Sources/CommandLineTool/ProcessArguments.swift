/// The arguments as the kernel handed them over; `CommandLine.arguments` repairs what is not UTF-8.
enum ProcessArguments {
  /// The place, from 1, of the first argument that is not UTF-8.
  static func placeOfBadUTF8() -> Int? {
    let arguments = UnsafeBufferPointer(
      start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    return arguments.firstIndex { argument in
      argument.map { String(validatingCString: $0) == nil } ?? false
    }
  }
}
