/// One database of those that are restored together: from which backup, and how far the log leads on from it.
package struct RestoreStep: Sendable {
  package let manifest: BackupManifest
  /// Nil where the backup is restored as it is.
  package let replay: LogReplay?

  /// The moment whose state it is, in milliseconds since 1970-01-01 UTC.
  package var time: Int { replay?.time ?? manifest.takenAtMilliseconds }

  package var byteCount: Int { replay?.byteCount ?? manifest.byteCount }
}
