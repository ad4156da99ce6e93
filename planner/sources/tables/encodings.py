"""Bytes of a file as text: the encoding that they say, or the one in which the names of the columns make sense."""

from collections.abc import Iterator

from planner.sources.tables.names import known_words

UTF_8 = "UTF-8"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", UTF_8),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_OLDER = ("cp1252", "gb18030", "big5", "cp932", "euc_kr", "cp1250", "cp1251")
"""What spreadsheets save as, in Western Europe first: where two make as much sense, the earlier one is taken."""
_TOP = 20  # lines in which the names of the columns stand
_SAMPLE = 2**16  # bytes that are enough to tell an encoding by its letters


def decoded(data: bytes, said: str = "") -> tuple[str, str]:
    """The text of a file, and the name of its encoding.

    Args: said: the encoding, where the goal file names it.
    Raises: UnicodeDecodeError where it cannot be told; LookupError for a name that is no encoding.
    """
    if said:
        text = data.decode(said)
        return text.removeprefix("\ufeff"), said
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data.decode(codec), name
    if b"\x00" in data[:_SAMPLE] and (codec := _without_mark(data)):
        return data.decode(codec), "UTF-16"
    try:
        return data.decode("utf-8"), UTF_8
    except UnicodeDecodeError:
        if not (found := _older(data)):
            raise
    return data.decode(found), found


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: in names and figures every second byte is zero."""
    head = data[: _SAMPLE - _SAMPLE % 2]
    odd, even = head[1::2].count(0), head[::2].count(0)
    usual = len(head) // 2 * 0.3
    return "utf-16-le" if odd > usual and odd > even else "utf-16-be" if even > usual else ""


def _older(data: bytes) -> str:
    """The older encoding in which most names of columns are known, else the one whose letters are most likely; empty for none."""
    if _mostly_utf_8(data):  # a few broken bytes: any guess would spoil the rest
        return ""
    able = list(_able(data))
    words = {codec: known_words("\n".join(data.decode(codec).splitlines()[:_TOP]), beyond_ascii=True) for codec in able}
    if words and (most := max(words.values())):
        return next(codec for codec in able if words[codec] == most)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    likely = [codec for codec in able if codec != "cp1250"]  # its letters are as likely as those of cp1252, and rarer
    best = from_bytes(_telling(data), cp_isolation=likely).best() if likely else None
    return "" if best is None else best.encoding


def _able(data: bytes) -> Iterator[str]:
    for codec in _OLDER:
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        yield codec


def _mostly_utf_8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are sound UTF-8 than are not."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > broken


def _telling(data: bytes) -> bytes:
    """The lines that tell encodings apart, as many as fit into a sample."""
    return b"\n".join(line for line in data[: 16 * _SAMPLE].split(b"\n") if not line.isascii())[:_SAMPLE]
