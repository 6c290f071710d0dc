internal import Store

/// Where contents of runs are sealed: see `SealedPlace`.
enum RunPlaces {
  /// A task's number is not known before it is there, so it is bound to its queue.
  static func task(in queue: String, of tenant: String) -> SealedPlace {
    SealedPlace("tasks", .text(queue), .text(tenant))
  }

  static func timer(_ name: String) -> SealedPlace { SealedPlace("timers", .text(name)) }

  static func start(_ name: String) -> SealedPlace { SealedPlace("run_starts", .text(name)) }

  static func wait(of step: String, in run: String) -> SealedPlace {
    SealedPlace("run_waits", .text(run), .text(step))
  }

  static func workflow(_ name: String, _ version: Int, of tenant: String) -> SealedPlace {
    SealedPlace("workflows", .text(tenant), .text(name), .int(version))
  }

  static func content(of run: String) -> SealedPlace { SealedPlace("runs", .text(run)) }
}

/// What listings show of a run that is not for whoever has the database.
struct RunContent: Codable {
  var question: String
  /// Why it failed or was cancelled.
  var reason: String

  init(question: String, reason: String) {
    (self.question, self.reason) = (question, reason)
  }

  init(_ machine: RunMachine) {
    self.init(question: machine.submission?.question ?? "", reason: machine.reason)
  }

  /// As it is stored.
  func sealed(
    for tenant: String, of run: String, on connection: borrowing SQLConnection
  ) throws -> [UInt8] {
    try connection.seal(RunCoding.encode(self), for: tenant, at: RunPlaces.content(of: run))
  }

  /// Nothing of it can be read once its tenant's keys were forgotten.
  static func opened(
    _ stored: [UInt8], of run: String, on connection: borrowing SQLConnection
  ) throws -> RunContent {
    do {
      return try RunCoding.decode(
        RunContent.self, from: try connection.open(stored, at: RunPlaces.content(of: run)))
    } catch let error as StoreError where error.code == .forgotten {
      return RunContent(question: "", reason: "")
    }
  }
}
