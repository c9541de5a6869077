"""The finder's modules become one file that means the same, or the build says what it cannot join."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest

from meetinghouse.joining import joined

FINDER = Path(__file__).parents[2] / "overrides/assets/finder"


def test_each_module_is_called_once_and_before_those_that_need_it() -> None:
    texts = {
        "door": "import {wood} from './wood.js';\nimport {nail} from './nail.js';\nexport const door = wood + nail;\n",
        "wood": "import {nail} from './nail.js';\nexport const wood = nail * 2;\n",
        "nail": "export const nail = 1;\n",
    }
    text, names = joined("door", texts)
    assert names == ["nail", "wood", "door"]
    assert [text.index(f"const ${name} =") for name in names] == sorted(
        text.index(f"const ${name} =") for name in names
    )
    assert text.endswith("export const {door} = $door;\n")


def test_what_a_module_passes_on_is_passed_on() -> None:
    texts = {"door": "export {nail} from './nail.js';\nexport const door = 1;\n", "nail": "export const nail = 1;\n"}
    assert "return {door, nail: $nail.nail};" in joined("door", texts)[0]


def test_comments_go_and_text_that_looks_like_one_stays() -> None:
    texts = {"door": "// a reason\n/** @type {number} */\nexport const door = 'https://example.org//';\n"}
    text, _ = joined("door", texts)
    assert "reason" not in text and "@type" not in text
    assert "'https://example.org//'" in text


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"door": "import * as all from './wood.js';\n"}, "cannot be joined"),
        ({"door": "export default 1;\n"}, "cannot be joined"),
        ({"door": "import {wood} from './wood.js';\n"}, "not there"),
        (
            {"door": "import {wood} from './wood.js';\n", "wood": "import {door} from './door.js';\n"},
            "imports itself",
        ),
    ],
)
def test_a_form_it_does_not_know_is_refused(texts: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        joined("door", texts)


def test_every_module_of_the_finder_but_the_loader_is_in_the_one_file() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in FINDER.glob("*.js")}
    _, names = joined("meeting-finder", texts)
    assert set(names) == set(texts) - {"main"}


def test_the_one_file_is_small_enough_for_a_weak_connection() -> None:
    text, _ = joined("meeting-finder", {path.stem: path.read_text(encoding="utf-8") for path in FINDER.glob("*.js")})
    assert len(brotli.compress(text.encode())) <= 25_000
