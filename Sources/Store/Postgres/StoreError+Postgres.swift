internal import CPostgres

extension StoreError {
  /// Maps a failed result by its SQLSTATE (PostgreSQL's manual, appendix A).
  init(postgresResult result: OpaquePointer, name: String) {
    let state =
      PQresultErrorField(result, Int32(UInt8(ascii: "C")))
      .map { String(cString: $0) } ?? ""
    // The primary message alone: the detail may hold values.
    let words =
      PQresultErrorField(result, Int32(UInt8(ascii: "M")))
      .map { String(cString: $0) } ?? "no reason given"
    self.init(sqlState: state, words: words, name: name)
  }

  init(sqlState state: String, words: String, name: String) {
    switch (state.prefix(2), state) {
    case (_, "53100"):
      self.init(
        .diskFull,
        "no space is left for \(name): free some space and repeat; what was acknowledged is kept")
    case ("53", _):
      self.init(.overloaded, "\(name): \(words): raise the server's limits or try again later")
    case ("08", _), (_, "57P01"), (_, "57P02"), (_, "57P03"), (_, "25P03"):
      self.init(.unavailable, "\(name): \(words): try again later")
    case ("23", _), (_, "P0001"), (_, "22021"):
      self.init(.constraint, words)
    case ("40", _), (_, "55P03"), (_, "57014"):
      self.init(.busy, "\(name): \(words): try again")
    case (_, "25006"):
      self.init(.readOnly, "\(name) cannot be written: \(words); point at the primary server")
    case ("28", _), ("3D", _), (_, "42501"):
      self.init(.cannotOpen, "\(name): \(words): check the user, password, database and rights")
    case (_, "XX001"), (_, "XX002"):
      self.init(.corrupt, "\(name): \(words): restore it from a backup")
    // The rest of class XX is whatever the server has no other name for, failing system calls among it.
    case ("58", _), ("XX", _):
      self.init(.inputOutput, "\(name): \(words): check the server's disk and its file system")
    default:
      self.init(.misuse, "\(name): \(words) (SQLSTATE \(state))")
    }
  }
}
