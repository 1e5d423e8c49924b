#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the README's pictures from candor's output: a leaflet, the page, and three questions of an interview.

usage: pictures.py --candor BINARY --root REPOSITORY --chromium BROWSER

Writes docs/pictures/leaflet.png, page.png and interview.svg. The client is invented and the date is fixed, so the
pictures change only when candor's output, the fonts or the browser do. candor needs the page: script/page builds it.
"""

import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile

import captures

MOST_BYTES = 150_000
CELL, LINE, SIZE = 8.4, 19, 14  # of a character on the terminal: its width and height, and the size of its font
MARGIN, BAR = 18, 34
SGR = re.compile(r"\x1b\[([0-9;]*)m")
CLASSES = {"1": "bold", "2": "dim", "31": "red", "32": "green", "33": "yellow"}
STYLE = """\
text { font: 14px ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; fill: #dfe4e6; white-space: pre; }
.bold { font-weight: 700; fill: #ffffff; }
.dim { fill: #9aa7ad; }
.red { fill: #f4a49c; }
.green { fill: #86d3a4; }
.yellow { fill: #eebd6d; }
.typed { fill: #84d0c8; }
"""
WIDTH, HEIGHT = 1180, 900
# The same leaflet twice: as a sheet from its beginning, and on a phone from its strip over time on.
DESK = """<!doctype html>
<meta charset="utf-8">
<style>
body {{ box-sizing: border-box; display: flex; gap: 30px; width: {width}px; height: {height}px; margin: 0; padding: 30px; overflow: hidden; background: #e4e2dc; }}
iframe {{ border: 0; background: #ffffff; }}
.sheet {{ width: 705px; height: 2000px; border-radius: 4px; box-shadow: 0 2px 16px #00000030; }}
.phone {{ width: 365px; height: 810px; border: 10px solid #1f2a30; border-radius: 28px; }}
</style>
<iframe class="sheet" srcdoc="{page}"></iframe>
<iframe class="phone" srcdoc="{page}"></iframe>
<script>
addEventListener("load", () => {{
  const phone = document.querySelector(".phone").contentWindow;
  phone.scrollTo(0, phone.document.querySelector(".strip").previousElementSibling.offsetTop - 12);
}});
</script>
"""


# The page twice: on a tablet with a result, and on a phone with questions.
DEVICES = """<!doctype html>
<meta charset="utf-8">
<style>
body {{ box-sizing: border-box; display: flex; align-items: center; gap: 40px; width: {width}px; height: {height}px; margin: 0; padding: 30px; overflow: hidden; background: #e4e2dc; }}
iframe {{ border: 12px solid #1f2a30; background: #ffffff; }}
.tablet {{ width: 690px; height: 816px; border-radius: 26px; }}
.phone {{ width: 342px; height: 690px; border-radius: 30px; }}
</style>
<iframe class="tablet" srcdoc="{page}"></iframe>
<iframe class="phone" srcdoc="{page}"></iframe>
<script>
const answer = (frame, screen) => frame.eval(`
  candor.set({{ as_of: "2026-11-22" }});
  for (const [question, value] of Object.entries({answers})) {{
    const typed = ["time_since", "number"].includes(candor.question_about(question).type);
    candor.ask({{ do: "reply", question, ...(typed ? {{ text: String(value) }} : {{ value }}) }});
  }}
  candor.session.begun = true;
  ${{screen}}
  document.activeElement.blur();
  scrollTo(0, document.querySelector(".bar").offsetTop);
`);
const ready = (frame) => frame.document.body?.dataset.ready;
const wait = setInterval(() => {{
  const [tablet, phone] = [frames[0], frames[1]];
  if (!ready(tablet) || !ready(phone)) return;
  clearInterval(wait);
  answer(tablet, 'candor.go("result");');
  answer(phone, 'candor.go("section", {{ index: candor.about.sections.findIndex(({{ questions }}) => questions.includes("sun_exposure")) }});');
}}, 50);
</script>
"""


def photograph(chromium, folder, text):
    """What a page looks like."""
    desk, picture = os.path.join(folder, "desk.html"), os.path.join(folder, "picture.png")
    with open(desk, "w", encoding="utf-8") as file:
        file.write(text)
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    subprocess.run([chromium, "--headless", *sandbox, "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                    "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}/profile",
                    "--force-device-scale-factor=1", f"--window-size={WIDTH},{HEIGHT}", "--virtual-time-budget=20000",
                    f"--screenshot={picture}", "file://" + desk], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=120)
    with open(picture, "rb") as file:
        return file.read()


def page(candor, root, chromium, folder):
    path = os.path.join(folder, "page.html")
    subprocess.run([candor, "page", "--clinic", "examples/harbour.clinic.yaml", "-o", path], cwd=root, check=True)
    with open(path, encoding="utf-8") as file:
        # Its policy allows no script but its own, such as one that answers.
        text = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read())
    with open(os.path.join(root, "examples/isotretinoin.json"), encoding="utf-8") as file:
        answers = json.dumps(json.load(file))
    return photograph(chromium, folder, DEVICES.format(width=WIDTH, height=HEIGHT, page=html.escape(text), answers=answers))


def leaflet(candor, root, chromium, folder):
    path = os.path.join(folder, "leaflet.html")
    subprocess.run([candor, "screen", "--answers", "examples/isotretinoin.json", "--as-of", "2026-11-22", "--clinic",
                    "examples/harbour.clinic.yaml", "--leaflet", path], cwd=root, check=True, stdout=subprocess.DEVNULL)
    with open(path, encoding="utf-8") as file:
        return photograph(chromium, folder, DESK.format(width=WIDTH, height=HEIGHT, page=html.escape(file.read())))


def interview(candor, folder):
    """Three questions of an interview, with their colors."""
    shell = captures.Shell(candor, folder, color=True)
    try:
        shell.type(captures.SCREEN)
        for reply in ("34", "n", "1", "2 years"):
            shell.type(reply)
        questions = shell.run("capture-pane", "-e", "-p", "-S", "-").rstrip("\n ").split("\n\n")
        return "\n\n".join(questions[-3:])
    finally:
        shell.close()


def runs(line):
    """The pieces of a line: column, text and class of each."""
    column, look, at = 0, [], 0
    for match in [*SGR.finditer(line), None]:
        text = line[at:match.start() if match else None]
        if text.strip():
            blanks = len(text) - len(text.lstrip())
            yield column + blanks, text.strip(), " ".join(look)
        column += len(text)
        if match:
            at = match.end()
            for code in match[1].split(";"):
                look = look + [CLASSES[code]] if code in CLASSES else []


def draw(screen):
    lines = screen.split("\n")
    width = round(2 * MARGIN + CELL * captures.COLUMNS)
    height = BAR + MARGIN + LINE * len(lines)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">',
           '<title id="title">An interview in a terminal; docs/consultation.md has its text.</title>', f"<style>\n{STYLE}</style>",
           f'<rect width="{width}" height="{height}" rx="8" fill="#181e21"/>',
           *(f'<circle cx="{MARGIN + 4 + 18 * i}" cy="{BAR / 2}" r="5.5" fill="#3a454a"/>' for i in range(3))]
    for row, line in enumerate(lines):
        plain = SGR.sub("", line)
        typed = re.match(r"[>$] (?=.)", plain)
        for column, text, look in [(0, plain[:1], ""), (2, plain[2:].rstrip(), "typed")] if typed else runs(line):
            y = BAR + SIZE + LINE * row
            kind = f' class="{look}"' if look else ""
            # The length keeps the columns whatever font there is.
            out.append(f'<text x="{MARGIN + CELL * column:.1f}" y="{y}" textLength="{CELL * len(text):.1f}" lengthAdjust="spacingAndGlyphs"{kind}>{html.escape(text)}</text>')
    return ("\n".join(out) + "\n</svg>\n").encode()


def main():
    parser = argparse.ArgumentParser(description="Draws the README's pictures.")
    for name in ("candor", "root", "chromium"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    candor, root = os.path.abspath(options.candor), os.path.abspath(options.root)
    os.makedirs(os.path.join(root, "docs/pictures"), exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="candor-pictures-") as folder:
        pictures = {"leaflet.png": leaflet(candor, root, options.chromium, folder),
                    "page.png": page(candor, root, options.chromium, folder),
                    "interview.svg": draw(interview(candor, folder))}
    for name, content in pictures.items():
        if len(content) > MOST_BYTES:
            sys.exit(f"pictures.py: {name} has {len(content)} bytes, more than {MOST_BYTES}")
        with open(os.path.join(root, "docs/pictures", name), "wb") as file:
            file.write(content)
        print(f"docs/pictures/{name}: {len(content)} bytes")


if __name__ == "__main__":
    main()
