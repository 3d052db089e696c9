#!/usr/bin/env python3
"""Computes the golden vectors of the hash chain from its definition alone, with nothing of the project's own code.

Run it to print the rows of HashChainVectors.swift.
"""
import hashlib
import struct
import uuid


def integer(number):
    return struct.pack(">q", number)


def field(content):
    return integer(len(content)) + content


def link(previous, category, stream, version, kind, recorded_at, commit, payload):
    return hashlib.sha256(
        b"daybook-1" + field(previous) + field(category.encode()) + field(stream.bytes) + field(integer(version))
        + field(kind.encode()) + field(integer(recorded_at)) + field(commit.bytes) + field(b"") + field(payload)
    ).digest()


STREAM = uuid.UUID("01938f5e-7c00-7abc-8def-0123456789ab")
OTHER = uuid.UUID("ffffffff-ffff-8fff-bfff-ffffffffffff")
FIRST = uuid.UUID("00000000-0000-4000-8000-000000000001")
SECOND = uuid.UUID("00000000-0000-4000-8000-000000000002")

EVENTS = [
    ("execution", STREAM, 1, "ExecutionStarted", 1767225600123456, FIRST, '{"input":{"n":1.10}}'),
    ("execution", STREAM, 2, "TaskScheduled", 1767225600123456, FIRST, "{}"),
    ("execution", STREAM, 3, "TaskSucceeded", 1767225601000000, SECOND, '{"output":"Grüße \U0001F600"}'),
    ("definition", OTHER, 1, "D", 0, SECOND, ""),
    ("a-1", OTHER, 1, "Ümläut", -1, FIRST, '"\\u0000"'),
    ("a-1", OTHER, 2, "T" * 64, 253402300799999999, SECOND, "x" * 5000),
]

heads = {}
for category, stream, version, kind, recorded_at, commit, payload in EVENTS:
    previous = heads.get((category, stream), bytes(32))
    head = link(previous, category, stream, version, kind, recorded_at, commit, payload.encode())
    heads[category, stream] = head
    print(category, version, head.hex())
