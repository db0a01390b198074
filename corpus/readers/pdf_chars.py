"""The characters of a page as pdfplumber describes them, in a quarter of its time.

pdfplumber resolves each attribute of each character as if it could be a reference to elsewhere in the file. Those of a
character are numbers and names; a paper has 3,000 to a page, and describing them was the half of reading it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pdfminer.layout import LTChar
from pdfplumber.page import ALL_ATTRS
from pdfplumber.utils.pdfinternals import decode_text

_decoded = lru_cache(maxsize=256)(decode_text)


def described(page: Any, item: Any) -> dict[str, Any]:
    """What `page.process_object(item)` gives (page: pdfplumber.page.Page, item: of pdfminer.layout)."""
    if type(item) is not LTChar or isinstance(item.fontname, bytes) or page.pdf.unicode_norm is not None:
        return type(page).process_object(page, item)  # type: ignore[no-any-return]
    state, (left, top, *_) = item.graphicstate, page.mediabox
    found = {name: value for name, value in vars(item).items() if name in ALL_ATTRS}
    found |= {
        "object_type": "char",
        "page_number": page.page_number,
        "text": item.get_text(),
        "stroking_color": state.scolor if isinstance(state.scolor, tuple) else (state.scolor,),
        "non_stroking_color": state.ncolor if isinstance(state.ncolor, tuple) else (state.ncolor,),
        "top": (page.height - item.y1) + top,
        "bottom": (page.height - item.y0) + top,
    }
    found["doctop"] = page.initial_doctop + found["top"]
    found |= {name: _decoded(getattr(item, name).name) for name in ("ncs", "scs") if hasattr(item, name)}
    if left:
        found |= {"x0": item.x0 + left, "x1": item.x1 + left}
    return found
