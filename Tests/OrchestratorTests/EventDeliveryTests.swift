import Orchestrator
import TestSupport
import Testing

@Suite("Delivery of events")
struct EventDeliveryTests {
  @Test("Events are read as there is room, and the cursor follows what is acknowledged")
  func steps() throws {
    var delivery = EventDelivery(cursor: 4, unacknowledgedMax: 3)
    #expect(delivery.next == .read(after: 4, countMax: 3))
    delivery.read([5, 7], through: 8, isAll: true)
    // Event 8 is not for the group, and stays before the cursor until 7 is done with.
    #expect(delivery.next == .wait)
    try delivery.acknowledged(5)
    #expect(delivery.next == .commit(from: 4, to: 5))
    delivery.committed(to: 5)
    #expect(delivery.next == .wait)
    delivery.newsArrived()
    #expect(delivery.next == .read(after: 8, countMax: 2))
    delivery.read([9, 10], through: 10, isAll: false)
    #expect(delivery.next == .wait)
    // Of two acknowledgements the later one stands for both.
    try delivery.acknowledged(9)
    #expect(delivery.next == .commit(from: 5, to: 9))
    delivery.committed(to: 9)
    #expect(delivery.next == .read(after: 10, countMax: 2))
    delivery.read([], through: 12, isAll: true)
    #expect(delivery.next == .wait)
    try delivery.acknowledged(10)
    #expect(delivery.next == .commit(from: 9, to: 12))
  }

  @Test("What was never delivered cannot be acknowledged; what was is, as often as one likes")
  func unknown() throws {
    var delivery = EventDelivery(cursor: 2, unacknowledgedMax: 2)
    delivery.read([3], through: 3, isAll: true)
    #expect(throws: EventDelivery.Unknown.self) { try delivery.acknowledged(4) }
    try delivery.acknowledged(0)
    #expect(delivery.next == .wait)
    try delivery.acknowledged(3)
    delivery.committed(to: 3)
    try delivery.acknowledged(3)
    #expect(delivery.next == .wait)
  }

  @Test("Events that are not for the group are passed over, which is written down now and then")
  func passedOver() {
    var delivery = EventDelivery(cursor: 0, unacknowledgedMax: 2)
    delivery.read([], through: 999, isAll: false)
    #expect(delivery.next == .read(after: 999, countMax: 2))
    delivery.read([], through: 1_000, isAll: true)
    #expect(delivery.next == .commit(from: 0, to: 1_000))
  }

  @Test("One that has finished is given nothing more, and what it acknowledged is written")
  func finishes() throws {
    var delivery = EventDelivery(cursor: 0, unacknowledgedMax: 8)
    delivery.read([1, 2], through: 5, isAll: false)
    try delivery.acknowledged(1)
    delivery.finished()
    #expect(delivery.next == .commit(from: 0, to: 1))
    delivery.committed(to: 1)
    #expect(delivery.next == .wait)
  }

  @Test("Whatever happens, nothing is passed that was not acknowledged, and the bound holds")
  func invariants() throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let limit = Int.random(in: 1...20, using: &random)
      // Which events are for the group.
      let isTaken = (0..<400).map { _ in Int.random(in: 0..<3, using: &random) > 0 }
      var published = 0
      var cursor = 0
      var delivery = EventDelivery(cursor: 0, unacknowledgedMax: limit)
      var (delivered, done): ([Int], Int) = ([], 0)
      for _ in 0..<300 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
          published = min(399, published + Int.random(in: 0...9, using: &random))
          delivery.newsArrived()
        case 1 where !delivered.isEmpty:
          done = max(done, delivered.randomElement(using: &random)!)
          try delivery.acknowledged(done)
        case 2 where Int.random(in: 0..<10, using: &random) == 0:
          // A break: somebody goes on from the cursor.
          delivery = EventDelivery(cursor: cursor, unacknowledgedMax: limit)
          delivered.removeAll { $0 > cursor }
          done = cursor
        default:
          switch delivery.next {
          case .wait: break
          case .commit(let from, let to):
            #expect(from == cursor && to > cursor, "seed \(seed)")
            cursor = to
            #expect(
              !((from + 1)...to).contains { isTaken[$0] && $0 > done }, "seed \(seed): passed")
            delivery.committed(to: to)
          case .read(let after, let countMax):
            let end = min(published, after + 10)
            let all = after < end ? ((after + 1)...end).filter { isTaken[$0] } : []
            let page = Array(all.prefix(countMax))
            let through = page.count == countMax ? page.last ?? end : end
            #expect(page.allSatisfy { $0 > delivered.last ?? 0 }, "seed \(seed): twice")
            delivered += page
            delivery.read(page, through: through, isAll: through >= published)
          }
        }
        #expect(delivered.count { $0 > done } <= limit, "seed \(seed)")
      }
      // In the end everything that is for the group was delivered, once after the last break, in order.
      delivery.newsArrived()
      while true {
        if let last = delivered.last { try delivery.acknowledged(last) }
        switch delivery.next {
        case .wait: break
        case .commit(_, let to):
          delivery.committed(to: to)
          continue
        case .read(let after, let countMax):
          let all = after < published ? ((after + 1)...published).filter { isTaken[$0] } : []
          let page = Array(all.prefix(countMax))
          let through = page.count == countMax ? page.last ?? published : published
          delivered += page
          delivery.read(page, through: through, isAll: through >= published)
          continue
        }
        break
      }
      #expect(
        delivered == (published > 0 ? (1...published).filter { isTaken[$0] } : []), "seed \(seed)")
    }
  }
}
