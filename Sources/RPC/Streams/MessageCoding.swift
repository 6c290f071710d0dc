internal import Protobuf

/// Decoding with the status that gRPC wants for bytes that are not a message.
enum MessageCoding {
  static func decode<M: Message>(_ type: M.Type, _ bytes: [UInt8], from role: String) throws
    -> M
  {
    do {
      return try M(serializedBytes: bytes)
    } catch {
      throw RPCError(
        .internalError, "the \(role) is not a valid \(M.descriptor.fullName): \(error)",
        cause: error)
    }
  }
}
