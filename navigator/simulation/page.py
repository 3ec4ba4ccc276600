"""A simulation as one HTML page that needs nothing else, and as JSON."""

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Any

from navigator.simulation.score import Measures, Score

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
body{color:#1a1a1a;background:#fff}
table{border-collapse:collapse}td{padding:.2rem .8rem .2rem 0;border-bottom:1px solid #ddd;vertical-align:top}
svg text{font:12px system-ui,sans-serif;fill:#1a1a1a}
.me{margin:.4rem 0 .4rem 4rem}.bot{margin:.4rem 4rem .4rem 0;white-space:pre-line;color:#234}
.bad{color:#a00000}details{margin:.6rem 0}summary{cursor:pointer}"""
ROW, LEFT, WIDE = 18, 40, 460


def page(measures: Measures, title: str = "Simulated people", worst: int = 12) -> str:
    """UTF-8 HTML. The people in it are made up."""
    facts = "".join(f"<tr><td>{escape(what)}</td><td>{escape(much)}</td></tr>" for what, much in measures.rows())
    drawings = [
        f"<h2>{heading}</h2>{_bars(measures.distribution(of))}"
        for of, heading in (
            ("questions", "Questions to the first phone number"),
            ("segments", "Segments to the first phone number"),
            ("messages", "Messages a person sent"),
        )
    ]
    talks = "".join(_talk(one) for one in measures.worst(worst)) or "<p>None went wrong.</p>"
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    body = f"<h1>{escape(title)}</h1><table>{facts}</table>{''.join(drawings)}<h2>The worst talks</h2>{talks}"
    return f'<!doctype html>\n<html lang="en">{head}\n{body}\n</html>\n'


def to_json(measures: Measures) -> dict[str, Any]:
    """ "measures": what -> how much; "people": one object a person, with their goals and every message."""
    return {"measures": dict(measures.rows()), "people": [_person(one) for one in measures.scores]}


def _person(one: Score) -> dict[str, Any]:
    talk, persona = one.talk, one.talk.persona
    return {
        "id": persona.id,
        "language": persona.language,
        "needs": persona.needs,
        "circumstances": sorted(persona.circumstances),
        "habits": persona.habits,
        "area": persona.place.says,
        "patience": persona.patience,
        "reached": talk.reached,
        "honest": talk.honest,
        "left": talk.gone_without,
        "questions": one.questions,
        "segments": one.segments,
        "surprises": one.surprises,
        "calls": talk.calls,
        "faults": [[fault.what, fault.turn, fault.about] for fault in one.faults],
        "talk": [
            {
                "text": each.text,
                "kind": each.kind,
                "keys": each.reply.keys,
                "replies": [x.text for x in each.reply.lines],
            }
            for each in talk.exchanges
        ],
    }


def _talk(one: Score) -> str:
    persona = one.talk.persona
    who = f"{persona.id} ({persona.language}): {', '.join(persona.needs)}. {', '.join(sorted(persona.circumstances))}"
    faults = {turn: [x for x in one.faults if x.turn == turn] for turn in {fault.turn for fault in one.faults}}
    lines = []
    for turn, each in enumerate(one.talk.exchanges, 1):
        lines.append(f'<p class="me">{"(two hours later) " if each.waited else ""}{escape(each.text)}</p>')
        lines += [f'<p class="bot">{escape(line.text)}</p>' for line in each.reply.lines]
        lines += [f'<p class="bad">{escape(fault.what)}: {escape(fault.about)}</p>' for fault in faults.get(turn, ())]
    left = (
        f'<p class="bad">left without: {escape(", ".join(one.talk.gone_without))}</p>' if one.talk.gone_without else ""
    )
    return f"<details><summary>{escape(who)}</summary>{''.join(lines)}{left}</details>"


def _bars(counts: Counter[int]) -> str:
    """How many people had how many, one bar a number."""
    if not counts:
        return "<p>None.</p>"
    most, shapes = max(counts.values()), []
    for at, number in enumerate(range(max(counts) + 1)):
        top, wide = at * ROW, counts[number] / most * WIDE
        shapes.append(f'<text x="0" y="{top + 13}">{number}</text>')
        shapes.append(f'<rect x="{LEFT}" y="{top + 3}" width="{wide:.1f}" height="12" fill="#7aa6c2"/>')
        shapes.append(f'<text x="{LEFT + wide + 8:.1f}" y="{top + 13}">{counts[number]}</text>')
    return _svg(LEFT + WIDE + 60, (max(counts) + 1) * ROW, shapes)


def _svg(width: int, height: int, shapes: Iterable[str]) -> str:
    return f'<svg width="{width}" height="{height}" role="img">{"".join(shapes)}</svg>'
