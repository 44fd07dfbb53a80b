"""The README shows what the program does."""
import unittest

from session import END, START, readme, session
from terminal import PROJECT


class Readme(unittest.TestCase):
    maxDiff = None

    def test_the_session_is_what_the_program_shows(self):
        text = (PROJECT / "README.md").read_text()
        self.assertEqual(text, readme(text, session()), "scripts/record writes it anew")
        self.assertLess(text.index(START), text.index(END))
