"""The table of weights: each with a reason, none dead, none too strong."""

import re
from pathlib import Path

from directory.matching import ranking, weights

SOURCE = Path(ranking.__file__).read_text(encoding="utf-8")
BY_ATTRIBUTE = {*ranking.LOW_BARRIER, *ranking.WELCOME, *ranking.COSTS}
BY_ATTRIBUTE |= {"walk_in_urgent", "same_day_urgent"}


def test_every_weight_has_a_reason_and_is_used() -> None:
    for weight in weights().values():
        assert len(weight.why.split()) > 2, weight.id
        assert weight.points, weight.id
        assert weight.id in BY_ATTRIBUTE or f'"{weight.id}"' in SOURCE, weight.id


def test_every_weight_that_is_read_stands_in_the_table() -> None:
    read = set(re.findall(r'(?:worth|points\(\))\["([a-z_]+)"\]', SOURCE)) | BY_ATTRIBUTE
    assert read <= set(weights())


def test_what_ranks_last_outweighs_everything_else_together() -> None:
    table = {id: weight.points for id, weight in weights().items()}
    most = sum(points for points in table.values() if points > 0) + 20 * (table["need"] + table["fits"])
    assert -table["ranks_last"] > most


def test_a_second_need_outweighs_any_other_single_fact() -> None:
    table = {id: weight.points for id, weight in weights().items()}
    assert all(table["need"] > 2 * points for id, points in table.items() if id != "need")
