public import Protobuf

/// Decoding with the status that gRPC wants for bytes that are not a message.
@usableFromInline
enum MessageCoding {
  @usableFromInline
  enum Role: String { case request, response }

  @inlinable
  static func decode<M: Message>(_ type: M.Type, _ bytes: [UInt8], from role: Role) throws
    -> M
  {
    do {
      return try M(serializedBytes: bytes)
    } catch {
      throw refusal(M.descriptor, error, from: role)
    }
  }

  @usableFromInline
  static func refusal(
    _ descriptor: MessageDescriptor, _ error: DecodingError, from role: Role
  ) -> RPCError {
    RPCError(
      .internalError, "the \(role.rawValue) is not a valid \(descriptor.fullName): \(error)",
      cause: role == .request ? MalformedRequest(reason: error) : error)
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
