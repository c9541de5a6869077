"""Every record that is published here is right: each of them, never a sample."""

from __future__ import annotations

import re

import pytest

from meetinghouse import packaged
from meetinghouse.directory import load
from meetinghouse.problems import Problem, Severity
from meetinghouse.reading import read_file
from meetinghouse.recordfiles import RecordFile, record_files
from meetinghouse.site import read_lock
from samples import PLACING, REPOSITORY, TODAY

MEETINGS = REPOSITORY / "meetings"
ODD: list[Problem] = []
FILES = record_files(MEETINGS, ODD)


def test_there_is_no_odd_file() -> None:
    assert ODD == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts))
def test_a_record_has_nothing_wrong(file: RecordFile) -> None:
    groups, problems = read_file(file, PLACING.vocabulary, TODAY)
    assert groups
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []


def test_together_they_are_a_directory() -> None:
    directory, problems = load(MEETINGS, PLACING, TODAY, workers=1)
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    assert len(directory.groups) >= len(FILES)


def test_nothing_in_them_looks_wrong_but_that_some_are_old() -> None:
    """A few are old on purpose: the pages say so."""
    _, problems = load(MEETINGS, PLACING, TODAY, workers=1)
    assert [str(problem) for problem in problems if problem.code != "D06"] == []


def test_the_lock_file_can_be_read() -> None:
    assert isinstance(read_lock(MEETINGS), dict)


def test_the_starter_site_has_nothing_wrong_either() -> None:
    directory, problems = load(packaged.starter() / "meetings", PLACING, TODAY, workers=1)
    assert problems == []
    assert directory.meetings


def test_no_link_of_the_sample_records_leads_to_somebody() -> None:
    text = "".join(file.path.read_text(encoding="utf-8") for file in FILES)
    hosts = set(re.findall(r"https?://([^/\s,}\]\"']+)", text))
    assert hosts
    assert {host for host in hosts if not re.search(r"(^|\.)example(\.(org|com|net))?$", host)} == set()
