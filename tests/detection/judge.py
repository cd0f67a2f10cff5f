#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Judges a scan report.   Usage: judge.py REPORT STATUS found PATH | found-below PATH | unscanned PATH [REASON] | unscanned-below PATH | clean"""
import json
import sys

report, status, wanted, *rest = sys.argv[1:]
path, reason = (rest + ["", ""])[:2]


def refuse(why):
    sys.exit(f"{why}\n{json.dumps(scans, indent=1)[:20000]}\nexit status {status}")


with open(report, encoding="utf-8") as text:
    content = text.read()
scans = json.loads(content)[0]["scans"] if content.strip() else []
if len(scans) != 2:
    refuse("wanted the reports of two engines")
for scan in scans:
    offered = (scan["files-offered"], scan["bytes-offered"])
    if offered != (scans[0]["files-offered"], scans[0]["bytes-offered"]):
        refuse("engines were offered different files")
    if wanted == "clean":
        if scan["result"] != "clean" or status != "0":
            refuse("wanted a clean result")
        continue
    if scan["result"] == "clean" or status != "1":
        refuse(f"{scan['engine']} says clean")
    if wanted == "found" and path not in [one["path"] for one in scan["detections"]]:
        refuse(f"{scan['engine']} did not find it in {path}")
    if wanted == "found-below" and not any(one["path"].startswith(path + "!/") for one in scan["detections"]):
        refuse(f"{scan['engine']} found nothing in {path}")
    if wanted == "unscanned-below" and not any(one["path"].startswith(path) for one in scan["skipped"]):
        refuse(f"{scan['engine']} names nothing in {path} as left out")
    if wanted == "unscanned" and not any(
            one["path"] == path and reason in one["reason"] for one in scan["skipped"]):
        refuse(f"{scan['engine']} does not name {path} with '{reason}' as left out")
