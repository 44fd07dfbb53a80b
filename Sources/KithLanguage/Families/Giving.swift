import KithGraph

/// Giving and taking: what goes into the ledger.
let givingFamily: [Verb] = [
  Verb(
    "gave", objects: .gift, after("to", .people), taking: .exchange,
    help: "adds to what you gave each of them", example: "gave advice to bob worth 2"
  ) { said, who, _, whom throws(Refusal) in
    if who == .me { return try whom.map { (person) throws(Refusal) in try gift(.given, person, said) } }
    guard whom == [.me] else { throw betweenOthers }
    return [try gift(.got, who, said)]
  },
  Verb(
    "got", objects: .gift, after("from", .people), taking: .exchange,
    help: "adds to what you got from each of them", example: "got feedback from carol"
  ) { said, who, _, whom throws(Refusal) in
    if who == .me { return try whom.map { (person) throws(Refusal) in try gift(.got, person, said) } }
    guard whom == [.me] else { throw betweenOthers }
    return [try gift(.given, who, said)]
  },
]

private let betweenOthers = Refusal(
  "a gift between two others is not in your ledger", about: .subject,
  help: "leave the subject out for what you gave or got yourself")

private func gift(_ direction: Gift.Direction, _ person: Node, _ said: Occasion) throws(Refusal) -> Fact {
  guard person != .me else { throw Refusal("nobody gives to themselves", about: .object(1)) }
  return .gift(Gift(direction, person, worth: said.worth, weight: said.giftWeight))
}
