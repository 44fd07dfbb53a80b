import KithGrammar
import KithGraph
import KithQueries
import KithSyntax

extension Interpreter {
  /// The nodes of a question's names, all of which must be known.
  package func known(_ parsed: Sentence<Mention>, _ source: Source) throws(Diagnostic) -> Sentence<Node> {
    let resolver = Resolver(source: source, log: log)
    return try parsed.resolved { (mention) throws(Diagnostic) in
      if mention.shape.kinds.count > 1 { return try resolver.findAny(mention) }
      guard let node = try resolver.find(mention) else { throw resolver.unknown(mention) }
      return node
    }
  }

  /// The people, other than me, of whom a condition holds that stands in tokens.
  package func people(where tokens: ArraySlice<Token>, of source: Source) throws(Diagnostic) -> Set<Node> {
    var parser = StatementParser(
      tokens, of: source, in: context(on: today))
    let read = try parser.condition()
    guard parser.isAtEnd else { throw parser.unexpected() }
    var sentence = Sentence<Mention>(phrase: 0, subject: nil, objects: [.condition(read)])
    let found = try known(sentence, source)
    sentence.objects = []
    guard case .condition(let condition)? = found.objects.first else { return [] }
    let query = query.flatMap { $0.today == today ? $0 : nil } ?? QueryContext(log, today)
    do throws(StatementError) { return Set(try query.people(where: condition)) } catch {
      throw Diagnostic(error.message, at: tokens.span, in: source, help: error.help)
    }
  }

  /// Turns a statement's error into a diagnostic at the words that it is about.
  package func refusing<Value>(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source,
    _ body: () throws(StatementError) -> Value
  ) throws(Diagnostic) -> Value {
    do throws(StatementError) { return try body() } catch {
      let mentions: [Mention] =
        switch error.part {
        case .whole: []
        case .subject: parsed.subject.map { [$0] } ?? []
        case .object(let index): parsed.objects.indices.contains(index) ? parsed.objects[index].names : []
        }
      let span = mentions.map(\.span).reduce(mentions.first?.span) { $0?.joined(with: $1) } ?? statement.span
      throw Diagnostic(
        error.message, at: span, in: source, help: error.help, matter: error.matter)
    }
  }
}
