"""The command `explain`: what a code means, and the same for all of them as a page."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from .command_line import usage
from .explaining import explanations
from .explaining.explanation import Explanation
from .problems import did_you_mean, printable

PAGE = """\
# What can be wrong, and how to mend it

Every message of `meetinghouse check` ends with a code in brackets. Here is each of them; `meetinghouse explain CODE`
tells the same. This page is written by `make problems`.

An **error** leaves the record out, and nothing is published until it is mended. A **warning** does so only with
`--strict`. A **hint** never does. Where a warning or a hint is meant so, the record can say it, with the reason:

```yaml
allow: {P05: the mailbox is handed on with the service}
```

Such findings are counted and shown no more. Errors cannot be allowed.

## For programs

`meetinghouse check --format json` writes one object. `format` is 1 and is raised when a field changes its meaning.
`summary` counts `error`, `warning`, `hint` and `allowed`, shown or not. `records` counts groups, meetings, meetings
that have ended, resources and unpublished ones. `problems` is a list of those that are shown, each with `path`,
`line`, `column` (both from 1), `code`, `severity`, `field`, `message`, `mend` and `others` (paths of the other records
that it is about); `allowed` is a list of the same with a `reason`. `note` is a sentence, or empty.
"""


@click.command(name="explain")
@click.argument("code", required=False)
@click.option("--markdown", is_flag=True, help="Write the page of all codes, meetings/PROBLEMS.md.")
def command(code: str | None, markdown: bool) -> None:
    """Tell what CODE means, why it matters and what to write instead; without CODE, list all."""
    every = explanations()
    if markdown:
        click.echo("\n".join(page()))
    elif code is None:
        for each in every.values():
            click.echo(f"{each.code}  {each.how_bad:<16}  {each.means}")
    elif code.upper() in every:
        click.echo("\n".join(told(every[code.upper()])))
    else:
        mend = did_you_mean(code.upper(), every) or "meetinghouse explain lists all"
        sys.exit(usage(f"{printable(code)!r} is not a code; {mend}"))


def told(each: Explanation) -> Iterator[str]:
    """One code, for a terminal."""
    yield f"{each.code} ({each.how_bad})"
    yield f"{each.means} {each.why}"
    yield "\nInstead of:"
    yield from (f"    {line}" for line in visible(each.wrong))
    yield "write:"
    yield from (f"    {line}" for line in visible(each.right))
    yield f"\n{how_allowed(each)}"


def how_allowed(each: Explanation) -> str:
    if not each.can_be_allowed:
        return "It cannot be allowed."
    return f"When it is meant so, write in the record: allow: {{{each.code}: the reason}}"


def visible(example: str) -> list[str]:
    """The lines of an example, with what nobody can see written out."""
    return [printable(line) for line in example.split("\n")]


def page() -> Iterator[str]:
    """All codes as Markdown."""
    yield PAGE
    for each in explanations().values():
        yield f"## {each.code}\n"
        yield f"{each.means} {each.why}\n"
        allowed = " It can be allowed." if each.can_be_allowed else ""
        yield f"Severity: {each.how_bad}.{allowed}\n"
        for title, example in (("Instead of", each.wrong), ("write", each.right)):
            yield "\n".join((f"{title}:\n", "```yaml", *visible(example), "```\n"))
