"""Every closed word of a record, written a little wrong: the message says which was meant."""

from __future__ import annotations

import pytest

from samples import PLAIN, changed, read, with_line

ONLINE = "online: {link: https://rooms.example.org/canal, HERE}\nattendance: hybrid\n" + PLAIN
MEETING = PLAIN + "    HERE\n"


def online(line: str) -> str:
    return ONLINE.replace("HERE", line)


def access(line: str) -> str:
    return changed("  name: Mill Hall\n", f"  name: Mill Hall\n  access: {{{line}}}\n")


@pytest.mark.parametrize(
    ("record", "mend"),
    [
        pytest.param(changed("fellowship: aa", "fellowship: al-annon"), "did you mean al-anon?", id="fellowship"),
        pytest.param(changed("[open]", "[discusion]"), "did you mean discussion?", id="format"),
        pytest.param(with_line("attendance: hybird"), "did you mean hybrid?", id="attendance"),
        pytest.param(with_line("listing: unlistd"), "did you mean unlisted?", id="listing"),
        pytest.param(online("how-to-join: ask-by-mail"), "did you mean ask-by-email?", id="how to join"),
        pytest.param(online("camera: requird"), "did you mean required?", id="camera"),
        pytest.param(access("step-fre: yes"), "did you mean step-free?", id="access fact"),
        pytest.param(access("step-free: yess"), "did you mean yes?", id="access answer"),
        pytest.param(changed("day: tuesday", "day: tusday"), "did you mean tuesday?", id="weekday"),
        pytest.param(changed("day: tuesday", "day: frist tuesday"), "did you mean first?", id="ordinal"),
        pytest.param(changed("day: tuesday", "day: tue"), "write tuesday", id="weekday shortened"),
        pytest.param(changed("[en]", "[spanish]"), "write es", id="language by name"),
        pytest.param(changed("[en]", "[Español]"), "write es", id="language by its own name"),
        pytest.param(changed("[en]", "[spannish]"), "did you mean Spanish? write es", id="language misspelt"),
        pytest.param(changed("[en]", "[EN]"), "write en", id="language in capitals"),
        pytest.param(changed("[en]", "[pt_br]"), "write pt-BR", id="language and country"),
        pytest.param(changed("country: GB", "country: Germany"), "write DE", id="country by name"),
        pytest.param(changed("country: GB", "country: Deutschland"), "write DE", id="country by its own name"),
        pytest.param(changed("country: GB", "country: DEU"), "write DE", id="country of three letters"),
        pytest.param(
            changed("country: GB", "country: Germny"), "did you mean Germany? write DE", id="country misspelt"
        ),
        pytest.param(with_line("timezone: Europe/Londn"), "did you mean Europe/London?", id="zone"),
        pytest.param(
            MEETING.replace("HERE", "season: {from: 1 Octuber, until: 03-31}"), "write 10-01", id="month misspelt"
        ),
        pytest.param(MEETING.replace("HERE", "season: {from: Oct 1, until: 03-31}"), "write 10-01", id="month"),
        pytest.param(with_line("holidays: {closed-on: [chrismas day]}"), "did you mean christmas day?", id="holiday"),
        pytest.param(with_line("holidays: {public-holidays: closd}"), "did you mean closed?", id="public holidays"),
        pytest.param(
            with_line("venue-closed: {since: 2026-11-01, meets: onlin}"), "did you mean online?", id="closed meets"
        ),
        pytest.param(changed("languages:", "langauges:"), "did you mean languages?", id="field"),
    ],
)
def test_a_word_written_a_little_wrong_is_recognised(record: str, mend: str) -> None:
    answer = read(record)
    assert answer.errors, "it is an error"
    assert f"({mend})".casefold() in " ".join(map(str, answer.errors)).casefold()
