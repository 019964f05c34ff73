"""Texts that mean something to a file format, or to a program that opens such files."""

from __future__ import annotations

AWKWARD = (
    'He said "Stir, now"; done',
    "use <5 clips",
    "use <5 clips and >3 words",
    "<b>whisk</b> <i",
    "<<b>b> <c.red>red</c> <00:00:01.000>late",
    "&amp; &lt;b&gt; AT&T &copy &#65; R&D;",
    "from A --> B it goes",
    "00:00:01,000 --> 00:00:02,000",
    "{\\an8}up {two} {\\k50",
    "=1+1",
    "料理 🍳 👩🏽\u200d🍳 café",
    "שלום \u200fעולם",
    "2",
    "NOTE a thing",
    "Dialogue: he said",
    "[Script Info]",
    "WEBVTT",
    "start_s,end_s,text",
    "Peel it. Cut it! And then",
    "cut the onion",
    "It is 5",
    "O'Neill's \\N back\\slash",
    "null",
    "none",
)
