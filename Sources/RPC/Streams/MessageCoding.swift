internal import Protobuf

/// Decoding with the status that gRPC wants for bytes that are not a message.
enum MessageCoding {
  enum Role: String { case request, response }

  static func decode<M: Message>(_ type: M.Type, _ bytes: [UInt8], from role: Role) throws
    -> M
  {
    do {
      return try M(serializedBytes: bytes)
    } catch {
      throw RPCError(
        .internalError, "the \(role.rawValue) is not a valid \(M.descriptor.fullName): \(error)",
        cause: role == .request ? MalformedRequest(reason: error) : error)
    }
  }
}

/// The cause of the status of a call whose request is not a message: tells it from the failures of
/// calls that the handler made.
extension RPCError {
  /// Whether a request that is no message of the method's type led to it.
  package var isMalformedRequest: Bool { cause is MalformedRequest }
}

struct MalformedRequest: Error {
  let reason: DecodingError
}
