import KithLanguage

extension Vocabulary {
  /// That of the language.
  static var standard: Vocabulary { Language.standard.vocabulary }
}
