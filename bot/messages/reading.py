"""How hard a text is to read: Flesch-Kincaid grade for English, Szigriszt-Pazos ease (INFLESZ) for Spanish.

Own counts, because the usual libraries fetch a pronouncing dictionary at run time. Digits and signs are not words.
"""

import itertools
import re

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SENTENCE_END = re.compile(r"[.!?\n]+")
VOWELS = "aeiouyáéíóúü"
# INFLESZ calls 65-80 "quite easy", the sixth grade of school; above 80 "very easy".
SPANISH_EASY = 65.0


def grade(text: str) -> float:
    """United States school grade of an English text; at least 0."""
    words, sentences = WORD.findall(text), _sentences(text)
    syllables = sum(map(english_syllables, words))
    return max(0.0, 0.39 * len(words) / sentences + 11.8 * syllables / max(1, len(words)) - 15.59)


def ease(text: str) -> float:
    """Of a Spanish text, about 0 (hard) to 100 (easy)."""
    words, sentences = WORD.findall(text), _sentences(text)
    syllables = sum(map(spanish_syllables, words))
    return 206.835 - 62.3 * syllables / max(1, len(words)) - len(words) / sentences


def english_syllables(word: str) -> int:
    """By groups of vowels; a final silent e and -ed, -es do not count."""
    plain = re.sub(r"'.*", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", plain))
    if re.search(r"[^aeioul]e$|[^aeiou]les?$", plain):
        groups -= bool(re.search(r"[^aeioul]e$", plain))
    elif re.search(r"[^aeioutd]ed$|[^aeioucsxzgh]es$", plain):
        groups -= 1
    return max(1, groups)


def spanish_syllables(word: str) -> int:
    """By groups of vowels, parted where two strong or an accented weak one meet; the u of que, gui is mute."""
    plain = re.sub(r"qu(?=[eéií])|gu(?=[eéií])", "k", word.lower())
    plain = re.sub(r"y(?=[aeiouáéíóú])", "j", plain)
    groups = re.findall(rf"[{VOWELS}]+", plain)
    return max(1, sum(1 + _breaks(group) for group in groups))


def _breaks(group: str) -> int:
    strong = "aeoáéóíú"
    return sum(one in strong and other in strong for one, other in itertools.pairwise(group))


def _sentences(text: str) -> int:
    return max(1, sum(bool(WORD.search(part)) for part in SENTENCE_END.split(text)))
