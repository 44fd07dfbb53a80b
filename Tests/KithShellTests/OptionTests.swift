import Foundation
@testable import KithShell
import ProgramUnderTest
import Testing

/// A start whose command line is plain goes by lists of its own, as asking the parser takes longer: they say what the
/// parser says.
@Suite struct OptionTests {
  /// What the program tells of its commands and their options.
  private struct Help: Decodable {
    struct Command: Decodable {
      let commandName: String
      let subcommands: [Command]?
      let arguments: [Argument]?
    }

    struct Argument: Decodable {
      struct Name: Decodable { let kind, name: String }

      let kind: String
      let names: [Name]?
    }

    let command: Command
  }

  private func help() throws -> Help.Command {
    let said = try Program().shell("\"$KITH_EXECUTABLE\" --experimental-dump-help")
    return try JSONDecoder().decode(Help.self, from: Data(said.output.utf8)).command
  }

  @Test func theSubcommandsAreThose() throws {
    let shown = try #require(try help().subcommands).map(\.commandName).filter { $0 != "(line)" }
    #expect(Set(Kith.ownWords) == Set(shown))
  }

  /// Those that every command takes, and whether a value follows.
  @Test func theOptionsOfEveryCommandAreThose() throws {
    let command = try help()
    func options(_ command: Help.Command) -> [String: Bool] {
      let long = (command.arguments ?? []).flatMap { argument in
        (argument.names ?? []).filter { $0.kind == "long" }.map { ("--" + $0.name, argument.kind == "option") }
      }
      return Dictionary(long) { $1 }.filter { !["--help", "--version"].contains($0.key) }
    }
    let verify = try #require(command.subcommands?.first { $0.commandName == "verify" })
    #expect(options(verify) == Options.takesValue)
    #expect(options(command).filter { $0.key != "--keep-going" } == Options.takesValue)
  }
}
