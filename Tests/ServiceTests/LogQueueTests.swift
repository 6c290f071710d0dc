import Glibc
import TestSupport
import Testing

import Service

/// A log that nobody reads costs lines, and nothing else.
@Suite(.timeLimit(.minutes(1))) struct LogQueueTests {
  @Test func aReaderThatStopsCostsLinesAndIsToldHowMany() throws {
    let pipe = try LinePipe()
    let queue = try LogQueue(descriptor: pipe.writeEnd) { Array("dropped \($0)\n".utf8) }
    // Far more than the queue and the pipe hold. If logging waited, this would never end.
    let (count, padding) = (40_000, String(repeating: "x", count: 90))
    for index in 0..<count { queue.append(Array("line \(index) \(padding)\n".utf8)) }
    #expect(queue.droppedLineCount > count / 4)
    var (keptCount, toldCount, last) = (0, 0, -1)
    while keptCount + toldCount < count {
      let words = try pipe.readLine().split(separator: " ")
      let number = try #require(Int(words[1]))
      if words[0] == "dropped" {
        toldCount += number
      } else {
        // Whole and in order.
        #expect(words.count == 3 && words[2] == padding && number > last)
        (keptCount, last) = (keptCount + 1, number)
      }
    }
    #expect(toldCount == queue.droppedLineCount)
    // It goes on as if nothing had been.
    queue.append(Array("again\n".utf8))
    #expect(try pipe.readLine() == "again")
    queue.flush(within: .seconds(60))
  }

  @Test func aLineLongerThanOneWriteArrivesWhole() throws {
    let pipe = try LinePipe()
    let queue = try LogQueue(descriptor: pipe.writeEnd) { _ in [] }
    let long = String(repeating: "y", count: 10_000)
    for text in ["a", long, "b"] { queue.append(Array("\(text)\n".utf8)) }
    #expect(try (0..<3).map { _ in try pipe.readLine() } == ["a", long, "b"])
    #expect(queue.droppedLineCount == 0)
  }
}

/// A pipe that is read line by line. The writing end stays open: its writer has no end.
private final class LinePipe {
  let writeEnd: Int32
  private let readEnd: Int32
  private var bytes: [UInt8] = []
  private var readCount = 0

  init() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit { close(readEnd) }

  func readLine() throws -> String {
    while true {
      if let end = bytes[readCount...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { readCount = end + 1 }
        return String(decoding: bytes[readCount..<end], as: UTF8.self)
      }
      bytes.removeFirst(readCount)
      readCount = 0
      var piece = [UInt8](repeating: 0, count: 65536)
      let count = read(readEnd, &piece, piece.count)
      try #require(count > 0)
      bytes += piece[..<count]
    }
  }
}
