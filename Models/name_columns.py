#!/usr/bin/env python3
"""Writes the names of a model's columns into its metadata and leaves every weight as it is.

  name_columns.py MODEL ROWS [CONTEXT]

ROWS (and CONTEXT, where the second stage's columns are written apart) are what `evaluate-text block-rows` or
`sentence-rows` has written: their `.columns` files have the names. For models whose columns got other names but the same
meaning; where the meaning changes, train again.
"""
import json
import struct
import sys

import columns

path, *rows = sys.argv[1:]
names = [line for row in rows for line in columns.names(row)]
with open(path, "rb") as file:
    size = struct.unpack("<Q", file.read(8))[0]
    header, weights = json.loads(file.read(size)), file.read()
header["__metadata__"].update(features=names[0], context=names[1])
text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
text += b" " * (-len(text) % 8)
with open(path, "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + weights)
