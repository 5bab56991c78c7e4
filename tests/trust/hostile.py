"""What somebody who means harm types: the one corpus of strings, and what no output may ever hold.

Where they are typed is `fields`' question, through which doors that of `test_hostile_doors`.
"""

from __future__ import annotations

import unicodedata

from supervision.domain.checks.limits import LABEL_CHARACTERS, TEXT_CHARACTERS

CONTROL: dict[str, str] = {
    "NUL": "a\x00b",
    "bell": "a\x07b",
    "backspace": "abc\x08\x08\x08xyz",
    "vertical tab": "a\x0bb",
    "delete": "a\x7fb",
    "clear screen": "\x1b[2J\x1b[Ha",
    "colour": "a\x1b[31mred\x1b[0m",
    "title (OSC 0)": "\x1b]0;owned\x07a",
    "clipboard (OSC 52)": "\x1b]52;c;eA==\x1b\\a",
    "link (OSC 8)": "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\",
    "device string": "\x1bPq#0~\x1b\\a",
    "C1 CSI": "a\x9b2Jb",
    "C1 OSC": "a\x9d0;owned\x9cb",
    "next line": "a\x85b",
    "overwriting return": "honest\rforged",
    "Unicode line end": "a\u2028b",
    "Unicode paragraph end": "a\u2029b",
}
UNSEEN: dict[str, str] = {
    "right-to-left override": "invoice\u202egpj.exe",
    "left-to-right override": "a\u202db",
    "embedding": "a\u202bb\u202c",
    "isolate": "a\u2067b\u2069",
    "first strong isolate": "a\u2068b\u2069",
    "Arabic letter mark": "a\u061cb",
    "zero-width space": "杨\u200b桥村",
    "zero-width joiner": "a\u200db",
    "byte order mark": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "word joiner": "a\u2060b",
    "tag letters": "a\U000e0041\U000e0042b",
    "annotation": "a\ufff9b\ufffac\ufffb",
    "high surrogate alone": "a\ud83db",
    "low surrogate alone": "a\udc00b",
    "undecoded byte": "a\udcffb",
    "noncharacter FFFE": "a\ufffeb",
    "noncharacter FFFF": "a\uffffb",
    "noncharacter FDD0": "a\ufdd0b",
    "noncharacter of a plane": "a\U0001ffffb",
    "combining flood": "a" + "\u0301" * 60,
    "combining flood, mixed": "a" + "\u0335\u0336\u20e3\u0488" * 20,
    "combining flood, Thai": "ก" + "\u0e47" * 80,
}
MEANT_FOR_PROGRAMS: dict[str, str] = {
    "closing tag (Rich)": "[/]",
    "wrong closing tag": "[/b]",
    "action (Textual)": "[@click=app.quit]x[/]",
    "link tag": "[link=file:///etc/passwd]x[/link]",
    "open bracket": "a[",
    "section sign": "[A-3]",
    "emoji name": ":smiley: :warning:",
    "formula": "=1+1",
    "formula (DDE)": "=cmd|' /C calc'!A0",
    "formula, plus": "+1+1",
    "formula, minus": "-1+1",
    "formula, at": "@SUM(1)",
    "formula after tab": "\t=1+1",
    "formula after return": "\r=1+1",
    "formula, full-width": "＝1+1",
    "formula, hyperlink": '=HYPERLINK("http://example.org","x")',
    "spreadsheet code": "_x001B_[2J",
    "CSV quoting": '",\n"x","y"\r\n',
    "quotes": "'\"`“”",
    "template": "{{7*7}}",
    "template loop": "{% for x in ().__class__.__mro__ %}{{x}}{% endfor %}",
    "template comment": "{# x #}",
    "format": "{0.__class__} {x} %s %(x)s %n",
    "XML": "<a>&lt;&amp;</a>",
    "XML entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "CDATA": "]]><![CDATA[x",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)',
    "Markdown": "[x](javascript:alert(1)) ![x](http://example.org/x) `a` | b | **c**\n# d",
    "field of Word": '{ INCLUDETEXT "/etc/passwd" }',
    "SQL": "'; DROP TABLE finding; --",
    "SQL wildcards": "%_\\",
    "shell": "$(reboot) `reboot` ; reboot | reboot",
    "path upwards": "../../../../etc/passwd",
    "path, absolute": "/etc/passwd",
    "path, Windows": "C:\\Windows\\win.ini",
    "device": "CON",
    "device with ending": "aux.txt",
    "stream": "a.txt::$DATA",
    "share": "\\\\host\\share\\x",
    "option": "--help",
    "long name": "n" * 300,
    "YAML tag": "!!python/object/apply:os.system [id]",
    "YAML anchors": "&a [*a, *a]",
    "YAML mapping": "x: {y: &z 1, <<: *z}",
    "YAML words": "no",
    "JSON": '{"__proto__": {"x": 1}}',
    "log lines": "x\n2026-07-07 09:00:00 INFO all is well",
}
NUMBERS: dict[str, str] = {
    "huge": "9" * 400,
    "exponent": "1e999999999",
    "not a number": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-Infinity",
    "full-width digits": "１２３",
    "Arabic digits": "١٢٣",
    "underscores": "1_000",
    "hexadecimal": "0x10",
    "beyond 64 bits": "18446744073709551616",
    "tiny": "0." + "0" * 60 + "1",
}
LONG: dict[str, str] = {
    "a megabyte": "长" * (1024 * 1024 // 3),
    "one beyond a label": "长" * (LABEL_CHARACTERS + 1),
    "one beyond a text": "长" * (TEXT_CHARACTERS + 1),
    "one word": "w" * 390,
}
HONEST: dict[str, str] = {
    "beyond the basic plane": "𠮷野家",
    "rare names": "喆祎塝",
    "emoji": "😀",
    "variant of a character": "葛\U000e0100",
    "text or picture": "⚠\ufe0f",
    "accents": "Nguyễn Đình Tuyển",
    "Tibetan": "བོད་སྐད",
    "Arabic": "سلام",
    "Hebrew": "שלום",
}
"""What people write: each must be taken wherever its length fits."""

CORPUS = {**CONTROL, **UNSEEN, **MEANT_FOR_PROGRAMS, **NUMBERS, **LONG, **HONEST}


def harm_in(text: str) -> str | None:
    """The first thing in it that a screen, a printer or a file would obey; read from Unicode's own tables, not ours."""
    marks = 0
    for character in text:
        category, code = unicodedata.category(character), ord(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        hidden = category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\n\t"
        if hidden or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or marks > 4:
            return f"U+{code:04X}"
    return None
