import KithSyntax

// What stands in a script beside its statements: values, and conditions that compare them.

extension ScriptReader {
  /// What tokens supply: a question, a table, a count, or names and texts.
  package func supply(_ part: ArraySlice<Token>, isCounted: Bool = false) throws(Diagnostic) -> Script.Supply {
    guard let first = part.first else { throw expected("a value") }
    if first.kind == .openParenthesis {
      guard closing(part) == part.endIndex - 1 else { throw problem("one value belongs here", part.span) }
      return try bracketed(part.dropFirst().dropLast())
    }
    if first.kind == .word, text(first).lowercased() == "csv" { return .table(part.dropFirst()) }
    // `today` by itself is the day, except where answers are counted.
    let isDay = first.word == .today && part.count == 1 && !isCounted
    if !isDay, vocabulary.asks(first.word) {
      return .question(try edit(part, label: nil))
    }
    let filter = part.firstIndex { $0.word == .where }
    let items = try items(part[..<(filter ?? part.endIndex)])
    return .items(items, where: filter.map { part[$0...] })
  }

  /// What stands in parentheses: `count` and what is counted, or anything that supplies values.
  private func bracketed(_ part: ArraySlice<Token>) throws(Diagnostic) -> Script.Supply {
    guard let first = part.first, first.kind == .word, text(first).lowercased() == "count" else {
      return try supply(part)
    }
    return .count(try supply(part.dropFirst(), isCounted: true))
  }

  /// Names, texts and variables joined by commas and `and`.
  private func items(_ part: ArraySlice<Token>) throws(Diagnostic) -> [ArraySlice<Token>] {
    func isAnd(_ index: Int) -> Bool { part.indices.contains(index) && tokens[index].word == .and }
    var items: [ArraySlice<Token>] = []
    var start = part.startIndex
    for index in part.startIndex...part.endIndex {
      let isComma = index < part.endIndex && tokens[index].kind == .comma
      guard index == part.endIndex || isComma || isAnd(index) else { continue }
      let item = part[start..<index]
      start = index + 1
      // `a, b, and c`: the comma before `and` is part of the joint.
      if item.isEmpty, isAnd(index), index > part.startIndex, tokens[index - 1].kind == .comma { continue }
      guard let first = item.first else {
        throw problem(
          "a value is missing", Span(tokens[max(index - 1, 0)].span.end, tokens[max(index - 1, 0)].span.end))
      }
      let isOne = item.count == 1 && [.string, .variable, .tag].contains(first.kind)
      guard isOne || item.allSatisfy({ $0.kind == .word && Comparison(rawValue: text($0)) == nil }) else {
        throw problem(
          "this is not a value", item.span, help: "a value is a name, a text in quotes, a number or a `$variable`")
      }
      items.append(item)
    }
    return items
  }

  package mutating func arguments() throws(Diagnostic) -> [Script.Supply] {
    at += 1
    let open = at
    let close = closing(tokens[open...])
    guard let close else { throw problem("this bracket is never closed", next.span) }
    at = close + 1
    var arguments: [Script.Supply] = []
    for part in tokens[(open + 1)..<close].split(
      omittingEmptySubsequences: false, whereSeparator: { $0.kind == .comma })
    {
      if part.isEmpty, arguments.isEmpty, close == open + 1 { break }
      guard !part.isEmpty else { throw problem("a value is missing", tokens[close].span) }
      arguments.append(try supply(part))
    }
    return arguments
  }

  /// Values side by side, none for an empty line: each a text, a variable, or something in parentheses.
  package func operands(_ part: ArraySlice<Token>) throws(Diagnostic) -> [Script.Operand] {
    var operands: [Script.Operand] = []
    var rest = part
    while let first = rest.first {
      let end = first.kind == .openParenthesis ? (closing(rest) ?? rest.startIndex) + 1 : rest.startIndex + 1
      guard [.string, .variable, .openParenthesis, .word].contains(first.kind) else {
        throw problem("`\(text(first))` cannot be printed", first.span, help: "quote it: `print \"…\"`")
      }
      operands.append(Script.Operand(supply: try supply(rest[..<end]), span: rest[..<end].span))
      rest = rest[end...]
    }
    return operands
  }

  // MARK: Conditions

  /// `not` binds before `and` before `or`, and parentheses group.
  package func test(_ part: ArraySlice<Token>) throws(Diagnostic) -> Script.Test {
    let either = split(part, at: "or")
    if either.count > 1 { return .any(try either.mapEach { (part) throws(Diagnostic) in try test(part) }) }
    let all = comparisons(part)
    if all.count > 1 { return .all(try all.mapEach { (part) throws(Diagnostic) in try test(part) }) }
    guard let first = part.first else { throw expected("a condition") }
    let negations = part.prefix { $0.kind == .word && text($0).lowercased() == "not" }.count
    if negations > 0 {
      let test = try test(part.dropFirst(negations))
      return negations % 2 == 1 ? .not(test) : test
    }
    if first.kind == .openParenthesis, closing(part) == part.endIndex - 1, sign(in: part) == nil {
      return try test(part.dropFirst().dropLast())
    }
    guard let sign = sign(in: part), let comparison = Comparison(rawValue: text(tokens[sign])) else {
      throw problem(
        "a comparison is missing", part.span, help: "write it like `(count regulars) < 5`, with spaces around the sign")
    }
    return .comparison(try operand(part[..<sign]), comparison, try operand(part[(sign + 1)...]))
  }

  private func operand(_ part: ArraySlice<Token>) throws(Diagnostic) -> Script.Operand {
    guard !part.isEmpty else { throw expected("a value") }
    return Script.Operand(supply: try supply(part), span: part.span)
  }

  /// The sign that compares, outside of parentheses.
  private func sign(in part: ArraySlice<Token>) -> Int? {
    outermost(part).first { tokens[$0].kind == .word && Comparison(rawValue: text(tokens[$0])) != nil }
  }

  /// The comparisons that `and` joins; an `and` that joins names belongs to one of them.
  private func comparisons(_ part: ArraySlice<Token>) -> [ArraySlice<Token>] {
    var joined: [ArraySlice<Token>] = []
    for piece in split(part, at: "and") {
      let isWhole =
        sign(in: piece) != nil
        || piece.first.map { $0.kind == .openParenthesis || text($0).lowercased() == "not" } ?? false
      if let last = joined.last, !isWhole {
        joined[joined.count - 1] = part[last.startIndex..<piece.endIndex]
      } else {
        joined.append(piece)
      }
    }
    return joined
  }

  private func split(_ part: ArraySlice<Token>, at word: String) -> [ArraySlice<Token>] {
    var pieces: [ArraySlice<Token>] = []
    var start = part.startIndex
    for index in outermost(part) where tokens[index].kind == .word && text(tokens[index]).lowercased() == word {
      pieces.append(part[start..<index])
      start = index + 1
    }
    return pieces + [part[start...]]
  }

  /// The indices of the tokens outside of parentheses.
  private func outermost(_ part: ArraySlice<Token>) -> [Int] {
    var depth = 0
    return part.indices.filter { index in
      if tokens[index].kind == .openParenthesis { depth += 1 }
      defer { if tokens[index].kind == .closeParenthesis { depth -= 1 } }
      return depth == 0
    }
  }

  /// The index of the parenthesis that closes the one at the start.
  package func closing(_ part: ArraySlice<Token>) -> Int? {
    var depth = 0
    for index in part.indices {
      if tokens[index].kind == .openParenthesis { depth += 1 }
      if tokens[index].kind == .closeParenthesis { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
