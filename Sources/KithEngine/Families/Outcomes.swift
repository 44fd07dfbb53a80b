// What carrying out a verb comes to, facts and answers aside.

import KithGrammar
import KithGraph

/// What a change of the list of statements does.
public enum Amendment: Sendable {
  /// Takes statements back.
  case undo(statements: [Int])
  /// Takes back the last lines, so many.
  case undoLines(Int)
  /// Says again what was taken back; without any number, the line that was last.
  case redo(statements: [Int])
  /// Opens a statement's text.
  case edit(statement: Int)
  /// Erases somebody from every statement and file.
  case forget(name: String)
}

/// What a session is asked to do beside stating and asking.
public enum Action: Sendable {
  /// Read what follows as this version of the language.
  case language(Int)
  /// Write a snapshot.
  case save
  /// Write the network into a file of its own.
  case backUp(to: String?)
  /// Go on with the network in another file.
  case open(file: String)
  /// Leave.
  case quit
  /// Do something at the prompt otherwise from now on.
  case set(TerminalSetting)
  /// Show a page of help.
  case help(HelpPage)
}

/// A page of help that one can ask for.
public enum HelpPage: Sendable {
  /// What explains a word or a phrase; without one, what fits a screen.
  case word(String?)
  /// Lines to try.
  case examples
  /// Which kith this is.
  case version
}

/// What colours can be chosen for.
public enum ColourChoice: String, CaseIterable, Sendable {
  case light, dark, none
}

/// How a prompt behaves: kept by nobody but the session.
public enum TerminalSetting: Sendable {
  /// Whether each line is followed by the time that it took.
  case timing(Bool)
  /// Whether lines are shown without colours, suggestions and menus, for those who have the screen read to them.
  case plain(Bool)
  /// For which background colours are chosen, or that there are none.
  case colours(ColourChoice)
  /// Whether lines are remembered.
  case history(Bool)
  /// How answers are written that do not ask for a format.
  case output(Format)
  /// What stands in place of the network's name.
  case prompt(String)
}

/// What a sentence became once its verb had looked at the network.
package struct ResolvedSentence {
  package let sentence: Sentence<Node>
  /// What the user could have meant besides.
  package var hint: String?
  /// What the words alone do not say, for the echo.
  package var told: String?
}
