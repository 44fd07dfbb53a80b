"""A session at the prompt as text, for the README: what was typed, and what was on the screen.

    session.py            prints it
    session.py --write    puts it between its marks in the README
"""
import shutil
import sys
import tempfile
from pathlib import Path

from terminal import KITH, PROJECT, TODAY, Terminal

START, END = "<!-- a session, written by scripts/record -->\n", "<!-- the end of the session -->\n"

# What is typed, how that is called, and what has to be on the screen before a picture is taken; then what ends the line.
SCENES = [
    ("met alice at coffee; gave intro to bob", "The first words, a line, and its echo:", "#2 introduced", "\r"),
    ("met al", "What could follow stands behind the cursor (here `‸`) in dim letters; the right arrow takes it:", "kith> met alice", "\x03"),
    ("promised bob a template by friday\rkept \t", "Tab shows what can stand there, after `kept` what is still promised:", "#3", "\x03"),
    ("shw alice", "A slip is pointed at, and the line that was meant is suggested for the next one:", "= help: show", "\r"),
]


def session() -> str:
    folder = Path(tempfile.mkdtemp(prefix="kith-session-"))
    try:
        terminal = Terminal(folder, [str(KITH), "--today", TODAY], columns=80, rows=40)
        terminal.prompt()
        pictures = []
        first = 0
        for keys, title, text, last in SCENES:
            terminal.type(keys)
            if last == "\r":
                terminal.type(last)
            terminal.see(text)
            terminal.until(lambda: True, "rest")
            rows = terminal.lines[first:]
            y, x = terminal.screen.cursor.y - first, terminal.screen.cursor.x
            if last != "\r" or len(rows[y]) > x:
                rows[y] = rows[y][:x].ljust(x) + "‸" + rows[y][x:]
            pictures.append(f"{title}\n\n```text\n" + "\n".join(rows).rstrip() + "\n```\n")
            if last != "\r":
                terminal.type(last)
                terminal.prompt()
            first = len(terminal.lines) - 1
        terminal.close()
        return "\n".join(pictures)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def readme(text: str, session: str) -> str:
    """The README's text with another session in it."""
    before, rest = text.split(START)
    return before + START + "\n" + session + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        path = PROJECT / "README.md"
        path.write_text(readme(path.read_text(), session()))
    else:
        print(session())
