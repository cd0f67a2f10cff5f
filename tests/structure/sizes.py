# SPDX-License-Identifier: LGPL-2.1-or-later
"""No file over 400 lines, no function over 60, nine functions in ten at most 30, the median at most 8."""
import re
import statistics

from sources import PRODUCT, files, finish

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONGEST_OF_NINE_IN_TEN = 30
MEDIAN = 8

# clang-format puts the body's end at the indentation of the function's first line.
OPENS = re.compile(r"^( {0,4})(?! |namespace|struct|class|enum|union|#|//|if|for|while|switch|using).*[)\w&*>}] ?\{$")


def functions(path, text):
    lines = text.split("\n")
    for number, line in enumerate(lines):
        start = OPENS.match(line)
        if not start or "(" not in line and not line.lstrip().startswith(")") and "(" not in lines[number - 1]:
            continue
        closing = start.group(1) + "}"
        length = next((i for i, later in enumerate(lines[number:]) if later.startswith(closing)), None)
        if length:
            yield f"{path}:{number + 1}", length - 1


complaints, lengths = [], []
for path, text in files(PRODUCT, ".h", ".cpp"):
    if text.count("\n") > LONGEST_FILE:
        complaints.append(f"{path} has {text.count(chr(10))} lines, at most {LONGEST_FILE} are allowed")
    for place, length in functions(path, text):
        lengths.append(length)
        if length > LONGEST_FUNCTION:
            complaints.append(f"{place}: a function of {length} lines, at most {LONGEST_FUNCTION} are allowed")

lengths.sort()
ninth = lengths[len(lengths) * 9 // 10]
print(f"{len(lengths)} functions, median {statistics.median(lengths)}, nine in ten at most {ninth}, longest {lengths[-1]}")
if len(lengths) < 300:
    complaints.append(f"only {len(lengths)} functions were recognised; this test no longer reads the code's layout")
if statistics.median(lengths) > MEDIAN or ninth > LONGEST_OF_NINE_IN_TEN:
    complaints.append("functions have grown; see the line above")
finish(complaints)
