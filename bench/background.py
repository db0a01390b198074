"""Makes differ/lexicon/background.txt: how common the words of Dutch are, whatever papers are compared.

`pip install wordfreq==3.1.1`, then `python -m bench.background`. It weighs 57 MB and is not needed at any other time.
"""

from __future__ import annotations

from pathlib import Path

BANDS = (6.0, 5.5, 5.0, 4.4, 4.0, 3.5, 3.0, 2.5)
"""Zipf frequencies: the logarithm of how often a word occurs in a thousand million. 4.4 is 25 times in a million."""
FILE = Path(__file__).parents[1] / "differ" / "lexicon" / "background.txt"
WIDTH = 118
NO_WORDS = ("claud",)
"""Beginnings of given names, which are no words of Dutch."""
HEAD = """\
# The words of Dutch by how common they are: each stands below the lowest Zipf frequency of its band (the logarithm of
# how often a word occurs in a thousand million; 4.4 is 25 times in a million). The counts are fixed, not those of the
# papers compared: in a small paper every word is rare. Made by bench/background.py.
#
# Derived from the Dutch list of wordfreq 3.1 (Robyn Speer, https://github.com/rspeer/wordfreq), whose data are
# available under the Creative Commons Attribution-ShareAlike 4.0 licence
# (https://creativecommons.org/licenses/by-sa/4.0/); so is this list. Its sources are named in wordfreq's README: among
# others Wikipedia, OpenSubtitles 2018 and SUBTLEX.
"""


def main() -> None:
    from wordfreq import freq_to_zipf, get_frequency_dict  # noqa: PLC0415 - not installed but for this

    bands: dict[float, list[str]] = {band: [] for band in BANDS}
    for word, frequency in get_frequency_dict("nl", wordlist="large").items():
        band = next((band for band in BANDS if freq_to_zipf(frequency) >= band), None)
        if band and word.isalpha() and len(word) > 1 and not word.startswith(NO_WORDS):
            bands[band].append(word)
    FILE.write_text(HEAD + "".join(f"\n[{band}]\n{_filled(sorted(words))}\n" for band, words in bands.items()), "utf-8")


def _filled(words: list[str]) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


if __name__ == "__main__":
    main()
