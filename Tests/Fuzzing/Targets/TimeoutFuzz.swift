internal import RPC

/// `grpc-timeout`, against a second reading of its grammar.
enum TimeoutFuzz {
  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    let parsed = GRPCTimeout.parse(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    try require(parsed == reference(text), "'\(text)' is read as \(String(describing: parsed))")
    try checkFormat(duration(bytes))
    if let parsed { try checkFormat(parsed) }
  }

  private static func reference(_ text: String) -> Duration? {
    guard let match = text.wholeMatch(of: /([0-9]{1,8})([HMSmun])/),
      let value = Int64(match.output.1)
    else { return nil }
    let duration: Duration =
      switch match.output.2 {
      case "H": .seconds(value * 3600)
      case "M": .seconds(value * 60)
      case "S": .seconds(value)
      case "m": .milliseconds(value)
      case "u": .microseconds(value)
      default: .nanoseconds(value)
      }
    return min(duration, .seconds(100 * 365 * 86_400))
  }

  /// What is written is read back as no less, and as at most a unit more.
  private static func checkFormat(_ timeout: Duration) throws(BrokenProperty) {
    let text = GRPCTimeout.format(timeout)
    guard let again = Array(text.utf8).withUnsafeBytes({ GRPCTimeout.parse($0) }) else {
      throw BrokenProperty("\(timeout) is written as '\(text)', which is no timeout")
    }
    let century = Duration.seconds(100 * 365 * 86_400)
    try require(again >= min(timeout, century), "\(timeout) is written as '\(text)', which is less")
    guard timeout > .zero, timeout < century else { return }
    // At least five of the eight digits are left when the unit has to be the next larger one.
    let slack = timeout / 90_000 + .nanoseconds(1)
    try require(again - timeout <= slack, "\(timeout) is written as '\(text)', which is more")
  }

  private static func duration(_ bytes: UnsafeRawBufferPointer) -> Duration {
    var input = InputBytes(bytes)
    let seconds = (0..<8).reduce(Int64(0)) { sum, _ in sum << 8 | Int64(input.byte()) }
    return Duration(
      secondsComponent: seconds, attosecondsComponent: Int64(input.byte()) * 1_000_000_001)
  }
}
