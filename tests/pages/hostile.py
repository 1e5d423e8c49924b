#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Pages of a rule set and a clinic file that try to be markup, read by an HTML parser.

usage: hostile.py CANDOR

Every text of the files is hostile once and harmless once. Both give the same elements with the same attributes in the
same order: nothing of a page comes from data. No control or bidirectional character is left, and no address but those
of the kinds that pages have.
"""

import json
import re
import sys

from pages import AS_OF, Candor, Page, report

HOSTILE = [
    "</title></style></svg><script>alert(1)</script>",
    "\\\"><img src=x onerror=alert(1)> ' onload='x",
    "]]> <!-- --> <![CDATA[ x ]]> &lt;b&gt; &#x3c;script&#x3e;",
    "javascript:alert(1) data:text/html,x",
    "\\u200F turned \\u061C hidden \\uFEFF alert(1) \\u200E",
    "`code` **bold** {{x}} ${x} %s {}",
]
RULES = """
candor: 1
id: hostile
version: "1.0\\"><b>'&lt;"
title: "{1}"
language: en
intended_use: "{2}"
review: {{status: draft}}
sources:
  s: {{title: "{0}", publisher: "{1}", year: 2019, at: "{3}", url: "{5}", read: excerpt}}
  t: {{title: "{2}", url: "{5}"}}
verdicts:
  go: {{label: "{3}", proceed: now}}
  wait: {{label: "{4}", proceed: later}}
  stop: {{label: "{0}", proceed: no}}
sections: {{one: "{1}"}}
questions:
  active_acne: {{section: one, ask: "{2} {0}", help: "{3}", type: choice, choices: {{a: "{4}", b: "{0}", c: "{1}"}}}}
  set_q: {{ask: "{1}", type: set, choices: {{a: "{2}", b: "{3}"}}}}
  gated: {{ask: "{4}", type: number, unit: "{0}", asked_if: {{set_q: {{includes: a}}}}, if_blank: nothing}}
  open_q: {{ask: "{0}", type: yes_no}}
  when_q: {{ask: "{1}", type: time_since}}
rules:
  r1: {{when: {{active_acne: b}}, verdict: wait, until: {{when_q: 6 months}}, waits_for: "{0}", because: "{1}", advice: "{2}", sources: [s, t], strength: split, disputed: "{3}"}}
  r2: {{when: {{active_acne: c}}, verdict: stop, because: "{4}", advice: "{0}", sources: [s]}}
  r3: {{when: {{open_q: yes}}, verdict: wait, because: "{4}", sources: [t]}}
care:
  before: {{c1: {{say: "{0}", from: 3 days before, strength: split, disputed: "{1}", sources: [s]}}}}
  after: {{c2: {{say: "{2}", to: 3 days after}}}}
  call_us: {{c3: {{say: "{3}"}}}}
plan: {{p1: {{say: "{4}"}}}}
"""
CLINIC = """
candor_clinic: 1
name: "{0}"
address: ["{1}", "{2}"]
phone: "+1 (555) 010-9999"
closing: "{3}"
"""
ANSWERS = {
    "wait": {"active_acne": "b", "when_q": "1 month", "open_q": "no", "set_q": ["a"], "gated": 3},
    "stop": {"active_acne": "c", "when_q": "1 month", "open_q": "no", "set_q": "none"},
    "open": {"active_acne": "a", "when_q": "1 month"},
    "go": {"active_acne": "a", "when_q": "8 months", "open_q": "no", "set_q": ["b"]},
}
BAD_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def pages(candor, texts, url):
    candor.write("rules.yaml", RULES.format(*texts[:5], url))
    candor.write("clinic.yaml", CLINIC.format(*texts[:4]))
    for name, answers in ANSWERS.items():
        for way in ([], ["--appointment", "2026-12-08"]):
            candor.run("screen", "-r", "rules.yaml", "-a", "-", "--as-of", AS_OF, "--clinic", "clinic.yaml", "--ref",
                       "\"><b>'x", "--leaflet", "l.html", "--report", "r.html", "--force", *way, text=json.dumps(answers))
            yield f"leaflet {name} {way}", candor.read("l.html")
            yield f"report {name} {way}", candor.read("r.html")
    candor.run("form", "rules.yaml", "--html", "f.html", "--force")
    yield "form", candor.read("f.html")
    candor.run("show", "rules.yaml", "--html", "s.html", "--force")
    yield "show", candor.read("s.html")


def main():
    candor = Candor(sys.argv[1])
    problems, count = [], 0
    harmless = dict(pages(candor, ["harmless"] * 5, "https://example.org/x"))
    for shift in range(len(HOSTILE)):
        texts = HOSTILE[shift:] + HOSTILE[:shift]
        for url in ("https://example.org/?a=javascript:alert(1)&b=&quot;&#x22;", "https://example.org/?onload=x&lt;script&gt;",
                    "https://example.org/..;:@&=+$,|{}#%00%0a%3Cscript%3E"):
            for name, text in pages(candor, texts, url):
                page, twin = Page(text), Page(harmless[name])
                count += 1
                problems += [f"{name}, {url}: {problem}" for problem in page.problems]
                if page.shape() != twin.shape():
                    at = next(i for i, (a, b) in enumerate(zip(page.shape() + [0], twin.shape() + [0])) if a != b)
                    problems.append(f"{name}, {url}: data became markup: {page.elements[at]}")
                if found := BAD_CHARACTERS.search(text):
                    problems.append(f"{name}: contains {found[0]!r}")
                if wrong := [u for u in page.urls() if not re.match(r"#[a-z]+-[A-Za-z0-9_-]+$|tel:\+?[0-9]+$|https://example\.org/[^\s\"<>'`{|}^\\]*$", u, re.I)]:
                    problems.append(f"{name}, {url}: an address from data: {wrong}")
                if "alert(1)" not in page.text():
                    problems.append(f"{name}: a hostile text is not shown")
    report(problems[:20], f"{count} pages read")


main()
