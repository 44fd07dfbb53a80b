"""Lines as diaries have them, of sixteen forms and mixed: what they say for kith, for sqlite3 and for ledger, and what is asked of them."""
import datetime
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lives import SEED, words

TODAY = datetime.date(2026, 11, 22)
SINCE = TODAY - datetime.timedelta(days=60)
YEARS = 6
FIRST = "Ada Ben Cleo Dan Eli Fay Gus Hana Ivo Jana Kofi Lena Milo Nora Omar Pia Quin Rosa Sam Tara Ugo Vera Will Xena Yara Zeno Amir Bea".split()
LAST = "Abt Berg Cruz Dahl Engel Fox Gray Holm Ito Jung Khan Lopez Moss Nagy Ortiz Park Quist Reed Silva Thorn Ueda Vogel Weber Young Zhou".split()
NOTES = words(random.Random(SEED))
WORD = NOTES[7]


def letters(number: int) -> str:
    """A number as letters, none for 0."""
    return "" if number == 0 else letters((number - 1) // 26) + "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26]


def name(number: int) -> str:
    return f"{FIRST[number % 28]} {LAST[number // 28 % 25]}{letters(number // 700)}"


@dataclass
class Said:
    """One statement: what a table would hold of it."""

    verb: str
    people: list[str]
    day: datetime.date
    place: str = ""
    topic: str = ""
    note: str = ""
    minute: int | None = None
    minutes: int | None = None
    worth: float | None = None
    tag: str = ""
    by: datetime.date | None = None

    @property
    def is_contact(self) -> bool:
        return self.verb in ("met", "called")


class Diary:
    """So many lines about so many people, of one form or mixed."""

    def __init__(self, form: str, count: int, people: int) -> None:
        self.chance = random.Random(f"{SEED} {form}")
        self.people, self.facts = people, set()
        forms = [known for known in FORMS if known != "fresh"] if form == "mixed" else [form]
        self.lines: list[str] = []
        self.said: list[Said] = []
        for number in range(count):
            self.number = number
            line, *said = FORMS[self.chance.choice(forms)](self)
            self.lines.append(line)
            self.said += said
        self.asked = Counter(person for one in self.said for person in one.people).most_common(1)[0][0]

    def person(self) -> str:
        return name(int(self.people * self.chance.random() ** 2))

    def others(self, count: int) -> list[str]:
        found: list[str] = []
        while len(found) < count:
            person = self.person()
            if person not in found:
                found.append(person)
        return found

    def day(self) -> datetime.date:
        return TODAY - datetime.timedelta(days=self.chance.randrange(1, 365 * YEARS))

    def place(self) -> str:
        return f"place{self.chance.randrange(50)}"

    def note(self) -> str:
        return " ".join(self.chance.choices(NOTES, k=4))

    def met(self, **more) -> Said:
        return Said("met", [self.person()], self.day(), self.place(), **more)

    def new_fact(self, *fact) -> bool:
        """Whether something was not said yet: what is said twice counts once."""
        is_new = frozenset(fact) not in self.facts
        self.facts.add(frozenset(fact))
        return is_new

    # MARK: What the answers have to be

    def answers(self) -> dict:
        last = sorted((one.day, number) for number, one in enumerate(self.said) if self.asked in one.people)[-10:]
        return {
            "last": sorted(str(day) for day, _ in last),
            "totals": Counter(person for one in self.said for person in one.people),
            "month": Counter(str(one.day)[:7] for one in self.said),
            "since": {person for one in self.said if one.is_contact and one.day >= SINCE for person in one.people},
            "search": sum(WORD in one.note.split() for one in self.said),
        }

    def write_net(self, path: Path) -> None:
        path.write_text("".join(line + "\n" for line in self.lines))

    def write_ledger(self, path: Path) -> None:
        with open(path, "w") as file:
            for one in self.said:
                file.write(f"{one.day} {one.verb} {one.note or one.topic}\n")
                file.writelines(f"    people:{person}  {one.worth or 1} K\n" for person in one.people)
                file.write("    me\n\n")

    def write_csv(self, said: Path, named: Path) -> None:
        with open(said, "w") as table, open(named, "w") as people:
            for number, one in enumerate(self.said):
                table.write(",".join(map(str, (
                    number, one.day, one.verb, one.place, one.topic, one.note, *(x if x is not None else "" for x in (
                        one.minute, one.minutes, one.worth)), one.tag, one.by or ""))) + "\n")
                people.writelines(f"{number},{person},{one.day},{int(one.is_contact)}\n" for person in one.people)


# MARK: Forms. Each gives a line, and what it says.


def plain(d: Diary):
    one = d.met(note=d.note())
    return f"met {one.people[0]} at {one.place} on {one.day}: {one.note}", one


def tag(d: Diary):
    one = d.met(note=d.note(), tag="work")
    return f"met {one.people[0]} at {one.place} on {one.day} #work: {one.note}", one


def time(d: Diary):
    one = d.met(minute=d.chance.randrange(8 * 60, 22 * 60))
    return f"met {one.people[0]} at {one.place} on {one.day} at {one.minute // 60}:{one.minute % 60:02}", one


def duration(d: Diary):
    one = Said("called", [d.person()], d.day(), topic=f"topic{d.chance.randrange(50)}", minutes=d.chance.randrange(5, 55))
    return f"called {one.people[0]} on {one.day} for {one.minutes} min about {one.topic}", one


def worth(d: Diary):
    one = Said("gave", [d.person()], d.day(), worth=d.chance.randrange(1, 5))
    return f"gave advice to {one.people[0]} on {one.day} worth {one.worth}", one


def accents(d: Diary):
    one = Said("met", [f"Zoë {d.chance.choice(LAST)}"], d.day(), f"Café{d.chance.randrange(50)}", note="à " + d.note())
    return f"met {one.people[0]} at {one.place} on {one.day}: {one.note}", one


def space_before_colon(d: Diary):
    one = d.met(note=d.note())
    return f"met {one.people[0]} at {one.place} on {one.day} : {one.note}", one


def ask(d: Diary):
    one = Said("asked", [d.person()], d.day(), topic="review")
    return f"asked {one.people[0]} for review on {one.day}", one


def joined(d: Diary):
    one, other = d.met(), Said("gave", [d.person()], d.day(), worth=1)
    return f"met {one.people[0]} at {one.place} on {one.day}; gave advice to {other.people[0]} on {other.day}", one, other


def date(d: Diary):
    one = d.met()
    return f"met {one.people[0]} at {one.place} on {one.day.day} {one.day:%B} {one.day.year}", one


def relative(d: Diary):
    one = d.met()
    days, text = d.chance.choice(((1, "yesterday"), (3, "3 days ago"), (7, "a week ago"), (14, "2 weeks ago")))
    one.day = TODAY - datetime.timedelta(days=days)
    return f"met {one.people[0]} at {one.place} {text}", one


def quoted(d: Diary):
    one = d.met()
    one.place = f"Hall of {d.chance.randrange(50)}"
    return f'met "{one.people[0]}" at "{one.place}" on {one.day}', one


def facts(d: Diary):
    while True:
        (a, b), kind, thing = d.others(2), d.chance.randrange(3), d.chance.randrange(50)
        if kind == 0 and d.new_fact("knows", a, b):
            one = Said("knows", [a, b], d.day())
            return f"{a} knows {b} on {one.day}", one
        if kind == 1 and d.new_fact("works", a, thing):
            one = Said("works", [a], d.day(), place=f"org{thing}")
            return f"{a} works at org{thing} as role{thing} on {one.day}", one
        if kind == 2 and d.new_fact("likes", a, thing):
            one = Said("likes", [a], d.day(), topic=f"topic{thing}")
            return f"{a} likes topic{thing} on {one.day}", one


def several(d: Diary):
    one = Said("met", d.others(4), d.day(), d.place(), f"alpha{d.chance.randrange(50)}", d.note(), 630, 90, tag="x")
    a, b, c, e = one.people
    return f"met {a}, {b}, {c} and {e} at {one.place} about {one.topic} on {one.day} at 10:30 for 1h30m #x: {one.note}", one


def promise(d: Diary):
    one = Said("promised", [d.person()], d.day(), topic=f"the slides of {d.chance.randrange(50)}")
    one.by = one.day + datetime.timedelta(days=9)
    return f'promised "{one.people[0]}" "{one.topic}" by {one.by} on {one.day}', one


def fresh(d: Diary):
    one = Said("met", [f"New{d.number}"], d.day(), f"Spot{d.number}")
    return f"met {one.people[0]} at {one.place} on {one.day}", one


FORMS = {
    "plain": plain, "tag": tag, "time": time, "duration": duration, "worth": worth, "accents": accents,
    "space before colon": space_before_colon, "ask": ask, "joined": joined, "date in words": date, "relative date": relative,
    "quoted": quoted, "facts": facts, "several people": several, "promise": promise, "fresh": fresh,
}
