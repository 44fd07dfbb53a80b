"""What the tests of the screen have in common."""
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from terminal import KITH, TODAY, Terminal

UP, DOWN, RIGHT, LEFT, SHIFT_TAB, ALT_ENTER, UNDO = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[Z", "\x1b\r", "\x1f"
CTRL_A, CTRL_C, CTRL_D, CTRL_E, CTRL_R, CTRL_X, CTRL_Z, ESCAPE = "\x01", "\x03", "\x04", "\x05", "\x12", "\x18", "\x1a", "\x1b"

# The colours on a dark background.
RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN = "ff8787", "87d787", "d7af5f", "5fafff", "d787d7", "5fd7d7"


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kith-screen-"))
        self.terminals = []

    def tearDown(self):
        for terminal in self.terminals:
            terminal.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def open(self, command=None, prompt="kith>", **others):
        terminal = Terminal(self.folder, command, **others)
        self.terminals.append(terminal)
        if prompt:
            terminal.prompt(prompt)
        return terminal

    def kith(self, *words):
        """What a one-liner prints."""
        return subprocess.run(
            [KITH, "--file", self.folder / "network.kith", "--today", TODAY, *words], capture_output=True, text=True,
            env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": str(self.folder)}).stdout

    def leave(self, terminal, status=0):
        terminal.type(CTRL_D)
        self.assertEqual(terminal.end(), status)
