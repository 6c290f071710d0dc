package import Service
package import Store

/// The master keys of a service's store: those that it was started with, and the way to read them again.
package struct StoreKeys: Sendable {
  /// Nil where nothing is to be sealed.
  package let initial: MasterKeys?
  private let options: OptionValues

  package init(_ environment: ServiceEnvironment) throws {
    try self.init(environment.options, environment.logger)
  }

  /// Reads what the options name (`CommonOptions.masterKeys`), and says once in the log whether the store seals.
  package init(_ options: OptionValues, _ logger: Logger) throws {
    self.options = options
    initial = try Self.read(options)
    if let initial {
      logger.info("what is stored is sealed", ["master_key": .string(initial.primary.id)])
    } else {
      logger.warning(
        "what is stored is not sealed: there is no master key",
        ["remedy": "give one with --master-key-file or APUS_MASTER_KEY"])
    }
  }

  /// What the options name now: a file may hold other keys than at the start.
  func current() throws -> MasterKeys? { try Self.read(options) }

  private static func read(_ options: OptionValues) throws -> MasterKeys? {
    func text(_ name: String) -> String { options.string(name) ?? "" }
    return try MasterKeys(
      text: text("master-key"), file: text("master-key-file"),
      previousText: text("previous-master-key"))
  }
}
