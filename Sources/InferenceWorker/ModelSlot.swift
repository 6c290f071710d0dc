package import Inference
internal import RPC
internal import Synchronization

/// Where the handlers find the engine once its model is loaded.
package final class ModelSlot: Sendable {
  private let loaded = Mutex<InferenceEngine?>(nil)

  package init() {}

  package func fill(_ engine: InferenceEngine) { loaded.withLock { $0 = engine } }

  /// The engine, if it is loaded.
  var engine: InferenceEngine? { loaded.withLock { $0 } }

  /// The engine that serves `name`; empty means whichever is loaded.
  ///
  /// - Throws: UNAVAILABLE while the model is being loaded, NOT_FOUND for another model.
  func engine(named name: String) throws(RPCError) -> InferenceEngine {
    guard let engine else {
      throw RPCError(.unavailable, "the model is still being loaded; retry in a few seconds")
    }
    guard name.isEmpty || name == engine.identity.name else {
      throw RPCError(
        .notFound,
        "the model '\(name.prefix(100))' is not served here; this worker serves "
          + "'\(engine.identity.name)'")
    }
    return engine
  }
}
