import KithGrammar
import KithGraph
import KithQueries
import KithSyntax

extension Interpreter {
  /// The nodes of a question's names, all of which must be known.
  package func known(_ parsed: Sentence<Mention>, _ source: Source) throws(Diagnostic) -> Sentence<Node> {
    let resolver = Resolver(source: source, chronicle: chronicle)
    return try parsed.resolved { (mention) throws(Diagnostic) in
      if mention.shape.kinds.count > 1 { return try resolver.findAny(mention) }
      guard let node = try resolver.find(mention) else { throw resolver.unknown(mention) }
      return node
    }
  }

  /// The people, other than me, of whom a condition holds that stands in tokens.
  package func people(where tokens: ArraySlice<Token>, of source: Source) throws(Diagnostic) -> Set<Node> {
    var reader = Reader(tokens, of: source, in: Setting(language.vocabulary, names: chronicle.names, today: today))
    let read = try reader.condition()
    guard reader.isAtEnd else { throw reader.unexpected() }
    var sentence = Sentence<Mention>(phrase: 0, subject: nil, objects: [.condition(read)])
    let found = try known(sentence, source)
    sentence.objects = []
    guard case .condition(let condition)? = found.objects.first else { return [] }
    let inquiry = inquiry.flatMap { $0.today == today ? $0 : nil } ?? Inquiry(chronicle, today)
    do throws(Refusal) { return Set(try inquiry.people(where: condition)) } catch {
      throw Diagnostic(error.message, at: tokens.span, in: source, help: error.help)
    }
  }

  /// Turns a refusal into a diagnostic at the part it is about.
  package func refusing<Value>(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source, _ body: () throws(Refusal) -> Value
  ) throws(Diagnostic) -> Value {
    do throws(Refusal) { return try body() } catch {
      let mentions: [Mention] =
        switch error.part {
        case .whole: []
        case .subject: parsed.subject.map { [$0] } ?? []
        case .object(let index): parsed.objects.indices.contains(index) ? parsed.objects[index].names : []
        }
      let span = mentions.map(\.span).reduce(mentions.first?.span) { $0?.joined(with: $1) } ?? statement.span
      throw Diagnostic(error.message, at: span, in: source, help: error.help)
    }
  }
}
