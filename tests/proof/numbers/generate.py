"""Writes events as CSV, a file for each site: the ground on which the product's numbers are held against a database's.

    python3 generate.py --rows 1000000 --seed 1 DIRECTORY

The same arguments always give the same files. They hold what tends to be counted wrongly: visitors who become known later,
devices that two users share, events of nobody, gaps of exactly 30 minutes, sessions over midnight and over 24 hours,
events on the borders of hours and days, two changes of the clock, rows that come late, and text that CSV must quote.
No two events have the same time, since the order of such events is nobody's to say.
"""

import argparse
import csv
import random
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

# The clocks of New York change on 8 March, those of Berlin on the 29th.
START = int(datetime(2026, 2, 16, tzinfo=timezone.utc).timestamp()) * SECOND
END = int(datetime(2026, 5, 4, tzinfo=timezone.utc).timestamp()) * SECOND

COLUMNS = [
    "timestamp", "event", "user_id", "anonymous_id", "url", "referrer", "value", "interactive",
    "browser", "os", "device", "country", "city", "plan", "button", "note", "amount", "team", "role",
]

SITES = {
    "docs.example": ["/", "/docs", "/docs/getting%20started", "/docs/api/events", "/docs/api/query", "/%C3%BCber-uns"]
    + [f"/docs/guide/{n}" for n in range(40)],
    "app.example": ["/", "/deploy", "/services", "/services/new", "/settings/profile", "/settings/team"],
    "blog.example": ["/"] + [f"/2026/{n:02}/a-post" for n in range(1, 13)],
}
REFERRERS = [
    "", "", "", "https://www.google.com/", "https://www.google.de/search?q=deploy", "https://github.com/fawkes/analytics",
    "https://news.ycombinator.com/item?id=1", "https://duckduckgo.com/", "https://partner.example/blog/post?ref=7#top",
    "http://intranet.example:8080/wiki", "https://docs.example/docs", "https://www.app.example/",
]
CAMPAIGNS = [
    "utm_source=newsletter&utm_medium=email&utm_campaign=spring",
    "utm_source=newsletter&utm_medium=email&utm_campaign=autumn&utm_content=footer",
    "utm_source=Ads&utm_medium=cpc&utm_campaign=launch&utm_term=platform+team",
    "utm_medium=social",
]
NOTES = ["plain", "with, comma", 'with "quotes"', "over\ntwo lines", "\u00fcml\u00e4ut \u2713", "  spaces  ", "'; DROP TABLE events; --"]
MACHINES = [("Firefox", "Linux", "Desktop"), ("Chrome", "Windows", "Desktop"), ("Chrome", "Android", "Mobile"), ("Safari", "iOS", "Mobile"), ("", "", "")]
PLACES = [("DE", "Berlin"), ("DE", "K\u00f6ln"), ("IN", "Pune"), ("US", "New York"), ("US", ""), ("", "")]
CLICKS = ["Search", "Copy Code", "Signup", "Deploy Started", "Deploy Finished", "Service Created", "Purchase"]


