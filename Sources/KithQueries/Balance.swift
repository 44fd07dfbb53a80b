import KithGrammar
import KithGraph

extension QueryContext {
  /// `balance`: the ledger, the whole network's row first, then by the size of the balance.
  package func balance(of node: Node?, since: Day?) throws(StatementError) -> Report {
    let ledger = since.map { Ledger(network, since: $0, until: today) } ?? ledger
    func row(_ name: Value, _ account: Ledger.Account) -> [Value] {
      [name, .number(account.given), .number(account.got), .number(account.balance), Value(account.reciprocity)]
    }
    if let node { return Report(.balance, [row(.text(names[node]), ledger[node])]) }
    let people = ledger.people.sorted { a, b in
      let (x, y) = (abs(ledger[a].balance), abs(ledger[b].balance))
      return x == y ? names.precedes(a, b) : x > y
    }
    let whole = row(.shown("everybody", .null), ledger.total)
    return Report(.balance, [whole] + people.map { row(.text(names[$0]), ledger[$0]) })
  }
}
