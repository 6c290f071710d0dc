import Inference
import Testing

@Suite struct StopStringMatcherTests {
  @Test func `A stop string is found across any split and its start is never shown`() throws {
    let text = "one two\n\nUser: three"
    for first in 0...text.count {
      for second in first...text.count {
        let cuts = [0, first, second, text.count]
        var matcher = try StopStringMatcher(["\n\nUser:", "nothing"])
        var shown = ""
        var isStopped = false
        for (start, end) in zip(cuts, cuts.dropFirst()) where !isStopped {
          let outcome = matcher.append(String(text.dropFirst(start).prefix(end - start)))
          shown += outcome.text
          isStopped = outcome.isStopped
        }
        #expect(isStopped)
        #expect(shown == "one two")
      }
    }
  }

  @Test func `Text is held only while it can still become a stop string`() throws {
    var matcher = try StopStringMatcher(["STOP"])
    #expect(matcher.append("a ST") == .init(text: "a ", isStopped: false))
    #expect(matcher.append("x") == .init(text: "STx", isStopped: false))
    #expect(matcher.append("S") == .init(text: "", isStopped: false))
    #expect(matcher.finish() == "S")
  }

  @Test func `The earliest of several stop strings wins`() throws {
    var matcher = try StopStringMatcher(["late", "early"])
    #expect(matcher.append("so early and late") == .init(text: "so ", isStopped: true))
  }

  @Test func `A stop string inside the false start of another is found`() throws {
    var matcher = try StopStringMatcher(["aab"])
    #expect(matcher.append("aa") == .init(text: "", isStopped: false))
    #expect(matcher.append("a") == .init(text: "a", isStopped: false))
    #expect(matcher.append("b") == .init(text: "", isStopped: true))
  }

  @Test func `Empty, overlong and surplus stop strings are refused with their bounds`() {
    #expect(throws: GenerationError.self) { try StopStringMatcher([""]) }
    #expect(throws: GenerationError.self) {
      try StopStringMatcher([String(repeating: "x", count: 257)])
    }
    #expect(throws: GenerationError.self) {
      try StopStringMatcher((0...16).map { "s\($0)" })
    }
  }
}
