"""Find dead links in the documents: files and headings that are not there.

    python tools/check_links.py [ROOT]

Links to the web are not followed, so that the check gives the same answer everywhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^()\s]+(?:\([^()]*\))?)\)")
_IMAGE = re.compile(r"<(?:img|a)\b[^>]*?\b(?:src|href)=\"(?P<target>[^\"]+)\"")
_FENCE = re.compile(r"^ *(```|~~~).*?^ *\1 *$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+?)\s*#*$", re.MULTILINE)
_SKIPPED = {".venv", "build", "dist", "node_modules"}


def dead_links(root: Path) -> Iterator[str]:
    """Yield `file:line: target: what is wrong` for each dead link below a directory."""
    for path in documents(root):
        text = path.read_text(encoding="utf-8")
        for line, target in links(text):
            problem = _problem(path, target)
            if problem:
                yield f"{path.relative_to(root)}:{line}: {target}: {problem}"


def documents(root: Path) -> list[Path]:
    """Return the Markdown files of a repository, sorted."""
    found = (path.relative_to(root) for path in root.rglob("*.md"))
    kept = (p for p in found if not any(part.startswith(".") for part in p.parts))
    return sorted(root / path for path in kept if path.parts[0] not in _SKIPPED)


def links(text: str) -> list[tuple[int, str]]:
    """Return (line, target) of each link that is not in code, in order."""
    plain = _CODE.sub(_blank, _FENCE.sub(_blank, text))
    found = [m for pattern in (_LINK, _IMAGE) for m in pattern.finditer(plain)]
    found.sort(key=lambda match: match.start())
    return [(plain.count("\n", 0, match.start()) + 1, match["target"]) for match in found]


def anchors(text: str) -> set[str]:
    """Return the anchors of a document's headings, as code hosts form them."""
    seen: dict[str, int] = {}
    made = set()
    for heading in _HEADING.finditer(_FENCE.sub(_blank, text)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading["text"]).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        made.add(f"{slug}-{count}" if count else slug)
    return made


def _problem(path: Path, target: str) -> str | None:
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
        return None
    name, _, anchor = unquote(target).partition("#")
    file = path if not name else path.parent / name
    if not file.exists():
        return "no such file"
    if anchor and file.suffix == ".md" and anchor not in anchors(file.read_text("utf-8")):
        return "no such heading"
    return None


def _blank(match: re.Match[str]) -> str:
    """Return as many lines as a stretch of code has, so that line numbers stay."""
    return "\n" * match[0].count("\n")


def main() -> int:
    """Print the dead links; return 1 if there are any."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    dead = list(dead_links(root))
    for line in dead:
        print(line, file=sys.stderr)
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
