import KithGrammar
import KithGraph
import KithLog

extension Interpreter {
  /// How a statement changes names: what was called otherwise before, and whose fields become one.
  package struct ChangeOfNames {
    fileprivate let former: String
    fileprivate let merged: StatementLog.FieldsOfTwo?
  }

  /// How a sentence that is about to be recorded changes names; `nil` where it does not.
  package func changeOfNames(_ verb: Verb, _ sentence: Sentence<Node>) -> ChangeOfNames? {
    guard case .rewriting(let means) = verb.derivation else { return nil }
    switch means(sentence.objects) {
    case .set: return nil
    case .rename(let node, _): return ChangeOfNames(former: log.names[node], merged: nil)
    case .merge(let node, let other):
      return ChangeOfNames(former: log.names[node], merged: log.fields(of: node, mergedInto: other))
    }
  }

  /// Records what keeps the values of fields that a merge would lose; gives it, and what the echo says of fields.
  package func recordFields(after change: ChangeOfNames) -> (followed: [(row: Int, text: String)], told: String?) {
    let kept = change.merged.map { log.keepFields($0) }
    let told = [kept?.told, log.fieldsSaying(change.former)].compactMap { $0 }
    return (
      (kept?.rows ?? []).map { ($0, log.text(of: $0)) }, told.isEmpty ? nil : told.joined(separator: "; ")
    )
  }
}
