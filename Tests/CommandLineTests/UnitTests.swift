import CommandLineTool
import Testing

@Suite struct RestartPolicyTests {
  @Test func theWaitDoublesUpToItsBound() {
    var policy = RestartPolicy()
    var delays: [Duration] = []
    for _ in 0..<10 { delays.append(policy.serviceEnded(uptime: .seconds(1))) }
    #expect(delays.first == RestartPolicy.delayMin)
    #expect(delays[3] == RestartPolicy.delayMin * 8)
    #expect(delays.last == RestartPolicy.delayMax)
  }

  @Test func aServiceThatRanWellBeginsAgainWithTheSmallestWait() {
    var policy = RestartPolicy()
    for _ in 0..<10 { _ = policy.serviceEnded(uptime: .zero) }
    #expect(policy.serviceEnded(uptime: RestartPolicy.healthyAfter) == RestartPolicy.delayMin)
  }
}

@Suite struct PrintableTests {
  @Test func whatWouldSteerATerminalIsReplacedAndTextStays() {
    #expect("a\u{1B}[2Jb\u{9B}1m\r".printable == "a\u{FFFD}[2Jb\u{FFFD}1m\u{FFFD}")
    #expect("zwei\tSpalten\nñ 漢 🙂".printable == "zwei\tSpalten\nñ 漢 🙂")
  }
}

@Suite struct JSONValueTests {
  @Test func stringsAreEscapedAsTheStandardSays() {
    let value = JSONValue.string("a\"b\\c\n\u{1}é😀")
    #expect(value.text == #""a\"b\\c\n\u0001é😀""#)
  }

  @Test func absentFieldsAreLeftOutAndOrderIsKept() {
    let value = JSONValue.fields(["z": 1, "a": nil, "b": [].isEmpty ? .null : nil, "c": true])
    #expect(value.text == #"{"z":1,"b":null,"c":true}"#)
  }

  @Test func whatIsNotANumberIsNull() {
    #expect(
      JSONValue.array([.number(.nan), .number(.infinity), .number(1.5)]).text == "[null,null,1.5]")
  }
}

@Suite struct RepeatedOptionTests {
  @Test func everyValueIsKeptInOrder() {
    let values = RepeatedOptions.collect(
      ["ingest"], from: ["--ingest", "a", "--other", "x", "--ingest=b", "--", "--ingest", "c"])
    #expect(values == ["ingest": ["a", "b"]])
  }
}

@Suite struct FiguresTests {
  @Test(arguments: [(0, "0 s"), (59, "59 s"), (250, "4 min 10 s"), (11_100, "3 h 5 min")])
  func anUptimeIsInWholeSeconds(_ seconds: UInt64, _ text: String) {
    #expect(Figures.uptime(seconds: seconds) == text)
  }
}
