extension Fact {
  /// Whether it holds until something else is said: to say it again adds nothing.
  public var isStanding: Bool {
    switch self {
    case .stated, .employment, .departure, .attribute, .alias, .field: true
    case .contact, .gift, .introduction, .commitment, .closing, .plan, .planStep, .cadence, .location, .dated: false
    }
  }
}

extension Network {
  /// The statement by which a standing fact, names aside, holds on a day just as it is said; `nil` where it does not,
  /// or something like it was said since.
  public func statement(saying fact: Fact, on day: Day) -> Int? {
    switch fact {
    case .stated(let a, let b, let strength):
      let said = assertions.filter { $0.day <= day && Set([$0.a, $0.b]) == [a, b] }
      let last = said.max { ($0.day, $0.statement) < ($1.day, $1.statement) }
      return last?.claim == .exactly(strength) ? last?.statement : nil
    case .employment(let person, let org, let role, _):
      return tenures(on: day)[person]?.last { $0.until == nil && $0.org == org && $0.role == role }?.statement
    case .departure(let person, let org, let role):
      let isThere = tenures(on: day)[person]?.contains {
        $0.until == nil && (org == nil || $0.org == org) && (role == nil || $0.role == role)
      }
      guard isThere != true else { return nil }
      let end = Employment(person: person, org: org, role: role, isEnd: true)
      return employments.inOrder(until: day).last { $0.value == end }?.statement
    case .attribute(let person, let attribute, let holds):
      // Somebody lives in one place: to live in another one says that this is over.
      let last = attributes.inOrder(until: day).last {
        $0.value.person == person
          && ($0.value.attribute == attribute || $0.value.attribute.home != nil && attribute.home != nil)
      }
      return last?.value == AttributeChange(person: person, attribute: attribute, holds: holds) ? last?.statement : nil
    case .field(let node, let field, let step): return statement(saying: step, of: field, node, on: day)
    case .contact, .gift, .introduction, .commitment, .closing, .plan, .planStep, .cadence, .location, .alias,
      .dated:
      return nil
    }
  }

  /// The statement by which the values of a field are on a day what a step would make of them; `nil` where the step
  /// would change them, or nothing was said of the field.
  private func statement(saying step: FieldStep, of field: Node, _ node: Node, on day: Day) -> Int? {
    var (values, statement): ([String], Int?) = ([], nil)
    for change in fieldChanges.inOrder(until: day) where change.value.node == node && change.value.field == field {
      let new = change.value.step.applied(to: values)
      if change.value.step == step || step.touched(of: new) != step.touched(of: values) { statement = change.statement }
      values = new
    }
    return step.applied(to: values) == values ? statement : nil
  }
}
