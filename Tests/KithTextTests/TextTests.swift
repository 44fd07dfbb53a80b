import KithText
import Testing

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
    #expect(table.rendered(Painter(colours: false)) == "name   n\n李雷   7\nbob   12\n")
  }

  @Test func coloursOnlyWhereAllowed() {
    #expect(Painter(colours: true)("x", .error) == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(Painter(colours: false)("x", .error) == "x")
  }
}
