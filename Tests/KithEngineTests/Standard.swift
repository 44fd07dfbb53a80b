import KithAssist
import KithEngine
import KithGrammar
import KithLog
import KithQueries

extension Vocabulary {
  /// That of the language.
  static var standard: Vocabulary { Language.standard.vocabulary }
}
