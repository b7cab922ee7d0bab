#!/usr/bin/env python3
"""Turns coloured terminal output into an SVG picture.

  tmux capture-pane -e -p -S - | scripts/terminal-svg.py > docs/images/demo.svg
"""
import re
import sys
from html import escape

FONT, WIDTH, HEIGHT, MARGIN = 14, 8.43, 18, 16
BASE = ["#4c4f69", "#e06c75", "#7fc97f", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d7dae0"]
BRIGHT = ["#7a7f8a", "#ef7a84", "#98e098", "#f0d08a", "#7fbfff", "#d68cec", "#6fd0dc", "#ffffff"]
INK, PAPER = "#d7dae0", "#1b1e25"


def palette(number):
    if number < 8:
        return BASE[number]
    if number < 16:
        return BRIGHT[number - 8]
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        # Dark greys are meant for frames; on this paper they need some more light.
        return "#%02x%02x%02x" % ((max(grey, 84),) * 3)
    number -= 16
    return "#%02x%02x%02x" % tuple(0 if c == 0 else 55 + 40 * c for c in (number // 36, number // 6 % 6, number % 6))


def paint(codes, state):
    codes = [int(code or 0) for code in codes.split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            state.update(ink=INK, bold=False)
        elif code in (1, 22):
            state["bold"] = code == 1
        elif code == 39:
            state["ink"] = INK
        elif 30 <= code <= 37:
            state["ink"] = BASE[code - 30]
        elif 90 <= code <= 97:
            state["ink"] = BRIGHT[code - 90]
        elif code in (38, 48) and codes:
            kind = codes.pop(0)
            values = [codes.pop(0) for _ in range(1 if kind == 5 else 3)]
            if code == 38:
                state["ink"] = palette(values[0]) if kind == 5 else "#%02x%02x%02x" % tuple(values)


def main():
    lines = [line.rstrip() for line in sys.stdin.read().rstrip("\n").split("\n")]
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    wide = MARGIN * 2 + WIDTH * max(map(len, plain))
    high = MARGIN * 2 + HEIGHT * len(lines)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" '
          f'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="{FONT}">')
    print(f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>')
    state = {"ink": INK, "bold": False}
    for row, line in enumerate(lines):
        column = 0
        # The middle of the letters' height, so that the frame's lines meet.
        y = MARGIN + HEIGHT * row + 13
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if part.startswith("\x1b["):
                paint(part[2:-1], state)
                continue
            for piece in re.findall(r"\s+|\S+(?: \S+)*", part):
                if not piece.isspace():
                    weight = ' font-weight="bold"' if state["bold"] else ""
                    print(f'<text x="{MARGIN + WIDTH * column:.1f}" y="{y}" textLength="{WIDTH * len(piece):.1f}" '
                          f'fill="{state["ink"]}"{weight} xml:space="preserve">{escape(piece)}</text>')
                column += len(piece)
    print("</svg>")


if __name__ == "__main__":
    main()
