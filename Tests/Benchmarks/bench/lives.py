"""Lives: the same interactions for every tool, what is asked of them, and what the answers have to be."""
import csv
import datetime
import io
import itertools
import json
import random
import re
import uuid
from collections import Counter
from pathlib import Path

import peers
from measuring import KITH, Failed, Meter

SEED = 20261122
ASKED = "p7"
TODAY = "2026-11-22"

WORKS = {
    "last": "one person's last ten",
    "totals": "totals by person",
    "search": "full-text search",
    "export": "export",
    "replay": "replay from text",
    "add": "one line added",
}


def words(chance: random.Random) -> list[str]:
    """Two thousand words of six letters: none begins like another one."""
    syllables = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    found: dict[str, None] = {}
    while len(found) < 2000:
        found["".join(chance.choices(syllables, k=3))] = None
    return list(found)


class Life:
    """So many interactions with so many people at fifty places within 25 years; every tenth with a note of five words."""

    def __init__(self, count: int, people: int) -> None:
        chance = random.Random(SEED)
        vocabulary = words(chance)
        self.count, self.people, self.word = count, people, vocabulary[7]
        # Taskwarrior sorts seconds since 1970 as texts: before 2001-09-09 these were shorter.
        begin = datetime.date(2002, 1, 1)
        self.days = [str(begin + datetime.timedelta(days=day)) for day in range(9000)]
        self.persons = chance.choices(range(people), k=count)
        self.places = chance.choices(range(50), k=count)
        self.notes = [" ".join(chance.choices(vocabulary, k=5)) for _ in range((count + 9) // 10)]

    def rows(self):
        """Number, day, person, place and note of each, the oldest first."""
        count, days, notes = self.count, self.days, self.notes
        for number, (person, place) in enumerate(zip(self.persons, self.places)):
            yield number, days[number * 9000 // count], f"p{person}", f"place{place}", notes[number // 10] if number % 10 == 0 else ""

    def answers(self) -> dict:
        """What each question is to be answered with."""
        asked = int(ASKED[1:])
        last = [number for number, person in enumerate(self.persons) if person == asked][-10:]
        totals = {f"p{person}": count for person, count in Counter(self.persons).items()}
        return {
            "last": sorted((self.days[number * 9000 // self.count], f"place{self.places[number]}") for number in last),
            "totals": totals,
            "search": sorted(note for note in self.notes if self.word in note.split()),
            "export": self.count,
            "replay": totals,
        }


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def totals(accounts) -> dict[str, int]:
    """The totals by person, of accounts that are places below a person."""
    found: Counter = Counter()
    for account, total in accounts:
        found[account.split(":")[0]] += int(total)
    return dict(found)


class Tool:
    """A tool with a life in its own form; what is not in `commands` it cannot do, for the reason in `lacks`."""

    name = ""
    lacks: dict[str, str] = {}

    def __init__(self, folder: Path, program: Path, variables: dict[str, str], measure: Path) -> None:
        self.folder = folder / self.name
        self.folder.mkdir()
        self.program = program
        self.meter = Meter(measure, self.folder, {"HOME": str(self.folder), "TZ": "UTC", "NO_COLOR": "1", **variables})
        # The network, table or text that is asked; the text that is replayed; the file that comes of it.
        self.file, self.text, self.fresh = (self.folder / name for name in self.files)
        # What is typed where a command asks.
        self.given: dict[str, Path] = {}

    files = ("file", "text", "fresh")

    def line(self, number: int, day: str, person: str, place: str, note: str) -> str:
        raise NotImplementedError

    def head(self, life: Life) -> str:
        return ""

    def prepare(self, life: Life) -> None:
        """Takes in a life."""
        self.clear()
        with open(self.text, "w") as file:
            file.write(self.head(life))
            file.writelines(self.line(*row) for row in life.rows())
        self.take_in()

    def take_in(self) -> None:
        self.file = self.text

    def commands(self, life: Life) -> dict[str, list]:
        raise NotImplementedError

    def understood(self, work: str, text: str):
        """The answer of a command, as `Life.answers` has it."""
        raise NotImplementedError

    def clear(self) -> None:
        """Removes what there is of the life before."""
        for path in self.folder.iterdir():
            if path.is_file() and path.name.startswith(tuple(self.files)):
                path.unlink()

    def clear_fresh(self) -> None:
        for path in self.folder.glob(self.fresh.name + "*"):
            path.unlink()

    def replayed(self):
        """What there is after a replay that is not answered with the totals itself."""
        return None


class Kith(Tool):
    name = "kith"
    files = ("life.kith", "life.net", "fresh.kith")
    # The scripts that make it, one after the other.
    texts: list[Path] = []

    def line(self, number, day, person, place, note):
        return f"met {person} at {place} on {day}: {note}\n" if note else f"met {person} at {place} on {day}\n"

    def prepare(self, life):
        self.clear()
        # A script may have 256 MiB.
        at_once = 5_000_000
        self.texts = [self.folder / f"life.net.{number}" for number in range(-(-life.count // at_once))]
        rows = life.rows()
        for path in self.texts:
            with open(path, "w") as file:
                file.writelines(self.line(*row) for row in itertools.islice(rows, at_once))
        self.take_in()

    @property
    def text_size(self):
        return sum(path.stat().st_size for path in self.texts)

    def take_in(self):
        self.meter.run([KITH, "--file", self.file, "--quiet", "run", *self.texts], limit=300)
        self.meter.run([KITH, "--file", self.file, "--quiet", "save"], limit=300)

    def commands(self, life):
        kith = [KITH, "--file", self.file]
        return {
            "last": kith + ["log", "of", ASKED, "limit", "10", "as", "csv"],
            "totals": kith + ["count", "by", "person", "as", "csv"],
            "search": kith + ["find", life.word, "as", "csv"],
            "export": kith + ["export"],
            "replay": [KITH, "--file", self.fresh, "--quiet", "run", *self.texts],
            "add": kith + ["--quiet", "met", ASKED, "at", "place3"],
        }

    def understood(self, work, text):
        rows = table(text)
        if work == "last":
            day, place = rows[0].index("date"), rows[0].index("place")
            return sorted((row[day], row[place]) for row in rows[1:])
        if work == "totals":
            return {row[0]: int(row[1]) for row in rows[1:]}
        if work == "search":
            excerpt = rows[0].index("excerpt")
            return sorted(row[excerpt] for row in rows[1:])
        return sum(" p" in line for line in text.splitlines())

    def replayed(self):
        return self.understood("totals", self.meter.answer([KITH, "--file", self.fresh, "count", "by", "person", "as", "csv"], 60)[1])


class SQLite(Tool):
    name = "sqlite3"
    files = ("life.sqlite", "life.csv", "fresh.sqlite")
    table = "pragma journal_mode=wal; pragma synchronous=full; create table met(day text, who text, place text, note text);"
    index = "create index by_who on met(who);"

    def line(self, number, day, person, place, note):
        return f"{day},{person},{place},{note}\n"

    def take_in(self):
        words = "create virtual table words using fts5(note, content=met); insert into words(words) values ('rebuild');"
        self.meter.run([self.program, self.file, self.table, f".import --csv {self.text} met", self.index, words], limit=300)
        self.meter.run([self.program, self.file, "pragma wal_checkpoint(truncate); analyze"], limit=60)

    def commands(self, life):
        ask = [self.program, self.file]
        return {
            "last": ask + [f"select day, place from met where who = '{ASKED}' order by rowid desc limit 10"],
            "totals": ask + ["select who, count(*) from met group by who order by 2 desc"],
            "search": ask + [f"select note from words where words match '{life.word}' order by rank"],
            "export": ask + [".dump met"],
            "replay": [self.program, self.fresh, self.table, f".import --csv {self.text} met", self.index],
            "add": ask + [f"pragma synchronous=full; insert into met values ('{TODAY}', '{ASKED}', 'place3', '')"],
        }

    def understood(self, work, text):
        rows = [line.split("|") for line in text.splitlines()]
        if work == "last":
            return sorted((day, place) for day, place in rows)
        if work == "totals":
            return {who: int(count) for who, count in rows}
        if work == "search":
            return sorted(row[0] for row in rows)
        return text.count("\nINSERT INTO met")

    def replayed(self):
        return self.understood("totals", self.meter.answer([self.program, self.fresh, "select who, count(*) from met group by who"], 60)[1])


class Ledger(Tool):
    name = "ledger"
    files = ("life.ledger", "life.ledger", "fresh.ledger")
    lacks = {"add": "has no command for it"}

    def line(self, number, day, person, place, note):
        return f"{day} met {note}\n    {person}:{place}  1 K\n    me\n\n"

    def commands(self, life):
        ask = [self.program, "-f", self.file]
        balance = ask + ["bal", "--flat", "--no-total", "^p"]
        return {
            "last": ask + ["reg", f"^{ASKED}:", "--tail", "10", "--format", '%(format_date(date,"%Y-%m-%d")) %(account)\\n'],
            "totals": balance,
            "search": ask + ["reg", "^p", "and", f"@{life.word}", "--format", "%(payee)\\n"],
            "export": ask + ["print"],
            "replay": balance,
        }

    def understood(self, work, text):
        if work == "last":
            return sorted((day, account.split(":")[1]) for day, account in (line.split() for line in text.splitlines()))
        if work == "search":
            return sorted(line.removeprefix("met ") for line in text.splitlines())
        if work == "export":
            return len(re.findall(r"^\d{4}/\d\d/\d\d ", text, re.M))
        return totals((line.split()[2], line.split()[0]) for line in text.splitlines())


class HLedger(Ledger):
    name = "hledger"
    lacks = {}

    def prepare(self, life):
        super().prepare(life)
        self.given["add"] = self.folder / "enter"
        self.given["add"].write_text("\n" * 9)

    def commands(self, life):
        ask = [self.program, "-f", self.file]
        balance = ask + ["bal", "--flat", "--no-total", "^p", "-O", "csv"]
        return {
            "last": ask + ["reg", f"^{ASKED}:", "-O", "csv"],
            "totals": balance,
            "search": ask + ["reg", "^p", f"desc:{life.word}", "-O", "csv"],
            "export": ask + ["print"],
            "replay": balance,
            "add": ask + ["add", TODAY, "met", f"{ASKED}:place3", "1 K", "me"],
        }

    def understood(self, work, text):
        if work == "export":
            return len(re.findall(r"^\d{4}-\d\d-\d\d ", text, re.M))
        rows = table(text)[1:]
        if work == "last":
            return sorted((row[1], row[4].split(":")[1]) for row in rows[-10:])
        if work == "search":
            return sorted(row[3].removeprefix("met ") for row in rows)
        return totals((row[0], row[1].split()[0]) for row in rows)


class Taskwarrior(Tool):
    name = "taskwarrior"
    files = ("completed.data", "import.json", "pending.data")

    def prepare(self, life):
        self.count = life.count
        super().prepare(life)
        with open(self.file, "w") as file:
            for number, day, person, place, note in life.rows():
                fields = self.fields(number, day, person, place, note).items()
                file.write("[" + " ".join(f'{key}:"{value}"' for key, value in fields) + "]\n")
        (self.folder / "taskrc").write_text(f"data.location={self.folder}\nconfirmation=off\ndefaultwidth=0\n"
            "list.all.projects=yes\nrecurrence=off\nreport.told.columns=end,description\nreport.told.sort=end-\n"
            "report.told.dateformat=Y-M-D\nreport.told.filter=status:completed\n")
        # What is imported goes elsewhere.
        (self.folder / "fresh").mkdir(exist_ok=True)
        (self.folder / "freshrc").write_text(f"data.location={self.folder}/fresh\nconfirmation=off\nverbose=nothing\n")

    def fields(self, number, day, person, place, note):
        # One after the other: of those of a day the order is to be seen.
        second = number * 9000 % self.count * 40_000 // self.count
        end = int(datetime.datetime.fromisoformat(day + "T09:00:00+00:00").timestamp()) + second
        description = f"met at {place}" + (f" {note}" if note else "")
        return {"description": description, "end": end, "entry": end, "modified": end, "project": person, "status": "completed",
                "uuid": uuid.UUID(int=number + 1, version=4)}

    def line(self, number, day, person, place, note):
        fields = self.fields(number, day, person, place, note)
        stamp = day.replace("-", "") + "T090000Z"
        return json.dumps({**fields, "end": stamp, "entry": stamp, "modified": stamp, "uuid": str(fields["uuid"])}) + "\n"

    def take_in(self):
        pass

    def commands(self, life):
        ask = [self.program, f"rc:{self.folder}/taskrc"]
        # What is asked is to be read by a program; what is added is said as anybody does.
        add = ask
        ask = ask + ["rc.verbose=nothing"]
        return {
            "last": ask + [f"project.is:{ASKED}", "limit:10", "told"],
            "totals": ask + ["projects"],
            "search": ask + [f"description.has:{life.word}", "told"],
            "export": ask + ["export"],
            "replay": [self.program, f"rc:{self.folder}/freshrc", "import", self.text],
            "add": add + ["log", f"project:{ASKED}", "met at place3"],
        }

    def clear_fresh(self):
        for path in (self.folder / "fresh").glob("*.data"):
            path.unlink()

    def understood(self, work, text):
        if work == "export":
            return len(json.loads(text))
        lines = [line.split() for line in text.splitlines()]
        if work == "last":
            return sorted((line[0], line[3]) for line in lines if re.match(r"\d{4}-", line[0]))[-10:]
        if work == "search":
            return sorted(" ".join(line[4:]) for line in lines if line and re.match(r"\d{4}-", line[0]))
        return {line[0]: int(line[1]) for line in lines if len(line) == 2 and re.match(r"p\d", line[0])}

    def replayed(self):
        text = self.meter.answer([self.program, f"rc:{self.folder}/freshrc", "rc.list.all.projects=yes", "projects"], 60)[1]
        return self.understood("totals", text)


class Jrnl(Tool):
    name = "jrnl"
    files = ("life.txt", "life.txt", "fresh.txt")

    def prepare(self, life):
        super().prepare(life)
        for name, journal in (("life", self.file), ("fresh", self.fresh)):
            (self.folder / f"{name}.yaml").write_text(
                "colors: {body: none, date: none, tags: none, title: none}\ndefault_hour: 9\ndefault_minute: 0\neditor: ''\n"
                "encrypt: false\nhighlight: false\nindent_character: '|'\nlinewrap: 1000\ntagsymbols: '@'\ntemplate: false\n"
                f"timeformat: '%Y-%m-%d %H:%M'\nversion: '4.6'\njournals: {{default: {{journal: {journal}}}}}\n")

    def line(self, number, day, person, place, note):
        return f"[{day} 09:00] met @{person} at {place}. {note}\n\n"

    def commands(self, life):
        ask = [self.program, "--config-file", self.folder / "life.yaml"]
        return {
            "last": ask + [f"@{ASKED}", "-n", "10", "--short"],
            "totals": ask + ["--tags"],
            "search": ask + ["-contains", life.word, "--format", "json"],
            "export": ask + ["--format", "json"],
            "replay": [self.program, "--config-file", self.folder / "fresh.yaml", "--import", "--file", self.text],
            "add": ask + [f"{TODAY}: met @{ASKED} at place3."],
        }

    def clear_fresh(self):
        self.fresh.write_text("")

    def understood(self, work, text):
        if work == "last":
            found = [re.match(r"(\S+) \S+ met \S+ at (\w+)", line) for line in text.splitlines()]
            return sorted(match.groups() for match in found if match)
        if work == "totals":
            found = [re.match(r"@(p\d+)\s*: (\d+)", line) for line in text.splitlines()]
            return {match[1]: int(match[2]) for match in found if match}
        entries = json.loads(text)["entries"]
        texts = (f"{entry['title']} {entry['body']}" for entry in entries)
        return len(entries) if work == "export" else sorted(text.partition(". ")[2].strip() for text in texts)

    def replayed(self):
        command = [self.program, "--config-file", self.folder / "fresh.yaml", "--tags"]
        return self.understood("totals", self.meter.answer(command, 120)[1])


class Beancount(Tool):
    name = "beancount"
    files = ("life.beancount", "life.beancount", "fresh")
    lacks = {"add": "has no command for it"}

    def head(self, life):
        accounts = "".join(f"2000-01-01 open Assets:P{person}\n" for person in range(life.people))
        return f"2000-01-01 open Equity:Me\n{accounts}\n"

    def line(self, number, day, person, place, note):
        return f'{day} * "{place}" "met {note}"\n  Assets:{person.upper()}  1 K\n  Equity:Me\n\n'

    def commands(self, life):
        ask = [self.program, "-f", "csv", self.file]
        return {
            "last": ask + [f"select date, payee where account = 'Assets:{ASKED.upper()}' order by date desc limit 10"],
            "totals": ask + ["select account, count(*) where account ~ 'Assets' group by account"],
            "search": ask + [f"select narration where narration ~ '{life.word}' and account ~ 'Assets'"],
            "export": [self.program, self.file, "print"],
            "replay": [self.program.parent / "bean-check", "--no-cache", self.file],
        }

    def understood(self, work, text):
        if work == "export":
            return len(re.findall(r"^\d{4}-\d\d-\d\d \*", text, re.M))
        rows = [[cell.strip() for cell in row] for row in table(text)[1:]]
        if work == "last":
            return sorted((day, place) for day, place in rows)
        if work == "search":
            return sorted(row[0].removeprefix("met ") for row in rows)
        return {row[0].split(":")[1].lower(): int(row[1]) for row in rows}


# In the order of the table; what each is from, and its program.
PROGRAMS = {
    SQLite: ("debian", "sqlite3"),
    Ledger: ("debian", "ledger"),
    HLedger: ("debian", "hledger"),
    Taskwarrior: ("debian", "task"),
    Jrnl: ("pypi", "jrnl"),
    Beancount: ("pypi", "bean-query"),
}


def tool(kind: type[Tool], folder: Path, measure: Path) -> Tool:
    """A tool, set up."""
    if kind is Kith:
        return Kith(folder, KITH, {}, measure)
    source, program = PROGRAMS[kind]
    if source == "pypi":
        return kind(folder, peers.from_pypi(kind.name) / program, {}, measure)
    place = peers.from_debian(kind.name)
    path = place / "usr/bin" / program
    if not path.exists():
        raise Failed(f"{kind.name} has no program {program}")
    return kind(folder, path, peers.variables(path, place), measure)
