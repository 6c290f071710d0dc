package import Messages
package import RPC

/// Files of any media type.
extension MemoryServiceHandler {
  package func addAttachment(
    _ requests: RequestStream<Apus.Memory.V1.AddAttachmentRequest>, context: ServerContext
  ) async throws -> Apus.Memory.V1.AddAttachmentResponse {
    try await Self.withStatuses {
      var iterator = requests.makeAsyncIterator()
      guard case .header(let header) = try await iterator.next()?.content else {
        throw MemoryError.invalid("the first message has no header; say whose attachment it is")
      }
      var upload = try await store.addAttachment(
        tenant: Self.tenant(header.tenantID), session: header.sessionID,
        NewAttachment(
          id: header.attachmentID, name: header.name, mediaType: header.mediaType,
          sha256: header.sha256))
      while let request = try await iterator.next() {
        guard case .data(let data) = request.content else {
          throw MemoryError.invalid("a message after the first has no data; send one header alone")
        }
        try await upload.append(data)
      }
      return .init(attachment: .init(try await store.finish(upload)))
    }
  }

  package func getAttachment(
    _ request: Apus.Memory.V1.GetAttachmentRequest,
    writer: ResponseWriter<Apus.Memory.V1.GetAttachmentResponse>, context: ServerContext
  ) async throws {
    try await Self.withStatuses {
      try await store.readAttachment(
        tenant: Self.tenant(request.tenantID), session: request.sessionID,
        id: request.attachmentID,
        begin: { try await writer.write(.init(content: .attachment(.init($0)))) }
      ) { piece in
        try await writer.write(.init(content: .data(piece)))
      }
    }
  }
}

extension Apus.Memory.V1.Attachment {
  init(_ attachment: Attachment) {
    self.init(
      attachmentID: attachment.id, name: attachment.name, mediaType: attachment.mediaType,
      byteCount: UInt64(attachment.byteCount), sha256: attachment.sha256,
      storedAtMs: Int64(attachment.storedAt))
  }
}
