"""A report as one HTML page that needs nothing else: tables and two drawings."""

from collections.abc import Iterable, Sequence
from html import escape

from navigator.evaluation.counts import Score
from navigator.evaluation.report import Bin, Report

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
body{color:#1a1a1a;background:#fff}
table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid #ddd}
svg text{font:12px system-ui,sans-serif;fill:#1a1a1a}"""
_ROW = 18
_LEFT = 200
_WIDE = 400


def page(report: Report, title: str = "Understanding") -> str:
    """UTF-8 HTML. Texts shown are those of the evaluation set."""
    cost = report.cost
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{report.messages} messages. {cost.median_ms:.1f} ms in the middle, {cost.p99_ms:.1f} ms for the slowest "
        f"in a hundred. {cost.grown_mb:.0f} MB more memory.</p>",
        "<h2>Overall</h2>",
        _table(["", "score", "95%", "precision / recall", "cases"], list(report.rows())[: len(report.overall)]),
        "<h2>By label</h2>",
        _bars(report.labels),
        "<h2>Calibration: how often a probability was right</h2>",
        _curve(report.calibration),
        "<h2>Taken for each other</h2>",
        _table(["missed", "heard instead", "times"], report.confused),
        "<h2>Worst</h2>",
        _table(
            ["message", "missed", "invented"],
            [(w.text, ", ".join(w.missed), ", ".join(w.invented)) for w in report.worst],
        ),
    ]
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="en">{head}\n{body}\n</html>\n'


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{lines}</table>"


def _bars(scores: Sequence[Score]) -> str:
    """F1 as a bar, its interval as a line across the bar's end."""
    lines = []
    for at, score in enumerate(scores):
        top = at * _ROW
        low, high = _LEFT + score.low * _WIDE, _LEFT + score.high * _WIDE
        lines.append(
            f'<text x="0" y="{top + 13}">{escape(score.name)}</text>'
            f'<rect x="{_LEFT}" y="{top + 3}" width="{score.value * _WIDE:.1f}" height="12" fill="#7aa6c2"/>'
            f'<path d="M{low:.1f} {top + 9}H{high:.1f}" stroke="#1a1a1a"/>'
            f'<text x="{_LEFT + _WIDE + 10}" y="{top + 13}">{score.value:.2f} ({score.support})</text>'
        )
    return _svg(_LEFT + _WIDE + 90, max(len(scores), 1) * _ROW, lines)


def _curve(bins: Sequence[Bin]) -> str:
    """Said against true; on the line, a probability means what it says."""
    size = 260
    points = [((one.low + one.high) / 2 * size, (1 - one.true) * size, one.count) for one in bins]
    dots = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#7aa6c2"><title>{count}</title></circle>'
        for x, y, count in points
    ]
    frame = f'<path d="M0 {size}L{size} 0" stroke="#bbb"/><path d="M0 0V{size}H{size}" stroke="#1a1a1a" fill="none"/>'
    return _svg(size + 10, size + 10, [frame, *dots])


def _svg(width: int, height: int, shapes: Iterable[str]) -> str:
    return f'<svg width="{width}" height="{height}" role="img">{"".join(shapes)}</svg>'
