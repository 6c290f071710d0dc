internal import Glibc
internal import Synchronization
package import Transport

/// The event loops that servers and channels of this process share unless they are given others.
///
/// Sharing is what lets a handler's own calls go out on the loop it runs on. These loops live as long
/// as the process.
package enum RPCLoops {
  /// Loops started when nobody installed any: more than four rarely pay beside other work.
  static let countMax = 4

  private static let installed = Mutex<EventLoopGroup?>(nil)

  /// Makes `loops` the shared ones; before any server or channel is made, and never to be shut down.
  package static func install(_ loops: EventLoopGroup) {
    installed.withLock { $0 = loops }
  }

  /// The installed loops, or one for each processor up to four, started at first use.
  package static var shared: EventLoopGroup {
    installed.withLock { group in
      if let group { return group }
      let count = max(1, min(countMax, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
      do {
        let started = try EventLoopGroup(count: count, name: "apus-rpc")
        group = started
        return started
      } catch {
        fatalError("the process cannot start its event loops: \(error)")
      }
    }
  }
}
