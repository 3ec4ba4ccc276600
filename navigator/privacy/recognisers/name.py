"""Names of people, mostly in lower case. Three strengths of evidence:

a frame that names ("my name is star", "le dicen güero"), where even an everyday word is a name;
company that makes a name likely ("my man mark", "officer daniels", "tall ray", "joy here");
a word that is nothing but a name ("keisha"), wherever it stands.

What only context tells ("trell took my phone") is left to the trained recogniser (:mod:`navigator.privacy.namer`).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from navigator.privacy.recognisers.known_names import is_family_name, is_name, is_only_a_name
from navigator.privacy.recognisers.span import Span
from navigator.privacy.recognisers.words import is_common, is_function, plain

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PEOPLE = r"they|folks|people|ppl|peeps|everyone|everybody|friends|fam|family|y['’]?all|u|you|just"
# Any word but a small one or one of `not_after_frame` is a name after these.
_NAMING = re.compile(
    r"\b(?:name['’]?s?(?: is| was| iz| be| b| es|:| =)|me llamo|nombre(?: completo| real)? es|"
    r"(?:s?he|they|i|who) go(?:es)? by|(?:his|her) name|"
    rf"(?:{_PEOPLE})(?: all| just| can| could| still| (?:a?round )?here| there)? calls? (?:me|him|her)|apodo es|"
    r"a\.?k\.?a\.?|alias|known as|(?:me|le|lo|la) (?:dicen|llaman|conocen como))\b"
    r"[ :,\"“'‘]{0,3}(?:just |like |really |the |la |el )?",
    re.IGNORECASE,
)
# A listed name, even one that is an everyday word, or a word that is not an everyday one is a name after these.
_GOING_BY = re.compile(
    r"\b(?:go(?:es)? by|going by|went by|named|se llaman?)\b[ :,\"“]{0,3}(?:the |la |el )?", re.IGNORECASE
)
# A name, if it makes no sense as a word here, or a word that is not an everyday one is a name after these.
_CALLING = re.compile(
    r"\b(?:call(?:s|ed|in|ing)? (?:me|him|her|them)|ask (?:for|4)|asking for|pregunta por|preguntar por|this is|"
    r"est[ae] es|habla|soy|signed|firma|attn|sincerely|contact|names?)\b[ :,\"“-]{0,3}(?:la |el )?",
    re.IGNORECASE,
)
_HERE = re.compile(r"^\W*(?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)*) (?:here|aqui|aquí|again)\b", re.IGNORECASE)
_I_AM = re.compile(
    r"\b(?:i['’]?m|i am|its|it['’]s|this|soy|es) (?P<name>[^\W\d_]+)"
    r"(?= ?[.,!?]| (?:from|again|btw|by the way|here)\b|$)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:^|[\s.,!?])[-–—~] ?(?P<name>[^\W\d_]{2,20})[\s.!]*$")
_GAP = re.compile(r"(?: |\. ?|, )(?=[^\W\d_])")
_OWNERS = frozenset({"my", "his", "her", "our", "mi", "mis", "su", "the", "your", "el", "la"})
_AND = frozenset({"and", "n", "y", "e", "or", "o"})
_TABLE_WORDS = frozenset({"name", "names", "named"})


@cache
def _table(name: str) -> frozenset[str]:
    told = yaml.safe_load(files(__package__).joinpath("names.yml").read_text(encoding="utf-8"))[name]
    return frozenset(told.split() if isinstance(told, str) else told)


def find(text: str) -> Iterator[Span]:
    tokens = list(_TOKEN.finditer(text))
    for pattern, accepts in (
        (_NAMING, _after_naming),
        (_GOING_BY, _after_going_by),
        (_CALLING, _after_calling),
    ):
        for frame in pattern.finditer(text):
            at = next((i for i, token in enumerate(tokens) if token.start() == frame.end()), None)
            if at is not None and accepts(_bare(tokens[at].group())):
                yield _grown(text, tokens, at)
    for pattern in (_HERE, _I_AM, _SIGNED):
        for match in pattern.finditer(text):
            if plain(match["name"]) in _table("clear") or is_only_a_name(match["name"]):
                yield Span(*match.span("name"), "name")
    yield from _in_company(text, tokens)


def _in_company(text: str, tokens: list[re.Match[str]]) -> Iterator[Span]:
    for at, token in enumerate(tokens):
        word = _bare(token.group())
        before = plain(tokens[at - 1].group()) if at and _touch(text, tokens[at - 1], token) else ""
        if _is_no_person(text, tokens, at, before):
            continue
        company = _titled(word, before) or _somebodys(tokens, at, word, before) or _paired(tokens, at, word)
        if is_only_a_name(word) or company:
            grown = _grown(text, tokens, at)
            back = at and before in _table("nickname") and not _owned(tokens, at - 1)
            yield grown._replace(start=tokens[at - 1].start()) if back else grown


def _after_naming(word: str) -> bool:
    return not is_function(word) and plain(word) not in _table("not_after_frame") and len(word) > 1


def _after_going_by(word: str) -> bool:
    return _after_naming(word) and (is_name(word) or not is_common(word))


def _after_calling(word: str) -> bool:
    known = plain(word)
    return _after_naming(word) and known not in _TABLE_WORDS and (known in _table("clear") or not is_common(word))


def _titled(word: str, before: str) -> bool:
    """Like "officer daniels" or "lil tay": the word is no everyday word, or after a title a family name."""
    if is_function(word):
        return False
    if before in _table("title"):
        return is_name(word) or (not is_common(word) and len(word) > 2)
    return before in _table("nickname_of_any") and not is_common(word) and len(word) > 1


def _somebodys(tokens: list[re.Match[str]], at: int, word: str, before: str) -> bool:
    """A name, or a word that is no everyday word, after whose it is ("my man mark", "my granny earline")."""
    return (
        before in _table("kin")
        and at > 1
        and (plain(word) in _table("clear") or (len(word) > 3 and not is_common(word)))
        and any(
            plain(token.group()) in {"my", "his", "her", "our", "mi", "mis", "su", "the", "your"}
            for token in tokens[max(0, at - 4) : at - 1]
        )
    )


def _paired(tokens: list[re.Match[str]], at: int, word: str) -> bool:
    """No everyday word, and joined to a name ("wendoly y kevin", "kamari and nylah")."""
    if is_common(word) or len(word) < 3:
        return False
    before = at > 1 and is_only_a_name(tokens[at - 2].group()) and plain(tokens[at - 1].group()) in _AND
    after = at + 2 < len(tokens) and is_only_a_name(tokens[at + 2].group()) and plain(tokens[at + 1].group()) in _AND
    return before or after


def _owned(tokens: list[re.Match[str]], at: int) -> bool:
    """ "my baby keisha": "baby" says who she is, it is not part of the name."""
    return at > 0 and plain(tokens[at - 1].group()) in _OWNERS


def is_mostly_a_name(word: str) -> bool:
    """An everyday word by the tables, but hardly ever used as one ("linda", "frank")."""
    return plain(word) in _table("mostly_names")


def is_elsewhere(text: str, start: int) -> bool:
    """Whether the word at `start` is a place, a company or a saying, not a person."""
    tokens = list(_TOKEN.finditer(text))
    at = next((i for i, token in enumerate(tokens) if token.end() > start), None)
    if at is None:
        return False
    before = plain(tokens[at - 1].group()) if at and _touch(text, tokens[at - 1], tokens[at]) else ""
    return before in {"in", "near", "around"} or _is_no_person(text, tokens, at, before)


def _is_no_person(text: str, tokens: list[re.Match[str]], at: int, before: str) -> bool:
    """A saint's town, a company, a law: not someone who could be found."""
    word = plain(tokens[at].group())
    after = plain(tokens[at + 1].group()) if at + 1 < len(tokens) and _touch(text, tokens[at], tokens[at + 1]) else ""
    if word in _table("brands") or f"{before} {word}" in _table("phrases") or f"{word} {after}" in _table("phrases"):
        return True
    if before in _table("place_before") and (before not in {"de", "el", "a"} or word in _table("town")):
        return True
    return word in _table("town") and (before in _table("where") or after in _table("after_place"))


def _grown(text: str, tokens: list[re.Match[str]], at: int) -> Span:
    """The span of the name that begins at token `at`: up to three words, as long as they can be names."""
    start, end = tokens[at].span()
    must = plain(tokens[at].group()) in _table("nickname")
    for follower in tokens[at + 1 : at + 3]:
        word = _bare(follower.group())
        if end != follower.start() - 1 and not _GAP.fullmatch(text[end : follower.start()]):
            break
        if "," in text[end : follower.start()] or not (_continues(word) or (must and not is_function(word))):
            break
        end, must = follower.end(), plain(word) in _table("nickname")
    return Span(start, end, "name")


def _continues(word: str) -> bool:
    """After a name: another, or a word that is no everyday word ("darnell fitch")."""
    return is_family_name(word) or (len(word) > 2 and not is_common(word))


def _touch(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    return text[one.end() : two.start()] in (" ", ". ", "'", "’", "-")


def _bare(word: str) -> str:
    """Without the "'s" of "keisha's", or the bare "s" of "keishas"."""
    if word.lower().endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.lower().endswith("s") and not is_only_a_name(word) and is_only_a_name(word[:-1]) else word
