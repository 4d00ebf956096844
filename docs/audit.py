#!/usr/bin/env python3
"""An auditor's own check of a ConsultBot journal: no code of ConsultBot, only docs/accountability.md.

    python3 audit.py consultbot.db [HASH ...]
    python3 audit.py -                          databases from standard input, "FILE HASH ..." a line; a line for each

Prints one line and exits with 0 when the journal holds, 1 when it does not. Each HASH is a published anchor that must be
the hash of a block.
"""
import contextlib
import hashlib
import sqlite3
import struct
import sys

ZEROS = bytes(32)


HEADER = struct.Struct(">9q").pack
BLOCK = struct.Struct(">6q").pack


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root(leaves):
    """The root of a tree whose left part has the largest power of two of leaves below their count."""
    if not leaves:
        return ZEROS
    stack = []
    for leaf in leaves:
        size = 1
        while stack and stack[-1][0] == size:
            leaf = sha(b"\x01", stack.pop()[1], leaf)
            size *= 2
        stack.append((size, leaf))
    right = stack.pop()[1]
    while stack:
        right = sha(b"\x01", stack.pop()[1], right)
    return right


class Broken(Exception):
    pass


def chain(ends, name, row, stored, content):
    """One entry: it follows the one before in its conversation, and its hash is that of its bytes."""
    last, sequence, previous = ends.get(row[1], (0, 0, ZEROS))
    if row[2] != last or row[3] != sequence + 1:
        raise Broken("%s %d: entry %d is due before it" % (name, row[0], sequence + 1))
    if hashlib.sha256(previous + HEADER(*row) + content).digest() != stored:
        raise Broken("%s %d: its hash is not that of its bytes" % (name, row[0]))
    ends[row[1]] = (row[0], row[3], stored)


def audit(path, anchors):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as database:
        return read(database, anchors)


def read(database, anchors):
    database.execute("BEGIN")
    entries = database.execute(
        "SELECT id, conversation, previous, sequence, at, key_id, input, first_item, items, hash, content FROM journal ORDER BY id")
    desk = database.execute("SELECT id, 0, id - 1, id, at, 0, 0, 0, 0, hash, content FROM desk_journal ORDER BY id")
    waiting = {"entry": entries.fetchone(), "deskEntry": desk.fetchone()}
    cursors = {"entry": entries, "deskEntry": desk}
    ends, seen = {}, 0

    def take(name, up_to):
        nonlocal seen
        leaves, last = [], None
        while waiting[name] is not None and (up_to is None or waiting[name][0] <= up_to):
            row = waiting[name]
            chain(ends, name, row[:9], row[9], row[10])
            leaves.append(row[9])
            last = row[0]
            seen += 1
            waiting[name] = cursors[name].fetchone()
        return leaves, last

    number, previous, last_entry, last_desk, hashes = 0, ZEROS, 0, 0, set()
    for block in database.execute(
            "SELECT number, at, last_entry, entries, last_desk_entry, desk_entries, root, previous, hash FROM block ORDER BY number"):
        of_talks, last = take("entry", block[2])
        of_desk, last_of_desk = take("deskEntry", block[4])
        last_entry, last_desk = last or last_entry, last_of_desk or last_desk
        if block[0] != number + 1 or block[7] != previous:
            raise Broken("block %d: it does not follow the one before" % block[0])
        if (block[2], block[3], block[4], block[5]) != (last_entry, len(of_talks), last_desk, len(of_desk)):
            raise Broken("block %d: entries are missing or too many" % block[0])
        if block[6] != root(of_talks + of_desk) or block[8] != sha(previous, BLOCK(*block[:6]), block[6]):
            raise Broken("block %d: its root or its hash is not that of what it seals" % block[0])
        number, previous = block[0], block[8]
        hashes.add(previous.hex())

    take("entry", None)
    take("deskEntry", None)
    recent = {}
    for row in database.execute("SELECT conversation, version, latest, sequence, hash FROM recent_state ORDER BY version"):
        recent[row[0]] = row[1:]
    conversations = 0
    for row in database.execute("SELECT id, version, latest, sequence, hash FROM conversation"):
        newest = max(row[1:], recent.get(row[0], row[1:]), key=lambda state: state[0])
        end = ends.get(row[0], (0, 0, ZEROS))
        conversations += row[0] in ends
        if (newest[1], newest[2]) != end[:2] or (end[1] and newest[3] != end[2]):
            raise Broken("conversation %d: its journal does not end where it says" % row[0])
    if conversations != len(ends) - (0 in ends):
        raise Broken("conversation 0: one that has a journal is missing")
    for anchor in anchors + [row[0].hex() for row in database.execute("SELECT hash FROM anchor ORDER BY day")]:
        if anchor.lower() not in hashes:
            raise Broken("anchor %d: no block has the published hash %s" % (number, anchor))
    return seen, number


def told(path, anchors):
    try:
        return "holds: %d entries, %d blocks" % audit(path, anchors)
    except Broken as broken:
        return "broken: %s" % broken


if __name__ == "__main__":
    if sys.argv[1] == "-":
        for line in sys.stdin:
            print(told(line.split()[0], line.split()[1:]), flush=True)
    else:
        answer = told(sys.argv[1], sys.argv[2:])
        print(answer)
        sys.exit(0 if answer.startswith("holds") else 1)
