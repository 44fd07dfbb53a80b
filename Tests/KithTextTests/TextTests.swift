import Glibc
import Testing

@testable import KithText

@Suite struct TextTests {
  @Test(arguments: [
    ("", 0), ("alice", 5), ("Łukasz", 6), ("李雷", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("ﾊ", 1), ("Ａ", 2),
    ("\u{200B}", 0),
  ]) func displayWidthCountsColumns(text: String, width: Int) { #expect(displayWidth(text) == width) }

  @Test(arguments: [
    ("plain", "plain"), ("a\u{1B}[31m", "a\\u{1b}[31m"), ("a\nb\tc", "a\\u{a}b\\u{9}c"), ("\u{202E}x", "\\u{202e}x"),
    ("\u{9B}", "\\u{9b}"),
    ("Ünï", "Ünï"), ("a\u{200B}b", "a\\u{200b}b"), ("\u{E0041}", "\\u{e0041}"), ("\u{3164}", "\\u{3164}"),
    ("👩‍👩‍👧 ❤️", "👩‍👩‍👧 ❤️"), ("می‌خواهم", "می‌خواهم"), ("א\u{200F}", "א\u{200F}"), ("\u{2065}\u{AD}", "\\u{2065}\\u{ad}"),
  ]) func printableWritesControlsOut(text: String, printable: String) { #expect(text.printable == printable) }

  /// A joiner or a variation selector that changes nothing would make two names of one that one sees.
  @Test(
    arguments: [
      ("alice", nil), ("al\u{200D}ice", "\u{200D}"), ("alice\u{200C}", "\u{200C}"), ("\u{200D}alice", "\u{200D}"),
      ("alice\u{FE0F}", "\u{FE0F}"), ("al\u{AD}ice", "\u{AD}"), ("al\u{200E}ice", "\u{200E}"),
      ("a\u{E0069}", "\u{E0069}"),
      ("علی‌رضا", nil), ("علی\u{200C}", "\u{200C}"), ("क्\u{200D}", nil), ("क्\u{200D}ष", nil), ("മോഹന്\u{200D}", nil),
      ("葛\u{E0100}城", nil), ("a\u{E0100}", "\u{E0100}"), ("👩‍❤️‍💋‍👨", nil), ("🏴‍☠️", nil), ("👩\u{200D}", "\u{200D}"), ("1️⃣", nil),
      ("1\u{FE0F}", "\u{FE0F}"), ("🏴\u{E0067}\u{E0062}\u{E007F}", "\u{E0067}"),
    ] as [(String, Unicode.Scalar?)]) func firstHiddenIsWhatNobodySees(text: String, hidden: Unicode.Scalar?)
  {
    #expect(text.firstHidden == hidden)
  }

  @Test(arguments: [
    ("mett", "met"), ("emialed", "emailed"), ("shw", "show"), ("alike", nil), ("MET", "met"), ("xyzzy", nil),
    ("th", nil),
    ("introdcue", "introduced"),
  ]) func nearestSpellingWithinTwoEdits(typed: String, near: String?) {
    #expect(nearestSpelling(to: typed, among: ["met", "emailed", "saw", "show", "introduced", "who", "alone"]) == near)
  }

  @Test(arguments: [
    ("plain", "plain"), ("é", "e"), ("e\u{301}", "e"), ("ørsted", "orsted"), ("łódź", "lodz"), ("ế", "e"), ("ά", "α"),
    ("ñandú", "nandu"),
    ("ß", "ß"), ("李", "李"), ("й", "й"), ("и\u{306}", "й"), ("ё", "е"), ("が", "が"), ("कु", "कु"),
  ]) func baseLettersAreThoseWithNothingOnThem(text: String, base: String) { #expect(text.baseLetters == base) }

  @Test func aTableAlignsByColumns() {
    var table = TextTable(columns: [.init("name"), .init("n", .right)])
    table.add(["李雷", "7"])
    table.add(["bob", "12"])
    #expect(table.rendered(Painter(.none)) == "name   n\n李雷   7\nbob   12\n")
  }

  @Test func aTableFitsWhereItsLastColumnMayBreak() {
    var table = TextTable(columns: [.init("id", .right), .init("statement")])
    table.add(["1", "met alice at coffee on 2026-11-22"])
    #expect(table.fits(20) && !table.fits(12))
    let text = "id  statement\n 1  met alice at\n    coffee on\n    2026-11-22\n"
    #expect(table.rendered(Painter(.none), width: 16) == text)
  }

  @Test(arguments: [
    ("short", 10, ["short"]), ("one two three", 8, ["one two", "three"]),
    ("  a  one two", 8, ["  a  one", "     two"]),
    ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]), ("\u{1B}[1mone\u{1B}[0m two", 4, ["\u{1B}[1mone\u{1B}[0m", "two"]),
    ("李雷 韩梅", 5, ["李雷", "韩梅"]), ("\u{1B}[1mabcd\u{1B}[0m", 3, ["\u{1B}[1mabc", "d\u{1B}[0m"]),
    ("  a long label  and what it says", 12, ["  a long", "   label", "   and what", "   it says"]),
  ]) func linesBreakBetweenWords(line: String, width: Int, lines: [String]) {
    #expect(wrapped(line, to: width) == lines)
  }

  @Test func coloursOnlyWhereAllowed() {
    #expect(Painter(.dark)("x", .error) == "\u{1B}[1;38;5;210mx\u{1B}[0m")
    #expect(Painter(.attributes)("x", .error) == "\u{1B}[1mx\u{1B}[0m")
    #expect(Painter(.none)("x", .error) == "x")
  }

  @Test func backgroundsHaveTheirPalettes() {
    func isLight(_ red: Int, _ green: Int, _ blue: Int) -> Bool {
      Palette(background: Double(red) / 255, Double(green) / 255, Double(blue) / 255) == .light
    }
    #expect(isLight(255, 255, 255) && isLight(0xFD, 0xF6, 0xE3) && !isLight(0, 0, 0) && !isLight(0, 0x2B, 0x36))
  }

  /// Each style has a contrast of 4.5 : 1 (WCAG 2, level AA) on the backgrounds that its palette is for.
  @Test(arguments: Style.allCases) func coloursCanBeRead(style: Style) throws {
    func luminance(_ colour: [Double]) -> Double {
      let linear = colour.map { $0 / 255 <= 0.03928 ? $0 / 255 / 12.92 : pow(($0 / 255 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    func contrast(_ a: [Double], _ b: [Double]) -> Double {
      let (x, y) = (luminance(a) + 0.05, luminance(b) + 0.05)
      return max(x, y) / min(x, y)
    }
    // The cube and the greys of xterm's 256 colours.
    func xterm(_ index: Int) -> [Double] {
      if index >= 232 { return Array(repeating: Double(8 + (index - 232) * 10), count: 3) }
      let levels: [Double] = [0, 95, 135, 175, 215, 255]
      return [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map { levels[$0] }
    }
    let grounds: [(Palette, [[Double]])] = [
      (.light, [[255, 255, 255], [0xFD, 0xF6, 0xE3]]), (.dark, [[0, 0, 0], [0, 0x2B, 0x36]]),
    ]
    for (palette, backgrounds) in grounds {
      guard let code = Painter(palette).code(of: style), code.contains("38;5;") else { continue }
      let index = try #require(code.split(separator: ";").last.flatMap { Int($0) })
      for background in backgrounds { #expect(contrast(xterm(index), background) >= 4.5, "\(style) on \(background)") }
    }
  }
}
