import KithGraph

extension Inquiry {
  /// `asks` and `promises`: the open ones, or every one with its outcome.
  func commitments(_ kinds: Set<Commitment.Kind>, all: Bool) -> Report {
    let columns = ["id", "person", "text", "made", "by", "outcome", "closed"].map {
      Report.Column($0, title: $0 == "id" ? "#" : "")
    }
    let rows: [[Value]] = network.commitments.filter { kinds.contains($0.value.kind) && $0.day <= today }.compactMap { opened in
      let closing = network.closing(of: opened.statement)
      guard all || closing == nil else { return nil }
      let person = names[opened.value.person]
      let text = chronicle.thing(of: opened.statement) ?? ""
      return [
        .integer(opened.statement), .text(person),
        opened.value.kind == .promiseToMe ? .shown("to me: " + text, .text(text)) : .text(text),
        .day(opened.day), Value(opened.value.by), Value(closing?.value.outcome.word), Value(closing?.day),
      ]
    }
    return Report(.rows(columns, rows), ifEmpty: "nothing is open")
  }
}

extension Commitment.Kind {
  /// The word for it.
  var word: String {
    switch self {
    case .ask: "ask"
    case .promiseOfMine: "promise"
    case .promiseToMe: "promise to me"
    }
  }
}

extension Outcome {
  /// The word for it.
  var word: String {
    switch self {
    case .granted: "granted"
    case .declined: "declined"
    case .ignored: "ignored"
    case .kept: "kept"
    case .broke: "broke"
    }
  }
}
