"""How services look: a list of up to three, and one in full. Text messages are fitted, the web shows everything."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import words
from bot.messages.catalogue import Channel, budget, text
from bot.messages.hours import opening_hours
from navigator.sms.fit import Row, fit_parts, fit_rows

Value = Mapping[str, Any]  # navigator.dialogue.Result as JSON
KM_PER_MILE = 1.609344
# What need not be said where the other is said.
IMPLIED = {"lgbtq_affirming: yes": "trans_affirming: yes"}
LONGEST_SITE = 34  # letters that still leave room for two more services


def service_list(values: Value, language: str, channel: Channel, head: str) -> str:
    """`values["results"]` as a numbered list with what can be texted next."""
    results = values["results"]
    foot = list_foot(values, language, channel)
    if channel == "sms":
        rows = [_row(number, result, language) for number, result in enumerate(results, 1)]
        return fit_rows(rows, head, foot, budget("results"))
    cards = [_card(number, result, language) for number, result in enumerate(results, 1)]
    return "\n\n".join(part for part in (head, *cards, foot) if part)


def list_foot(values: Value, language: str, channel: Channel) -> str:
    """What the numbers mean, MORE when there is more, and the one question."""
    count = len(values["results"])
    parts = [text("results_foot_one" if count == 1 else "results_foot", language, channel).format(count=count)]
    if values.get("more"):
        parts.append(text("results_foot_more", language, channel))
    if values.get("question"):
        asked = words.some_needs(values.get("question_needs", ()), language)
        parts.append(text(values["question"], language, channel).format(question_needs=asked))
    return " ".join(parts)


def service_in_full(values: Value, language: str, channel: Channel) -> str:
    result = values["result"]
    first = [result["name"], contact(result, language)]
    foot = text("details_foot", language, channel).format(number=values["number"])
    parts = [part for part in _facts(result, language) if part]
    if channel == "sms":
        return fit_parts(first, parts, foot, budget("details"))
    website = [result["website"]] if result.get("website") else []
    return "\n".join((*first, *parts, *website, foot))


def way_there(values: Value, language: str, channel: Channel) -> str:
    """Address and phone; for a hidden place, that it is hidden."""
    result = values["result"]
    hidden, address = result.get("confidential"), result.get("address", "")
    place = words.label("hidden", language) if hidden else address or text("directions_none", language, channel)
    first = [result["name"], place, contact(result, language)]
    more = [] if hidden else [_miles(result, language), text("directions_ask", language, channel)]
    if channel == "sms":
        return fit_parts(first, [part for part in more if part], "", budget("directions"))
    return "\n".join(part for part in (*first, *more) if part)


def phone_script(values: Value, language: str, channel: Channel) -> str:
    """What to say, what they may ask, what to bring."""
    result, script = values["result"], words.scripts(language)[values["need"] or "peer_support"]
    place = f"{result['name']} {contact(result, language)}" if result else ""
    first = [place, words.label("say", language, say=script["say"])]
    unknown = [words.topic(answer, language) for answer in result.get("ask", ())]
    parts = [
        words.label("they_ask", language, asks=script["asks"]),
        words.label("ask_them", language, topics=", ".join(unknown)) if unknown else "",
        words.label("bring", language, bring=result["bring"]) if result.get("bring") else "",
        words.label("start", language, intake=result["intake"]) if result.get("intake") else "",
    ]
    if channel == "sms":
        return fit_parts(first, [part for part in parts if part], "", budget("what_to_say"))
    return "\n".join(part for part in (*first, *parts) if part)


def contact(result: Value, language: str) -> str:
    """Phone, and the number that takes texts when it is another one. Never shortened."""
    phone, line = result.get("phone", ""), result.get("text_line", "")
    if phone and line and line != phone:
        return f"{phone} {words.label('or_text', language, number=line)}"
    if line and not phone:
        return words.label("text", language, number=line)
    return phone or site(result.get("website", "")) or words.label("no_phone", language)


def site(url: str) -> str:
    """An address as people type it; of a long one, where it begins."""
    plain = url.partition("://")[2] or url
    plain = plain.removeprefix("www.").rstrip("/")
    return plain if len(plain) <= LONGEST_SITE else plain.partition("/")[0]


def _row(number: int, result: Value, language: str) -> Row:
    """What has to be known before calling first, then why it fits, what is unknown, hours and date."""
    fits, warnings, ask = _reasons(result, language)
    asked = [words.label("ask", language, topic=topic) for topic in ask]
    weighty = [*warnings[:1], *fits[:2], *asked[:1], _checked(result, language), result.get("open_text", "")]
    rest = [*asked[1:], *warnings[1:], *fits[2:], _miles(result, language)]
    by_text = "takes_text: yes" in result.get("fits", ()) and result.get("text_line")
    phone = (
        words.label("text", language, number=by_text) if by_text else result.get("phone") or contact(result, language)
    )
    return Row(number, result["name"], phone, tuple(part for part in (*weighty, *rest) if part))


def _reasons(result: Value, language: str) -> tuple[list[str], list[str], list[str]]:
    """Why it fits, what to know before calling, and what to ask about, in words."""
    said = [answer for answer in result.get("fits", ()) if IMPLIED.get(answer) not in result.get("fits", ())]
    fits = [words.attribute(answer, language) for answer in said]
    says = result.get("says", ())
    warnings = [words.attribute(answer, language) for answer in says if not answer.endswith(": ask")]
    unknown = (*result.get("ask", ()), *(answer for answer in says if answer.endswith(": ask")))
    return fits, warnings, list(dict.fromkeys(words.topic(answer, language) for answer in unknown))


def _card(number: int, result: Value, language: str) -> str:
    fits, warnings, ask = _reasons(result, language)
    facts = [*fits, *warnings, result.get("open_text", ""), _miles(result, language)]
    lines = [
        f"{number}. {result['name']}",
        contact(result, language),
        result.get("text", ""),
        ", ".join(part for part in facts if part),
        words.label("ask_them", language, topics=", ".join(ask)) if ask else "",
        _hours(result, language),
        _checked(result, language),
    ]
    return "\n".join(part for part in lines if part)


def _facts(result: Value, language: str) -> Sequence[str]:
    """Of one service, in order of weight."""
    fits, warnings, ask = _reasons(result, language)
    hidden = words.label("hidden", language) if result.get("confidential") else ""
    return [
        result.get("text", ""),
        ", ".join(
            part for part in (_hours(result, language), result.get("open_text", ""), _checked(result, language)) if part
        ),
        result.get("address", "") or hidden,
        words.label("start", language, intake=result["intake"]) if result.get("intake") else "",
        words.label("ask_them", language, topics=", ".join(ask)) if ask else "",
        words.label("who", language, eligibility=result["eligibility"]) if result.get("eligibility") else "",
        ", ".join((*warnings, *fits)),
        words.label("bring", language, bring=result["bring"]) if result.get("bring") else "",
        words.label("cost", language, fees=result["fees"]) if result.get("fees") else "",
        words.label("languages", language, languages=words.languages(result["languages"], language))
        if result.get("languages")
        else "",
    ]


def _hours(result: Value, language: str) -> str:
    """The week's hours; nothing where what is open now already says it all."""
    if "24/7" in result.get("open_text", ""):
        return ""
    return opening_hours(result.get("hours", ()), language) or str(result.get("hours_text", ""))


def _checked(result: Value, language: str) -> str:
    return words.checked(result.get("verified", ""), language, stale=bool(result.get("stale")))


def _miles(result: Value, language: str) -> str:
    distance = result.get("distance_km")
    return "" if distance is None else words.label("miles", language, miles=max(1, round(distance / KM_PER_MILE)))