class World:
    """Draws people, their devices and visits, and the rows that these leave behind."""

    def __init__(self, rows: int, seed: int) -> None:
        self.rows_wanted = rows
        self.random = random.Random(seed)
        self.taken: set[int] = set()
        self.rows: list[tuple[int, str, list[str]]] = []

    def build(self) -> list[tuple[str, list[str]]]:
        """All rows, each with its site, in the order in which they come: most by time, some late."""
        number = 0
        while len(self.rows) < self.rows_wanted:
            number += 1
            self.person(number)
        del self.rows[self.rows_wanted:]
        self.rows.sort(key=lambda timed: (self.arrival(timed[0]), timed[0]))
        return [(site, row) for _, site, row in self.rows]

    def person(self, number: int) -> None:
        kind = self.random.random()
        if kind < 0.12:
            self.device_of_nobody_known(f"visitor-{number}")
        elif kind < 0.16:
            self.visits(self.random.randint(1, 12), lambda _: ("", ""))
        elif kind < 0.24:
            self.visits(self.random.randint(1, 60), lambda _: (f"user-{number}", ""))
        else:
            for device in range(self.random.choice([1, 1, 1, 2, 3])):
                self.device(f"user-{number}", f"device-{number}-{device}", number)

    def device_of_nobody_known(self, visitor: str) -> None:
        self.visits(self.random.choice([1, 1, 1, 2, 5]), lambda _: ("", visitor))

    def device(self, user: str, visitor: str, number: int) -> None:
        """A device on which the user signs in at some time, or never; some are used by another user later."""
        signs_in = self.random.randint(START, END) if self.random.random() < 0.8 else END
        shared_from = self.random.randint(signs_in, END) if self.random.random() < 0.06 else END

        def who(time: int) -> tuple[str, str]:
            if time < signs_in:
                return "", visitor
            if time >= shared_from and self.random.random() < 0.4:
                return f"user-{max(1, number - 1)}", visitor
            return self.random.choice([(user, visitor), (user, visitor), (user, ""), ("", visitor)])

        self.visits(self.random.choice([1, 2, 4, 8, 16, 30]), who)

    def visits(self, count: int, who) -> None:
        for _ in range(count):
            self.visit(self.random.randint(START, END - 1), who)

    def visit(self, time: int, who) -> None:
        site = self.random.choices(list(SITES), weights=[5, 3, 2])[0]
        referrer = self.random.choice(REFERRERS)
        campaign = f"?{self.random.choice(CAMPAIGNS)}" if self.random.random() < 0.15 else ""
        machine, place = self.random.choice(MACHINES), self.random.choice(PLACES)
        around = dict(zip(["browser", "os", "device", "country", "city"], machine + place))
        marathon = self.random.random() < 0.002
        for step in range(300 if marathon else min(40, 1 + int(self.random.expovariate(0.25)))):
            path = self.random.choice(SITES[site])
            host = f"www.{site}" if self.random.random() < 0.1 else site
            first = step == 0
            page = {"url": f"https://{host}{path}{campaign if first else ''}", "referrer": referrer if first else ""}
            self.event(time, site, who, page | around)
            time += self.gap(marathon)

    def gap(self, marathon: bool) -> int:
        """From one event to the next; now and then on either side of the gap that ends a session."""
        draw = self.random.random()
        if draw < 0.01:
            return 30 * MINUTE + self.random.choice([-1, 0, 1])
        if marathon:
            return self.random.randint(5 * MINUTE, 25 * MINUTE)
        return self.random.randint(31 * MINUTE, 5 * HOUR) if draw < 0.03 else self.random.randint(1, 6 * MINUTE)

    def event(self, time: int, site: str, who, around: dict[str, str]) -> None:
        time = self.free(self.on_a_border(time))
        if time >= END:
            return
        user, visitor = who(time)
        draw = self.random.random()
        name = (
            "pageview" if draw < 0.6
            else "engagement" if draw < 0.68
            else "identify" if draw < 0.70 and user
            else self.random.choice(CLICKS)
        )
        row = dict.fromkeys(COLUMNS, "") | around
        row |= {"timestamp": iso(time), "event": name, "user_id": user, "anonymous_id": visitor}
        if self.random.random() < 0.02:
            row["url"] = ""
        if name in CLICKS:
            row["interactive"] = self.random.choice(["", "", "true", "false"])
            row["button"] = self.random.choice(["top", "side", "footer", ""])
        if name == "Purchase":
            row["value"] = f"{self.random.randint(-500, 20_000) / 100:.2f}" if self.random.random() < 0.9 else "0"
            row["amount"] = self.random.choice(["1", "2.5", "many", ""])
        if self.random.random() < 0.3:
            row["plan"] = self.random.choices(["free", "pro", "team"], weights=[6, 3, 1])[0]
        if self.random.random() < 0.05:
            row["note"] = self.random.choice(NOTES)
        if name == "identify" or self.random.random() < 0.02:
            row["team"] = self.random.choice(["red", "green", "blue"])
            row["role"] = self.random.choice(["admin", "developer", ""])
        self.rows.append((time, site, [row[column] for column in COLUMNS]))

    def on_a_border(self, time: int) -> int:
        """Some events fall on the first or the last millisecond of an hour, and so of a day in some zone."""
        if self.random.random() >= 0.004:
            return time
        return time // HOUR * HOUR - self.random.choice([0, 1])

    def free(self, time: int) -> int:
        time = max(START, time)
        while time in self.taken:
            time += 1
        self.taken.add(time)
        return time

    def arrival(self, time: int) -> float:
        """When a row comes: at about its time, for some hours or days later."""
        late = self.random.expovariate(1 / (2 * DAY)) if self.random.random() < 0.05 else 0.0
        return time + late + self.random.uniform(0, 2 * MINUTE)


def iso(time: int) -> str:
    moment = datetime.fromtimestamp(time // SECOND, tz=timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{time % SECOND:03}Z"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    with ExitStack() as stack:
        writers = {}
        for site in SITES:
            path = arguments.directory / f"{site}.csv"
            file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[site] = csv.writer(file, lineterminator="\n")
            writers[site].writerow(COLUMNS)
        for site, row in World(arguments.rows, arguments.seed).build():
            writers[site].writerow(row)


if __name__ == "__main__":
    main()
