internal import Messages
internal import RPC

extension StatusDetail {
  /// The standard detail that says when to try again.
  static func retry(after delay: Duration) -> StatusDetail {
    StatusDetail(Google.Rpc.RetryInfo(retryDelay: Google.Protobuf.Duration(delay)))
  }
}
