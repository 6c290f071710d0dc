internal import Messages
internal import RPC

extension StatusDetail {
  /// The standard detail that says when to try again.
  static func retry(after delay: Duration) -> StatusDetail {
    let (seconds, attoseconds) = delay.components
    return StatusDetail(
      Google.Rpc.RetryInfo(
        retryDelay: Google.Protobuf.Duration(
          seconds: seconds, nanos: Int32(attoseconds / 1_000_000_000))))
  }
}
