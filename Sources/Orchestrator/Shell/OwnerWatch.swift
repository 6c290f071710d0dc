/// Finds out which owners have died, by their beats alone.
///
/// It has no clock and compares none: machines' clocks differ and jump. What it counts is how often its
/// owner, which beats itself at a steady pace, has read the others' beats. While the store is away nobody
/// reads, so nobody is taken for dead because nobody could beat.
package struct OwnerWatch: Sendable {
  /// How many readings in a row without a new beat mean death.
  package static let silentCountMax = 5

  private struct Seen {
    var beat: Int
    var silentCount: Int
  }

  private var owners: [String: Seen] = [:]

  package init() {}

  /// The beats of all owners were read.
  package mutating func observed(_ beats: [String: Int]) {
    owners = Dictionary(
      uniqueKeysWithValues: beats.map { id, beat in
        let isSilent = owners[id]?.beat == beat
        return (id, Seen(beat: beat, silentCount: isSilent ? owners[id]!.silentCount + 1 : 0))
      })
  }

  /// Those that have died, with the beat that was their last.
  package var dead: [String: Int] {
    owners.filter { $0.value.silentCount >= Self.silentCountMax }.mapValues(\.beat)
  }
}
