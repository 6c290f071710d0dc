import Gateway
import Messages
import RPC
import Synchronization
import Testing

/// A watch of a run that outlives the orchestrators that it goes through.
@Suite("Following a run")
struct RunFollowingTests {
  private typealias API = Apus.Orchestrator.V1

  private static func event(_ sequence: UInt64) -> API.WatchRunResponse {
    .init(
      update: .event(.init(sequence: sequence)), continuationToken: "token \(sequence)")
  }

  private static func text(_ text: String, attempt: UInt32 = 1) -> API.WatchRunResponse {
    .init(update: .tokens(.init(stepID: "s", text: text, attempt: attempt)))
  }

  @Test("It goes on after the last event, and no piece of text comes twice")
  func resumes() throws {
    var following = RunFollowing(.init(runID: "r", afterSequence: 3))
    var passedOn: [Bool] = []
    func arrive(_ updates: API.WatchRunResponse...) {
      for update in updates { passedOn.append(following.arrived(update)) }
    }
    arrive(Self.event(4), Self.text("a"), Self.text("b"))
    let first = following.broke()
    #expect(following.request == .init(runID: "r", continuationToken: "token 4"))
    // The text of an attempt is given again from its beginning.
    arrive(Self.text("a"))
    let second = following.broke()
    arrive(Self.text("a"), Self.text("b"), Self.text("c"))
    // Another attempt is another text.
    arrive(Self.text("a", attempt: 2), .init(update: .ended(.init())))
    #expect(first && second)
    #expect(passedOn == [true, true, true, false, false, false, true, true, true])
  }

  @Test("Without an event there is nothing to go on from, and it is not tried for ever")
  func givesUp() {
    var following = RunFollowing(.init(runID: "r"))
    let isWorthIt = following.broke()
    #expect(!isWorthIt)
    _ = following.arrived(Self.event(1))
    var count = 0
    while following.broke() { count += 1 }
    #expect(count == 20)
    _ = following.arrived(Self.event(2))
    let isWorthItAgain = following.broke()
    #expect(isWorthItAgain)
  }

  @Test("A watch through the gateway goes on when the orchestrator goes away in the middle")
  func throughTheGateway() async throws {
    try await RunningGateway.with { gateway in
      let updates = try await gateway.client.watchRun(
        .init(runID: "restless"), options: RunningGateway.admitted
      ) { responses in
        var updates: [API.WatchRunResponse?] = []
        for try await response in responses { updates.append(response.update) }
        return updates
      }
      #expect(
        updates == [Self.event(1), Self.event(2), Self.event(3), .init(update: .ended(.init()))])
    }
  }
}
