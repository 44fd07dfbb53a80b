"""What each key does, whatever a terminal sends for it."""
import os
import signal
import time
import unittest

from case import CTRL_A, CTRL_C, CTRL_R, CTRL_X, ESCAPE, LEFT, UP, Case

HOME = ["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "\x1b[1;5H"]
END = ["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "\x1b[1;5F"]
WORD_LEFT = ["\x1b[1;5D", "\x1b[1;3D", "\x1b\x1b[D", "\x1b[5D", "\x1bOd", "\x1bb"]
WORD_RIGHT = ["\x1b[1;5C", "\x1b[1;3C", "\x1b\x1b[C", "\x1b[5C", "\x1bOc", "\x1bf"]
DELETE, DELETE_WORD = "\x1b[3~", ["\x1b[3;5~", "\x1b[3;3~", "\x1b[3^", "\x1bd"]
ALT_UP, ALT_DOWN, PAGE_UP, PAGE_DOWN = "\x1b[1;3A", "\x1b[1;3B", "\x1b[5~", "\x1b[6~"
# Insert, F2 to F12 in their ways, Alt with letters that mean nothing, what a terminal answers or reports, and what is none.
NOTHING = [
    "\x1b[2~", "\x1bOQ", "\x1b[12~", "\x1b[[B", "\x1b[15~", "\x1b[17~", "\x1b[24~", "\x1b[24;5~", "\x1b[1;2Q", "\x1b[13;5R",
    "\x1bx", "\x1bX", "\x1bk", "\x1bD", "\x1bä", "\x1b[I", "\x1b[O", "\x1b[201~", "\x1b[99;7u", "\x1b]11;rgb:ffff/ffff/ffff\x07",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1bP1+r\x1b\\", "\x1b[<0;10;10M", "\x1b[?62;1c", "\x1b[12;34R",
    "\x1b[" + "1;" * 200 + "m",
]


class Keys(Case):
    def test_a_key_that_means_nothing_types_nothing(self):
        terminal = self.open()
        for key in NOTHING:
            with self.subTest(key=key):
                terminal.type("hallo" + key + "!")
                terminal.see_line("kith> hallo!")
                terminal.type(CTRL_C)
                terminal.prompt()

    def test_shift_changes_nothing(self):
        terminal = self.open()
        terminal.type("met tom\x1b[1;2D\x1b[1;2D" + "o")
        terminal.see_line("kith> met toom")

    def test_home_and_end(self):
        terminal = self.open()
        for home, end in zip(HOME, END):
            with self.subTest(home=home, end=end):
                terminal.type("bc" + home + "a" + end + "d")
                terminal.see_line("kith> abcd")
                terminal.type(CTRL_C)
                terminal.prompt()

    def test_words(self):
        terminal = self.open()
        for left, right in zip(WORD_LEFT, WORD_RIGHT):
            with self.subTest(left=left, right=right):
                terminal.type("one two" + left + left + right + "!")
                terminal.see_line("kith> one! two")
                terminal.type(CTRL_C)
                terminal.prompt()

    def test_delete(self):
        terminal = self.open()
        terminal.type("n\u0303👩‍👩‍👧.." + CTRL_A + DELETE + DELETE + "\x1b[C" + DELETE + DELETE)
        terminal.see_line("kith> .")
        for key in DELETE_WORD:
            with self.subTest(key=key):
                terminal.type(CTRL_C + "one two" + CTRL_A + key)
                terminal.see_line("kith>  two")
        terminal.type(CTRL_C + "one two\x17")
        terminal.see_line("kith> one")

    def test_page_up_is_the_first_line_and_page_down_what_was_typed(self):
        terminal = self.open()
        for line in ("met ann", "log", "met bea"):
            terminal.type(line + "\r")
            terminal.prompt()
        terminal.type("me" + PAGE_UP)
        terminal.see_line("kith> met ann")
        terminal.type(PAGE_DOWN)
        terminal.until(lambda: terminal.screen.cursor.x == 8, "the cursor behind `me`")
        terminal.type(CTRL_C + CTRL_R + PAGE_UP + PAGE_DOWN + ESCAPE)
        terminal.prompt()

    def test_pages_of_a_menu(self):
        terminal = self.open()
        terminal.type("; ".join(f"person p{number:02}" for number in range(30)) + "\r")
        terminal.prompt()
        terminal.type("met p\t" + PAGE_DOWN)
        terminal.see("› p18")
        terminal.type(PAGE_DOWN)
        terminal.see("› p11")
        terminal.type(PAGE_UP)
        terminal.see("› p18")

    def test_words_of_the_lines_before(self):
        terminal = self.open()
        for line in ("met annika", "met johanna", "log"):
            terminal.type(line + "\r")
            terminal.prompt()
        terminal.type("called ann" + ALT_UP)
        terminal.see_line("kith> called johanna")
        terminal.type(ALT_UP)
        terminal.see_line("kith> called annika")
        terminal.type(ALT_UP + ALT_DOWN + ALT_DOWN)
        terminal.until(lambda: terminal.screen.cursor.x == 16, "the cursor behind `ann`")
        terminal.type(CTRL_C + "called \x1b.")
        terminal.see_line("kith> called log")

    def test_enter_with_shift(self):
        terminal = self.open()
        for key in ("\x1b[13;2u", "\x1b[27;2;13~"):
            terminal.type("log" + key)
            terminal.see_last("  ...")
            terminal.type(CTRL_C)
            terminal.prompt()

    def test_a_key_of_ones_own(self):
        (self.folder / ".editrc").write_text('kith:bind "^[[20~" em-upper-case\n')
        terminal = self.open()
        terminal.type("abc" + CTRL_A + "\x1b[20~")
        terminal.see_line("kith> ABC")

    def test_vi_takes_what_is_typed_fast(self):
        (self.folder / ".editrc").write_text("kith:bind -v\n")
        terminal = self.open()
        terminal.type("met tim" + ESCAPE + "0x" + ESCAPE + "[C" + "x")
        terminal.see_line("kith> e tim")
        terminal.type(CTRL_C + "met" + ESCAPE)
        terminal.see_line("kith> met")
        terminal.type(":")
        terminal.type("Ax")
        terminal.see_line("kith> metx")

    def test_vi_commands_that_libedit_has_wrong(self):
        (self.folder / ".editrc").write_text("kith:bind -v\n")
        terminal = self.open()
        terminal.type(ESCAPE)
        time.sleep(0.1)
        terminal.type("$im")
        terminal.see_line("kith> met")
        terminal.type("et tim" + ESCAPE)
        time.sleep(0.1)
        terminal.type("0d$" + "#n?")
        terminal.see("search:")
        terminal.type(CTRL_C + "imet tom\r")
        terminal.see("#1 met tom")

    def test_where_libedit_paints_a_window_gets_lower(self):
        terminal = self.open(columns=40, TERM="dumb")
        terminal.type("x" * 300)
        terminal.see("x" * 30)
        terminal.resize(40, 2)
        time.sleep(0.1)
        terminal.type("y" + CTRL_C)
        terminal.type("met tom\r")
        terminal.see("tom)")

    def test_where_libedit_paints(self):
        terminal = self.open()
        terminal.type("set plain on\r")
        terminal.prompt()
        terminal.type("met tom\x1b[15~\x1b[5~\x1bX\x1b[D\x1b[D\x1b[3~" + "i")
        terminal.see_line("kith> met tim")


class Painting(Case):
    def test_a_lone_carriage_return_ends_a_line(self):
        terminal = self.open()
        os.system(f"stty -icrnl < {os.ttyname(terminal.master)} 2>/dev/null")
        terminal.type("met ann\rmet bea\r")
        terminal.see("#2 met bea")
        terminal.prompt()

    def test_a_paste_without_end(self):
        terminal = self.open()
        terminal.type("\x1b[200~met ann")
        terminal.see_line("kith> met ann")
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.type("\x1b[200~met bea" + CTRL_C)
        terminal.see_line("kith> met bea")
        terminal.type(LEFT + "e")
        terminal.see_line("kith> met beea")

    def test_a_paste_that_holds_ctrl_c_runs_nothing(self):
        terminal = self.open()
        terminal.type("\x1b[200~note \x03\rmet intruder\r\x1b[201~")
        terminal.see_line("kith> note")
        terminal.type(CTRL_C)
        terminal.prompt()
        terminal.say("log", "nothing is recorded yet")

    def test_a_stop_from_outside(self):
        terminal = self.open()
        terminal.type("met ann")
        terminal.see_line("kith> met ann")
        terminal.kill(signal.SIGSTOP)
        time.sleep(0.1)
        terminal.stream.feed(b"\r\x1b[J(another program)\r\n$ fg\r\n")
        os.system(f"stty sane < {os.ttyname(terminal.master)}")
        terminal.kill(signal.SIGCONT)
        terminal.see_line("kith> met ann")
        self.assertIn("(another program)", terminal.text)
        terminal.type("a\r")
        terminal.see("#1 met anna")
        terminal.prompt()

    def test_a_stop_that_nobody_used(self):
        terminal = self.open()
        terminal.type("met " + "x" * 100)
        terminal.see("x" * 20)
        before = terminal.text
        terminal.kill(signal.SIGSTOP)
        time.sleep(0.1)
        terminal.kill(signal.SIGCONT)
        terminal.until(lambda: terminal.text == before, "the line as it was")
        terminal.type("\x7f")
        terminal.see("x" * 20)


if __name__ == "__main__":
    unittest.main()
