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
    ("Ünï", "Ünï"),
  ]) func printableWritesControlsOut(text: String, printable: String) { #expect(text.printable == printable) }

  @Test(arguments: [
    ("mett", "met"), ("emialed", "emailed"), ("shw", "show"), ("alike", nil), ("MET", "met"), ("xyzzy", nil), ("th", nil),
    ("introdcue", "introduced"),
  ]) func nearestSpellingWithinTwoEdits(typed: String, near: String?) {
    #expect(nearestSpelling(to: typed, among: ["met", "emailed", "saw", "show", "introduced", "who", "alone"]) == near)
  }

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
