"""What is shown where there is little room, and in which colours."""
import unittest

from case import CTRL_C, CTRL_D, CYAN, DOWN, Case
from terminal import KITH, TODAY

LIGHT_CYAN = "005f5f"


class Narrow(Case):
    def setUp(self):
        super().setUp()
        self.kith(
            "-c", "met alice, bob at \"Café Luna\" on 2026-10-01; met carol; carol works at Acme as \"hiring manager\"; "
            "note alice: she moves to Rome in May with her two dogs")

    def answer(self, line, columns):
        """The rows below a line once it is answered."""
        terminal = self.open([str(KITH), "--today", TODAY, "--quiet"], columns=columns, rows=60)
        terminal.type(line + "\r")
        terminal.until(lambda: terminal.line == "kith>" and len(terminal.lines) > 1, "an answer")
        return terminal.lines[1 + (len("kith> " + line) - 1) // columns:-1]

    def test_a_table_goes_on_below_in_its_last_column(self):
        self.assertEqual(self.answer("log", 30)[:3], ["#  statement", "1  met alice, bob at \"Café", "   Luna\" on 2026-10-01"])

    def test_a_table_lets_go_of_its_bars(self):
        self.assertIn("▎", "".join(self.answer("who show name, strength", 80)))
        self.assertEqual(self.answer("who show name, strength", 18)[1:], ["alice      0.08", "bob        0.08", "carol      0.22"])

    def test_a_table_becomes_cards(self):
        rows = self.answer("who show name, last, org, role", 30)
        self.assertEqual(rows[:3], ["  name  alice", "  last  2026-10-01", ""])
        self.assertIn("  role  hiring manager", rows)

    def test_no_word_is_broken(self):
        for columns in (30, 15):
            for line in ("who", "log", "why alice", "count by month"):
                with self.subTest(line=line, columns=columns):
                    words = set(" ".join(self.answer(line, 200)).split())
                    broken = [word for word in " ".join(self.answer(line, columns)).split() if word not in words]
                    # What cards call each value stands at it again.
                    self.assertEqual([word for word in broken if not set(word) <= set("▏▎▍▌▋▊▉█")], [])

    def test_carets_stay_under_their_place(self):
        terminal = self.open(columns=30, rows=20)
        terminal.say("met alice at the library; shw alice; met bob", "^^^")
        rows = terminal.lines
        caret = next(index for index, row in enumerate(rows) if "^^^" in row)
        self.assertEqual(rows[caret].index("^^^"), rows[caret - 1].index("shw"))
        self.assertLessEqual(max(len(row) for row in rows), 30)

    def test_the_first_words_break_between_words(self):
        terminal = self.open([str(KITH), "--today", TODAY, "--file", "new.kith"], columns=30, rows=30, prompt="new>")
        self.assertEqual(terminal.lines[:2], ["Welcome to kith: what you tell", "it of people stays in one file"])

    def test_a_menu_shows_where_it_is_cut(self):
        terminal = self.open(columns=30)
        terminal.type("who where \t")
        terminal.see("  strength  > 0.5: how …")
        terminal.type(DOWN + CTRL_C)


class Colours(Case):
    def test_the_terminal_is_asked(self):
        self.kith("-c", "met alice")
        for background, colour in (("ffff/ffff/ffff", LIGHT_CYAN), ("fdfd/f6f6/e3e3", LIGHT_CYAN), ("0000/2b2b/3636", CYAN), ("00/00/00", CYAN)):
            with self.subTest(background=background):
                terminal = self.open(background=background)
                terminal.type("met alice")
                terminal.see_line("kith> met alice")
                terminal.see_colour("alice", colour)
                terminal.type(CTRL_C)
                self.leave(terminal)

    def test_where_it_does_not_answer_there_are_none(self):
        self.kith("-c", "met alice")
        terminal = self.open(background=None)
        terminal.type("met alice")
        terminal.see_line("kith> met alice")
        self.assertEqual((terminal.cell("alice").fg, terminal.cell("met").bold), ("default", True))
        terminal.type(CTRL_C + CTRL_D)
        self.assertEqual(terminal.end(), 0)

    def test_an_environment_that_tells(self):
        self.kith("-c", "met alice")
        terminal = self.open(background=None, COLORFGBG="0;15")
        terminal.type("met alice")
        terminal.see_line("kith> met alice")
        terminal.see_colour("alice", LIGHT_CYAN)

    def test_colours_are_chosen(self):
        self.kith("-c", "met alice")
        terminal = self.open()
        for choice, colour in (("light", LIGHT_CYAN), ("dark", CYAN), ("none", "default")):
            terminal.type(f"set colours {choice}\r")
            terminal.prompt()
            terminal.type("met alice")
            terminal.see_line("kith> met alice")
            terminal.see_colour("alice", colour)
            terminal.type(CTRL_C)
            terminal.prompt()

    def test_what_was_chosen_outlives_plain_lines(self):
        self.kith("-c", "met alice")
        terminal = self.open()
        for line in ("set colours light", "set plain on", "set plain off"):
            terminal.type(line + "\r")
            terminal.prompt()
        terminal.type("met alice")
        terminal.see_line("kith> met alice")
        terminal.see_colour("alice", LIGHT_CYAN)


if __name__ == "__main__":
    unittest.main()
