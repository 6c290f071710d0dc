internal import Crypto
internal import Messages
internal import RPC
internal import Service

/// Files that belong to sessions.
extension SessionCommands {
  static let attachments = [attach, attachment]

  /// What a message carries of a file.
  private static let pieceByteCount = 64 << 10

  private static let attach = Command(
    path: ["sessions", "attach"], summary: "Stores a file in a session, of any kind.",
    argumentNames: "SESSION FILE", argumentCount: 2...2, settings: GatewayLocation.settings,
    callOptions: [
      .string(
        "type", value: "MEDIA-TYPE", help: "What it is.", default: "application/octet-stream"),
      .string(
        "id", help: "Its id in the session; the same id and file again changes nothing."),
    ],
    examples: [
      .init(
        line: "apus sessions attach claim-7 scan.png --type image/png", meaning: "prints its id")
    ],
    perform: { invocation in
      let (session, path) = (invocation.arguments[0], invocation.arguments[1])
      let header = Apus.Memory.V1.AttachmentHeader(
        sessionID: session, attachmentID: invocation.values.string("id") ?? "",
        name: path.split(separator: "/").last.map(String.init) ?? path,
        mediaType: invocation.values.string("type") ?? "")
      var sent: [UInt8] = []
      let stored = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.addAttachment(options: connection.options) { parts in
          try await parts.write(.init(request: .init(content: .header(header))))
          sent = try await send(path) { piece in
            try await parts.write(.init(request: .init(content: .data(piece))))
          }
        }.response?.attachment
      }
      guard let stored, stored.sha256 == Hex.encode(sent) else {
        throw CommandFailure(
          "'\(path)' was stored with other bytes than were sent: attach it again")
      }
      if invocation.wantsJSON { return invocation.console.line(JSONValue.attachment(stored)) }
      invocation.console.line(
        "\(stored.attachmentID)  \(stored.byteCount) bytes  sha256 \(stored.sha256)")
    })

  /// Hands over a file piece by piece; gives its SHA-256.
  private static func send(
    _ path: String, _ write: ([UInt8]) async throws -> Void
  ) async throws -> [UInt8] {
    var hash = SHA256()
    let file: DocumentFile
    do { file = try DocumentFile(path) } catch { throw CommandFailure("'\(path)': \(error)") }
    while true {
      let piece = try file.read(upTo: pieceByteCount)
      if piece.isEmpty { return hash.finalize() }
      hash.update(piece)
      try await write(piece)
    }
  }

  private static let attachment = Command(
    path: ["sessions", "attachment"], summary: "Writes a file of a session, as it was stored.",
    argumentNames: "SESSION ID", argumentCount: 2...2, settings: GatewayLocation.settings,
    callOptions: [.string("to", value: "FILE", help: "A new file; without it, standard output.")],
    examples: [
      .init(line: "apus sessions attachment claim-7 a-1 --to scan.png", meaning: "a new file")
    ],
    perform: { invocation in
      let output = try ExportOutput(invocation.values.string("to"))
      let request = Apus.Memory.V1.GetAttachmentRequest(
        sessionID: invocation.arguments[0], attachmentID: invocation.arguments[1])
      let (digest, expected) = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.getAttachment(
          .init(request: request), options: connection.options
        ) { parts in
          var hash = SHA256()
          var expected = ""
          for try await part in parts {
            switch part.response?.content {
            case .attachment(let attachment): expected = attachment.sha256
            case .data(let piece):
              hash.update(piece)
              try output.write(piece)
            case nil: continue
            }
          }
          return (Hex.encode(hash.finalize()), expected)
        }
      }
      try output.close()
      guard digest == expected else {
        throw CommandFailure(
          "what came is not what was stored: its SHA-256 is \(digest) and not \(expected)")
      }
      invocation.console.note("sha256 \(digest)")
    })
}

extension JSONValue {
  fileprivate static func attachment(_ attachment: Apus.Memory.V1.Attachment) -> JSONValue {
    .fields([
      "attachment_id": .string(attachment.attachmentID), "name": .string(attachment.name),
      "media_type": .string(attachment.mediaType),
      "byte_count": .integer(Int64(attachment.byteCount)), "sha256": .string(attachment.sha256),
      "stored_at_ms": .integer(attachment.storedAtMs),
    ])
  }
}
