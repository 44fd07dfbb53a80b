import Glibc
import KithGraph
import SeededRandom
import Testing

@Suite struct NetworkTests {
  private let day = Day(number: 20_000)

  /// A network whose nodes 1, 2, 3 … are people of these names.
  private func network(_ names: String...) -> Network {
    var network = Network()
    for name in names {
      let node = network.intern(name, as: .person)
      network.mention(node, as: .person)
    }
    return network
  }

  @Test(arguments: [(0, 0.2212), (90, 0.1175), (180, 0.0606)]) func oneMeetingDecaysByHalfLives(
    age: Int32, strength: Double
  ) {
    var network = network("a")
    network.apply(.contact(present: [.me, Node(1)], weight: 1), by: 1, on: Day(number: day.number - age))
    #expect(abs(Ties(network, on: day).tie(.me, Node(1)).strength - strength) < 0.0001)
  }

  @Test(arguments: [(30, 0.7037), (7, 0.9905)]) func regularMeetingsAddUp(every: Int, strength: Double) {
    var network = network("a")
    for age in stride(from: 0, to: 3650, by: every) {
      network.apply(.contact(present: [.me, Node(1)], weight: 1), by: 1, on: Day(number: day.number - Int32(age)))
    }
    #expect(abs(Ties(network, on: day).tie(.me, Node(1)).strength - strength) < 0.005)
  }

  @Test func thosePresentShareTheWeight() {
    var network = network("a", "b", "c")
    network.apply(.contact(present: [.me, Node(1), Node(2), Node(3)], weight: 0.6), by: 1, on: day)
    let ties = Ties(network, on: day)
    for (a, b) in [(0, 1), (0, 3), (1, 2), (2, 3)] {
      #expect(abs(ties.tie(Node(Int32(a)), Node(Int32(b))).recency - 0.2) < 1e-12)
    }
  }

  @Test func theLatestAssertionHoldsAndAnIntroductionOnlyRaises() {
    var network = network("a", "b")
    let (a, b) = (Node(1), Node(2))
    func stated(_ on: Day) -> Double { Ties(network, on: on).tie(b, a).stated }
    network.apply(.stated(a, b, strength: 0.8), by: 2, on: day)
    network.apply(.stated(a, b, strength: 0.2), by: 1, on: Day(number: day.number + 1))
    #expect(stated(day) == 0.8)
    #expect(stated(Day(number: day.number + 1)) == 0.2)
    network.apply(.introduction(broker: .me, a, b), by: 3, on: Day(number: day.number + 2))
    #expect(stated(Day(number: day.number + 2)) == 0.3)
    network.apply(.introduction(broker: .me, a, b), by: 4, on: Day(number: day.number - 1))
    #expect(stated(day) == 0.8)
    #expect(stated(Day(number: day.number - 2)) == 0)
  }

  @Test func statedAndContactCombine() {
    var network = network("a")
    network.apply(.stated(.me, Node(1), strength: 0.5), by: 1, on: day)
    network.apply(.contact(present: [.me, Node(1)], weight: 1), by: 2, on: day)
    let tie = Ties(network, on: day).tie(.me, Node(1))
    #expect(abs(tie.strength - (1 - 0.5 * exp(-0.25))) < 1e-12)
    #expect(abs(tie.rank - (0.25 - log(0.5))) < 1e-12)
  }

  @Test func theLedgerKeepsToItsDays() {
    var network = network("a", "b")
    network.apply(.gift(Gift(.given, Node(1), worth: 2, weight: 0.5)), by: 1, on: day)
    network.apply(.gift(Gift(.got, Node(1), worth: 0.5, weight: 0.5)), by: 2, on: Day(number: day.number + 5))
    let early = Ledger(network, until: day)
    let whole = Ledger(network, until: .last)
    #expect(early[Node(1)].balance == 2)
    #expect(whole[Node(1)].balance == 1.5)
    #expect(whole[Node(1)].reciprocity == 1 - 1.5 / 2.5)
    #expect(whole[Node(2)].reciprocity == nil)
    #expect(whole.total.given == 2)
  }

  /// Against every simple path, on random graphs of eight people.
  @Test(arguments: 1...40) func theWarmestPathIsTheGreatestProduct(seed: UInt64) {
    var random = SplitMix(state: seed)
    var network = network("a", "b", "c", "d", "e", "f", "g")
    var strengths: [[Double]] = Array(repeating: Array(repeating: 0, count: 8), count: 8)
    for a in 0..<8 {
      for b in 0..<a where random.next() % 3 == 0 {
        let strength = Double(random.next() % 90 + 5) / 100
        network.apply(.stated(Node(Int32(a)), Node(Int32(b)), strength: strength), by: 1, on: day)
        (strengths[a][b], strengths[b][a]) = (strength, strength)
      }
    }
    func best(_ node: Int, _ seen: Set<Int>) -> Double {
      if node == 7 { return 1 }
      return (0..<8).filter { !seen.contains($0) && strengths[node][$0] > 0 }.map {
        strengths[node][$0] * best($0, seen.union([$0]))
      }.max() ?? 0
    }
    let found = PeopleGraph(Ties(network, on: day), network.names).warmestPaths(from: .me, to: [Node(7)], best: 1).first
    #expect(abs((found?.strength ?? 0) - best(0, [0])) < 1e-6)
    #expect(
      found.map {
        zip($0.people, $0.people.dropFirst()).map { strengths[Int($0.index)][Int($1.index)] }.elementsEqual(
          $0.strengths
        ) {
          abs($0 - $1) < 1e-9
        }
      } ?? true)
  }
}
