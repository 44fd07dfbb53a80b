import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import Testing

@Suite struct ComparandTests {
  @Test(arguments: [
    ("5", 5), ("-2.5", -2.5), ("0", 0), ("0.5", 0.5), ("007", nil), ("1e3", nil), ("0x10", nil), ("inf", nil),
    ("+5", nil),
    ("5 km", nil),
    ("", nil), ("-", nil), ("1.", nil), (".5", nil), ("22334455", 22_334_455),
  ]) func aNumberIsPlain(text: String, number: Double?) { #expect(Comparand.text(text).asNumber == number) }

  @Test(arguments: [
    ("1980-05-12", "1980-05-12"), ("12 may 1980", "1980-05-12"), ("May 12 1980", "1980-05-12"),
    ("1980-05", "1980-05-01"),
    ("1980", "1980-01-01"), ("198", nil), ("19800", nil), ("1980-02-30", nil), ("12 may", nil), ("yesterday", nil),
    ("friday", nil),
    ("3 days ago", nil), ("12 may or so", nil), ("", nil),
  ]) func aDateIsTheSameOnAnyDay(text: String, day: String?) {
    #expect(
      Comparand.text(text).asDay.flatMap { if case .day(let day) = $0 { day } else { nil } } == day.flatMap { Day($0) })
  }

  @Test(arguments: ["12 may", "--05-12", "may 12"]) func aDayWithoutItsYearOnlyEquals(text: String) {
    let (day, other) = (Comparand.text(text), Comparand.dayOfYear(month: 5, day: 12, latest: Day("2026-05-12")))
    #expect(day.equals(other) && Comparison.equal.holds([day], [other]))
    #expect(!day.equals(.text("1980-05-12")) && !day.equals(.day(Day.first)))
    for comparison in [Comparison.less, .atMost, .greater, .atLeast] {
      #expect(!comparison.holds([day], [.text("2000-01-01")]) && !comparison.holds([.text("2000-01-01")], [day]))
    }
  }

  @Test(arguments: Comparison.allCases) func anUnknownValueComparesFalse(comparison: Comparison) {
    #expect(!comparison.holds([], [.number(1)]) && !comparison.holds([.number(1)], []) && !comparison.holds([], []))
  }

  @Test func ofSeveralValuesOneIsEnough() {
    let phones = [Comparand.text("112"), .text("113")]
    #expect(Comparison.equal.holds(phones, [.number(113)]) && !Comparison.unequal.holds(phones, [.number(113)]))
    #expect(Comparison.unequal.holds(phones, [.number(114)]) && Comparison.greater.holds(phones, [.number(112)]))
  }

  @Test(arguments: [
    (["5", "1980"], Comparand.Kind.number), (["1980", "1980-05"], .day), (["--05-12", "12 may 1980"], .day),
    (["5", "five"], .text),
    (["007", "7"], .text),
  ]) func valuesAreWhatAllOfThemAre(texts: [String], kind: Comparand.Kind) {
    #expect(Comparand.Kind(of: texts.map { .text($0) }) == kind)
  }

  @Test func accentsStandBesideTheirLetters() {
    let names = ["Zoë", "emil", "Ørsted", "Émile", "Otto", "Emily", "zoe", "Ea"]
    #expect(
      names.sorted { Letters($0) < Letters($1) } == ["Ea", "emil", "Émile", "Emily", "Ørsted", "Otto", "zoe", "Zoë"])
  }
}
