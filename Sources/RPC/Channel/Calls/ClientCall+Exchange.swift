internal import Transport

/// What callers do with their call, from any thread.
extension ClientCall: MessageSource, MessageSink {
  /// Sends the one request, if it is given, and returns the one response.
  func result(sending message: [UInt8]?) async throws -> [UInt8] {
    do {
      return try await LoopWaiter.wait(on: loop) { waiter in
        self.begin()
        do throws(RPCError) {
          if let message { try self.enqueue(message, compress: true) }
          self.finishSending()
        } catch {
          // The call has ended; its status is the result.
        }
        self.deliverResult(to: waiter)
      }
    } catch {
      // Harmless unless the task was cancelled: then the server must hear of it.
      loop.executeNow { self.cancel() }
      throw error
    }
  }

  func nextMessage() async throws -> [UInt8]? {
    try await LoopWaiter.wait(on: loop) { self.readNext($0) }
  }

  func initialMetadata() async throws -> Metadata {
    try await LoopWaiter.wait(on: loop) { waiter in
      if let headers = self.initialHeadersReceived {
        return waiter.succeed(Metadata(received: headers))
      }
      if case .finished(let status) = self.phase {
        // Trailers alone: their metadata is all there is.
        return status.map(waiter.fail) ?? waiter.succeed(self.trailingBox.value)
      }
      self.headWaiters.append(waiter)
    }
  }

  var trailingMetadata: Metadata { trailingBox.value }

  func isLastMessageCompressed() async throws -> Bool {
    try await LoopWaiter.wait(on: loop) { $0.succeed(self.inbound.isLastMessageCompressed) }
  }

  func send(_ message: [UInt8], compress: Bool) async throws {
    try await LoopWaiter.wait(on: loop) { waiter in
      do throws(RPCError) {
        try self.enqueue(message, compress: compress)
        self.awaitDrain(waiter)
      } catch {
        waiter.fail(error)
      }
    }
  }

  func finish() async throws {
    loop.executeNow { self.finishSending() }
  }

  private func awaitDrain(_ waiter: LoopWaiter<Void>) {
    guard isAboveHighWater() else { return waiter.succeed(()) }
    if let other = drainWaiter, !other.isDone {
      return waiter.fail(
        RPCError(.failedPrecondition, "two tasks write the requests of one call at once"))
    }
    drainWaiter = waiter
  }
}
