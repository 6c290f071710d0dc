internal import Store
internal import Transport

extension ChangeSignal {
  /// Waits until more than `seen` changes happened, at most so long, or the task is cancelled.
  func wait(after seen: UInt64, atMost pause: Duration, on loop: EventLoop) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { _ = try? await self.wait(after: seen) }
      group.addTask { try? await loop.sleep(for: pause) }
      await group.next()
      group.cancelAll()
    }
  }
}
