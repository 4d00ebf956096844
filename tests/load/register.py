#!/usr/bin/env python3
"""How long /register takes with 100,000 assignments, on a real server.

    python3 tests/load/register.py make FOLDER      a register of that size, beside config/calendar.yaml
    python3 tests/load/register.py ask URL [N]      N searches one after another: p50, p95, slowest in ms
"""
import http.client
import os
import random
import shutil
import sys
import time
import urllib.parse

ASSIGNMENTS, POSITIONS, PEOPLE = 100_000, 5_000, 20_000
A_FILE = 20_000
SURNAMES = ["Мысалов", "Үлгібаева", "Нұсқабаев", "Сынақбек", "Жобалинова", "Примеров", "Образцова", "Улгилинов"]
GIVEN = ["Қуаныш", "Айнұр", "Ерлан", "Гүлнар", "Нұрлан", "Әсем", "Данияр", "Мария"]


def local(kk, ru=None, en=None):
    return '{kk: "%s", ru: "%s", en: "%s"}' % (kk, ru or kk, en or kk)


def make(folder):
    here = os.path.dirname(os.path.abspath(__file__))
    register = os.path.join(folder, "register")
    shutil.copytree(os.path.join(here, "../../config/register"), register)
    shutil.copy(os.path.join(here, "../../config/calendar.yaml"), folder)
    with open(os.path.join(register, "many.yaml"), "w", encoding="utf-8") as out:
        out.write("units:\n")
        for i in range(200):
            out.write("  - {id: mu%d, body: %s, name: %s}\n" % (i, body(register), local("Бөлім № %d" % i, "Отдел № %d" % i, "Unit %d" % i)))
        out.write("positions:\n")
        for i in range(POSITIONS):
            out.write("  - {id: mp%d, unit: mu%d, title: %s, superior: head}\n" % (i, i % 200, local("бас маман № %d" % i, "главный специалист № %d" % i, "Chief Specialist %d" % i)))
        out.write("people:\n")
        for i in range(PEOPLE):
            out.write("  - {id: mn%d, surname: %s, givenName: %s}\n" % (i, local("%s%s" % (SURNAMES[i % 8], "абвгдежзик"[i % 10])), local(GIVEN[i // 8 % 8])))
    each = ASSIGNMENTS // POSITIONS
    day = lambda n: "%d-%02d-01" % (2025 + n // 12, n % 12 + 1)
    for first in range(0, ASSIGNMENTS, A_FILE):
        with open(os.path.join(register, "assignments-%d.yaml" % (first // A_FILE)), "w", encoding="utf-8") as out:
            out.write("assignments:\n")
            for i in range(first, first + A_FILE):
                start, end = i % each, i % each + 1
                out.write('  - {id: ma%d, position: mp%d, person: mn%d, kind: permanent, from: %s, %sorderNumber: "№ %d-ж", orderDate: %s}\n' % (
                    i, i // each, i * 7 % PEOPLE, day(start), "" if end == each else "to: %s, " % day(end), i, day(start)))


def body(register):
    for line in open(os.path.join(register, "bodies.yaml"), encoding="utf-8"):
        if "id:" in line:
            return line.split("id:")[1].strip().strip('"')
    raise SystemExit("bodies.yaml has no id")


def ask(url, count):
    random.seed(9)
    host = urllib.parse.urlparse(url).netloc
    connection = http.client.HTTPConnection(host)
    taken = []
    for i in range(count + 20):
        words = random.choice([random.choice(SURNAMES), random.choice(GIVEN) + " " + random.choice(SURNAMES)[:5], "маман %d" % random.randrange(POSITIONS), "отдел № %d" % random.randrange(200), ""])
        query = {"q": words, "lang": random.choice(["kk", "ru", "en"]), "on": "2026-%02d-%02d" % (random.randrange(1, 12), random.randrange(1, 28))}
        if i % 3 == 0:
            query["all"] = "1"
        if i % 2 == 0:
            query.update(topic="passport", region="kz-almaty")
        start = time.perf_counter()
        connection.request("GET", "/register?" + urllib.parse.urlencode(query))
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200 or b"</html>" not in text:
            raise SystemExit("%s: %d" % (query, answer.status))
        if i >= 20:
            taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    print("%d searches: p50 %.1f ms, p95 %.1f ms, slowest %.1f ms" % (count, taken[count // 2], taken[-(-95 * count // 100) - 1], taken[-1]))


if __name__ == "__main__":
    make(sys.argv[2]) if sys.argv[1] == "make" else ask(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 500)
