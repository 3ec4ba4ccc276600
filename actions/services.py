"""A listing of the directory as the talk sees it."""

import re
from datetime import datetime

from directory.hours import describe
from directory.model import Listing, Match, Schedule
from navigator.dialogue import Opening, Result

SHORT = 80  # letters


def result_of(match: Match, at: datetime, language: str) -> Result:
    """`at` aware, in local time where the listing has no time zone of its own."""
    listing = match.listing
    return Result(
        id=listing.id,
        name=listing.name,
        text=short_text(listing, language),
        needs=tuple(sorted(listing.needs)),
        phone=listing.phone,
        text_line=listing.text_line,
        website=listing.website,
        address=", ".join(part for part in (listing.address, listing.city) if part) if listing.address else "",
        hours=tuple(opening for one in listing.schedules if (opening := _opening(one))),
        hours_text=listing.hours_text,
        open_now=match.open_now,
        open_text=describe(listing, at, language),
        fits=match.fits,
        ask=match.ask,
        says=match.says,
        verified=listing.verified.isoformat() if listing.verified else "",
        stale=match.stale,
        distance_km=match.distance_km,
        area=listing.city,
        everywhere="everywhere" in listing.serves,
        languages=tuple(sorted(listing.languages)),
        bring=listing.bring,
        intake=listing.intake,
        eligibility=listing.eligibility,
        fees=listing.fees,
        confidential=listing.attributes.get("confidential_address") == "yes",
    )


def short_text(listing: Listing, language: str) -> str:
    """The plain short text a maintainer wrote in the person's language, else in English, else the description's
    first sentences up to a line or two."""
    own = listing.short_text_es if language == "es" else listing.short_text
    return own or listing.short_text or _first_sentences(listing.description)


def _first_sentences(description: str) -> str:
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", description.strip()):
        if kept and len(kept) + len(sentence) >= SHORT:
            break
        kept = f"{kept} {sentence}".strip()
    return kept if len(kept) <= 2 * SHORT else ""


def _opening(schedule: Schedule) -> Opening | None:
    """Ordinary weekly hours; holidays, exceptions and monthly rules are left to `describe`."""
    ordinary = not (schedule.rrule or schedule.closed or schedule.valid_from or schedule.valid_to)
    return Opening(schedule.byday, schedule.opens, schedule.closes) if ordinary else None
