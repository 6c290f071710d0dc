package import Inference
internal import Messages
package import RPC

extension GenerationError {
  /// The status that a client sees.
  package var status: RPCError {
    switch self {
    case .invalidParameter, .promptTooLong, .promptTooManyBytes, .continuationTooLong,
      .emptyPrompt, .unknownToken, .constraint, .tool:
      RPCError(.invalidArgument, description)
    case .chat(.noMessages), .chat(.refused): RPCError(.invalidArgument, description)
    case .chat(.failed(let error)) where error.code == .exceeded:
      RPCError(.invalidArgument, description)
    case .chat, .noTenantCache: RPCError(.failedPrecondition, description)
    case .deadlineTooShort, .deadlinePassed: RPCError(.deadlineExceeded, description)
    case .queueFull(_, let retryAfter), .cacheExhausted(_, let retryAfter):
      RPCError(
        .resourceExhausted, description,
        details: [
          StatusDetail(
            Google.Rpc.RetryInfo(
              retryDelay: .init(
                seconds: retryAfter.components.seconds,
                nanos: Int32(retryAfter.components.attoseconds / 1_000_000_000))))
        ])
    case .cancelled: RPCError(.cancelled, description)
    case .shuttingDown: RPCError(.unavailable, description)
    case .notFinite, .modelFailed: RPCError(.internalError, description)
    }
  }
}
