"""Writes the table of clock changes into `open-now.json`; its cases are written by hand.

`python tests/shared/make_open_now.py`
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from meetinghouse.timezones import transition_table

PATH = Path(__file__).with_name("open-now.json")
TODAY = date(2026, 11, 22)


def main() -> None:
    table = json.loads(PATH.read_text(encoding="utf-8"))
    zones = {hours["zone"] for hours in table["hours"].values()}
    table["table"] = transition_table(zones, TODAY)
    rows = {name: [json.dumps(row, ensure_ascii=False) for row in table[name]] for name in ("cases", "words")}
    parts = [f'"table": {json.dumps(table["table"])}', f'"hours": {json.dumps(table["hours"], ensure_ascii=False)}']
    parts += [f'"{name}": [\n' + ",\n".join(some) + "\n]" for name, some in rows.items()]
    PATH.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
