"""A terminal that a program believes in, and that can be looked at: a pseudo-terminal with a screen behind it."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path

import pyte

PROJECT = Path(__file__).resolve().parent.parent.parent
KITH = Path(os.environ.get("KITH_EXECUTABLE", PROJECT / ".build/debug/kith"))
TODAY = "2026-11-22"


class Terminal:
    """A command on a terminal of its own, in a folder, with a home that holds nothing."""

    def __init__(self, folder, command=None, columns=80, rows=24, background="0000/0000/0000", **variables):
        self.background = background
        self.screen = pyte.HistoryScreen(columns, rows, history=1000, ratio=0.5)
        self.stream = pyte.ByteStream(self.screen)
        self.written = b""
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "KITH_FILE": str(Path(folder) / "network.kith"),
            # libedit frees the names of added functions never: with AddressSanitizer, detect_leaks=0.
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""), **variables,
        }
        command = command or [str(KITH), "--today", TODAY]
        self.process, self.master = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execve(command[0], command, environment)
        self.resize(columns, rows)

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def type(self, keys):
        os.write(self.master, keys.encode())

    def read(self, seconds):
        """Takes in what the program writes within so many seconds; false where that is nothing."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            output = os.read(self.master, 65536)
        except OSError:
            return False
        self.written += output
        if b"\x1b]11;?" in output and self.background:
            os.write(self.master, f"\x1b]11;rgb:{self.background}\x1b\\\x1b[?62;22c".encode())
        self.stream.feed(output.replace(b"\x1b]11;?\x07", b"").replace(b"\x1b[c", b""))
        return bool(output)

    @property
    def lines(self):
        """The rows on the screen, without the empty ones behind the last."""
        rows = [row.rstrip() for row in self.screen.display]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    @property
    def text(self):
        return "\n".join(self.lines)

    def until(self, holds, what, seconds=8):
        """Waits until something holds of the screen, and goes on holding while the program is quiet."""
        end = time.monotonic() + seconds
        while True:
            if holds():
                if not self.read(0.06):
                    return
            elif time.monotonic() > end or not self.read(0.5) and time.monotonic() > end:
                raise AssertionError(f"waited for {what}; on the screen is\n{self.text}")

    def see(self, text, seconds=8):
        """Waits until a text is on the screen."""
        self.until(lambda: text in self.text, repr(text), seconds)

    def see_last(self, text, seconds=8):
        """Waits until the last row is a text."""
        self.until(lambda: self.lines[-1:] == [text], f"{text!r} in the last row", seconds)

    def see_line(self, text, seconds=8):
        """Waits until the row with the cursor is a text."""
        self.until(lambda: self.line == text, f"{text!r} in the cursor's row", seconds)

    @property
    def line(self):
        return self.screen.display[self.screen.cursor.y].rstrip()

    def prompt(self, text="kith>"):
        self.see_line(text)

    def say(self, line, answer):
        """Types a line, and waits for an answer and the next prompt."""
        self.type(line + "\r")
        self.see(answer)

    def cell(self, text):
        """The first cell of a text where it stands last on the screen: its colour and what else marks it."""
        for y in reversed(range(self.screen.lines)):
            x = self.screen.display[y].rfind(text)
            if x >= 0:
                return self.screen.buffer[y][x]
        raise AssertionError(f"{text!r} is not on the screen\n{self.text}")

    def see_colour(self, text, colour):
        """Waits until a text has a colour: that depends on what the terminal has answered."""
        self.until(lambda: self.cell(text).fg == colour, f"{text!r} in {colour}")

    @property
    def is_cooked(self):
        """Whether the terminal is as a shell wants it."""
        return bool(termios.tcgetattr(self.master)[3] & termios.ICANON)

    def kill(self, number):
        os.kill(self.process, number)

    def end(self, seconds=10):
        """Waits for the program to end; gives its exit status, negative for a signal."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.read(0.02)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.process = None
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"it does not end; on the screen is\n{self.text}")

    def close(self):
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.master)
