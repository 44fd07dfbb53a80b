import KithGrammar
import KithGraph
import KithSyntax

extension Interpreter {
  /// Refuses a day to come for what happened.
  package func refuseFuture(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) {
    guard let day = parsed.day, day > today else { return }
    let span = parsed.clauses.first { $0.clause == Clause.index(of: .on) }?.span
    throw Diagnostic(
      "\(day) lies in the future, and this says what happened", at: span ?? statement.span, in: source,
      help: "what is to come is planned: `plan TITLE on \(day)`")
  }

  /// Refuses a time of today that is still to come for what happened; where no clock goes, and of what is replayed, any
  /// time will do.
  package func refuseLater(
    than now: Int?, _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) {
    let said = parsed.clauses.first { $0.clause == Clause.index(of: .time) }
    guard !memory.isReplaying, let now, case .time(let minute)? = said?.term else { return }
    let text = said?.span.map { source.text($0) } ?? ""
    // A part of the day is over when it has begun.
    guard DayPart.start(of: minute, saidAs: text) ?? minute > now else { return }
    let error = Diagnostic(
      "\(clock(minute)) is still to come today, and this says what happened", at: said?.span ?? statement.span,
      in: source, help: "what is to come is planned: `plan TITLE on today at \(clock(minute))`")
    let isPlain = parsed.day == nil && statement.label == nil && statement.edited == nil
    throw isPlain ? error.helping(with: ["yesterday \(source.text(statement.tokens.span))"]) : error
  }

  /// Refuses that a meeting is done which is planned for later today.
  package func refuseToCome(_ plan: Int, _ statement: Script.Statement, _ source: Source) throws(Diagnostic) {
    let agenda = log.agenda
    guard !memory.isReplaying, let now = minute, let planned = agenda.plan(of: plan),
      !agenda.state(of: planned).people.isEmpty, agenda.state(of: planned).day == today, let minute = log[plan].minute,
      minute > now
    else { return }
    throw Diagnostic(
      "#\(plan) is planned for \(clock(minute)), which is still to come", at: statement.span, in: source,
      help: "say so when it is over; `edit #\(plan)` says another time")
  }
}
