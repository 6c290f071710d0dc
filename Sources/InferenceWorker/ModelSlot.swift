package import Inference
internal import RPC
internal import Synchronization

/// Where the handlers find the engine once its model is loaded.
package final class ModelSlot: Sendable {
  private struct State {
    var engine: InferenceEngine?
    var isDraining = false
  }

  private let state = Mutex(State())

  package init() {}

  package func fill(_ engine: InferenceEngine) { state.withLock { $0.engine = engine } }

  /// New requests are refused from now on; those that wait or run are not touched.
  package func beginDraining() { state.withLock { $0.isDraining = true } }

  /// The engine, if it is loaded.
  var engine: InferenceEngine? { state.withLock { $0.engine } }

  /// The engine that serves `name`; empty means whichever is loaded.
  ///
  /// - Throws: UNAVAILABLE while the model is being loaded and while the worker drains, NOT_FOUND for
  ///   another model.
  func engine(named name: String) throws(RPCError) -> InferenceEngine {
    let state = state.withLock { $0 }
    guard !state.isDraining else {
      throw RPCError(.unavailable, "this worker is shutting down; send the request to another one")
    }
    guard let engine = state.engine else {
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
