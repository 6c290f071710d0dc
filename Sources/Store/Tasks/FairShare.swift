/// Deals a lease's tasks to the tenants that wait, in turn.
///
/// Tenants stand in a ring. Whoever is served goes to its end, and so does whoever comes with a first task.
/// So between two tasks of one tenant no other gets more than one, and a tenant's first task waits for at
/// most one task of each tenant that stood there before, however many they have.
struct FairShare {
  struct Candidate: Equatable {
    var id: Int
    var priority: Int
    var dueMilliseconds: Int

    /// A tenant's own order: higher priority first, then what was due earlier, then what came earlier.
    static func isBefore(_ one: Candidate, _ other: Candidate) -> Bool {
      (-one.priority, one.dueMilliseconds, one.id)
        < (-other.priority, other.dueMilliseconds, other.id)
    }
  }

  struct Tenant {
    var name: String
    /// Best first.
    var candidates: [Candidate]
  }

  struct Deal: Equatable {
    /// Task ids in the order in which they were dealt.
    var tasks: [Int]
    /// The tenants that got some, in the order in which they now stand at the ring's end.
    var served: [String]
  }

  /// How many candidates of each tenant may be needed when all have enough.
  static func share(of count: Int, among tenantCount: Int) -> Int {
    (count + tenantCount - 1) / tenantCount
  }

  /// Goes round the ring, one task for each tenant, until `count` are dealt or no candidate is left.
  static func deal(_ count: Int, to ring: [Tenant]) -> Deal {
    var tasks: [Int] = []
    var lastServed: [(tenant: String, turn: Int)] = ring.map { ($0.name, -1) }
    let rounds = ring.map(\.candidates.count).max() ?? 0
    for round in 0..<rounds {
      for (index, tenant) in ring.enumerated()
      where tasks.count < count && round < tenant.candidates.count {
        lastServed[index].turn = tasks.count
        tasks.append(tenant.candidates[round].id)
      }
    }
    let served = lastServed.filter { $0.turn >= 0 }.sorted { $0.turn < $1.turn }.map(\.tenant)
    return Deal(tasks: tasks, served: served)
  }
}
