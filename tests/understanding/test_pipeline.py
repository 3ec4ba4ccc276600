"""What people text, and what is heard. A small model: only what must hold with any model stands here."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.errors import ModelMissing
from navigator.needs import acts, circumstances, needs
from navigator.understanding.model import Model
from navigator.understanding.pipeline import Context, Pipeline


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("me n my 2 kids need a place tonite", {"housing"}),
        ("need detox n a ride", {"substance_use", "transport"}),
        ("where can i get food stamps", {"food"}),
        ("necesito comida y un abogado", {"food", "legal"}),
        ("busco albergue para esta noche", {"housing"}),
        ("how do i get my birth certificate", {"id_documents"}),
    ],
)
def test_needs_are_heard_however_many(pipeline: Pipeline, text: str, needed: set[str]) -> None:
    assert needed <= set(pipeline.hear(text).needs)


def test_children_who_are_there_are_a_circumstance(pipeline: Pipeline) -> None:
    heard = pipeline.hear("me and my two kids need a shelter tonight")
    assert "with_children" in heard.circumstances
    assert heard.urgency == "now"
    assert "children" not in heard.needs


def test_wanting_children_back_is_a_need(pipeline: Pipeline) -> None:
    assert "children" in pipeline.hear("i want my kids back from foster care").needs


def test_a_bed_is_not_detox(pipeline: Pipeline) -> None:
    assert "substance_use" not in pipeline.hear("need a bed tonight").needs


def test_trans_is_also_lgbtq(pipeline: Pipeline) -> None:
    assert {"trans", "lgbtq"} <= set(pipeline.hear("im a trans woman looking for shelter").circumstances)


@pytest.mark.parametrize(
    ("text", "not_needed"),
    [
        ("i got my GED already", "education"),
        ("dont need detox just food", "substance_use"),
        ("no busco rehabilitacion", "substance_use"),
    ],
)
def test_what_is_taken_back_is_not_asserted(pipeline: Pipeline, text: str, not_needed: str) -> None:
    heard = pipeline.hear(text)
    assert not_needed not in heard.needs
    assert not_needed in heard.not_needs


def test_no_kids_means_no_kids(pipeline: Pipeline) -> None:
    heard = pipeline.hear("i dont have kids, need a bed")
    assert "with_children" in heard.not_circumstances
    assert "with_children" not in heard.circumstances
    assert "housing" in heard.needs


@pytest.mark.parametrize(
    ("text", "act", "number"), [("NO 2", "turned_away", 2), ("wrong 3.", "wrong_listing", 3), ("Done 1", "done", 1)]
)
def test_menu_words_with_a_number(pipeline: Pipeline, text: str, act: str, number: int) -> None:
    heard = pipeline.hear(text)
    assert (heard.act, heard.choices) == (act, (number,))


@pytest.mark.parametrize("act", [act for act in acts().values() if act.words and not act.needs_number])
def test_every_menu_word_means_its_act(pipeline: Pipeline, act: object) -> None:
    for listed in act.words.values():  # type: ignore[attr-defined]
        for word in listed:
            assert pipeline.hear(word.lower()).act == act.id  # type: ignore[attr-defined]


def test_espanol_switches(pipeline: Pipeline) -> None:
    assert pipeline.hear("ESPAÑOL", context=Context(language="en")).language == "es"
    assert pipeline.hear("english please", context=Context(language="es")).language == "en"


def test_language_sticks_when_a_message_does_not_say(pipeline: Pipeline) -> None:
    assert pipeline.hear("94601", context=Context(language="es")).language == "es"


@pytest.mark.parametrize("text", ["just me", "nah", "no kids", "nope", "solo yo"])
def test_no_to_kids_with_you(pipeline: Pipeline, text: str) -> None:
    heard = pipeline.hear(text, context=Context(asked="with_children"))
    assert "with_children" in heard.not_circumstances
    assert "with_children" not in heard.circumstances


@pytest.mark.parametrize("text", ["yes", "yeah", "si", "my son", "2", "both my girls"])
def test_yes_to_kids_with_you(pipeline: Pipeline, text: str) -> None:
    assert "with_children" in pipeline.hear(text, context=Context(asked="with_children")).circumstances


def test_confirming_a_need(pipeline: Pipeline) -> None:
    assert pipeline.hear("yeah", context=Context(asked="confirm_need:housing")).needs == ("housing",)
    assert pipeline.hear("nah", context=Context(asked="confirm_need:housing")).not_needs == ("housing",)


def test_picking_from_what_was_offered(pipeline: Pipeline) -> None:
    offered = Context(offered=3)
    assert pipeline.hear("1 and 3", context=offered).choices == (1, 3)
    assert pipeline.hear("the second one", context=offered).choices == (2,)
    assert pipeline.hear("yeah that one", context=Context(offered=1)).choices == (1,)
    assert pipeline.hear("both", context=Context(offered=2)).choices == (1, 2)


def test_later_is_soon(pipeline: Pipeline) -> None:
    assert pipeline.hear("it can wait", context=Context(asked="urgency")).urgency == "soon"
    assert pipeline.hear("tonight", context=Context(asked="urgency")).urgency == "now"


def test_age_makes_a_minor(pipeline: Pipeline) -> None:
    heard = pipeline.hear("im 16 and need a place")
    assert heard.age == 16
    assert "under_18" in heard.circumstances
    assert "under_18" not in pipeline.hear("im 19 and need a place").circumstances


def test_where(pipeline: Pipeline) -> None:
    heard = pipeline.hear("need food near 00101")
    assert heard.area
    assert heard.area.city == "Samplefield"
    assert pipeline.hear("im by the greyhound").area_unclear


def test_a_slip_of_the_thumb_is_forgiven(pipeline: Pipeline) -> None:
    assert "housing" in pipeline.hear("need a shleter tonigth").needs


def test_safety_shares_the_vector(pipeline: Pipeline) -> None:
    vector = pipeline.encode("need a bed")
    assert vector.shape == (512,)
    assert np.isclose(np.linalg.norm(vector), 1.0, atol=1e-3)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_anyone_writes_breaks_it(pipeline: Pipeline, text: str) -> None:
    heard = pipeline.hear(text)
    assert heard.act in acts()
    assert set(heard.needs) <= needs().keys()
    assert set(heard.circumstances) <= circumstances().keys()
    assert not set(heard.needs) & set(heard.not_needs)
    assert not set(heard.circumstances) & set(heard.not_circumstances)


def test_a_model_comes_back_as_it_was_saved(model: Model, pipeline: Pipeline, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = Pipeline(Model.load(tmp_path))
    for text in ("need detox n a ride", "necesito comida", "lol"):
        assert set(again.hear(text).needs) == set(pipeline.hear(text).needs)


def test_no_model_says_how_to_train(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="navigator train"):
        Model.load(tmp_path)
