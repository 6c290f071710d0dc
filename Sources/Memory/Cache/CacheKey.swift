internal import Crypto

/// What an answer is an answer to, exactly: another letter is another key.
package enum CacheKey: Sendable, Hashable {
  /// What a model says to a prompt. The model's name has to change with whatever changes its answers, such
  /// as its version and how it samples.
  case prompt(model: String, prompt: String)
  /// What a tool gives for arguments.
  case tool(name: String, arguments: String)

  /// The kind, for metrics.
  package var kind: String {
    switch self {
    case .prompt: "prompt"
    case .tool: "tool"
    }
  }

  /// SHA-256 of kind and parts, lengths included.
  var digest: [UInt8] {
    var hash = SHA256()
    let parts =
      switch self {
      case .prompt(let model, let prompt): ["prompt", model, prompt]
      case .tool(let name, let arguments): ["tool", name, arguments]
      }
    for part in parts {
      withUnsafeBytes(of: UInt64(part.utf8.count).bigEndian) { hash.update($0) }
      hash.update(Array(part.utf8))
    }
    return hash.finalize()
  }
}

/// What is kept of an answer. Times are milliseconds since 1970-01-01 UTC.
package struct CachedAnswer: Sendable, Hashable {
  package let value: [UInt8]
  package let storedAt: Int
  package let expiresAt: Int
}

/// How much is kept for a tenant.
package struct CacheLimits: Sendable, Hashable {
  package var entryCountMax: Int
  package var byteCountMax: Int

  package init(entryCountMax: Int = 10_000, byteCountMax: Int = 64 << 20) {
    self.entryCountMax = entryCountMax
    self.byteCountMax = byteCountMax
  }
}
