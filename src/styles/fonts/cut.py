"""Cuts the site's fonts: python3 cut.py LIBERTINE_FOLDER INCONSOLATA_WOFF2 KATEX_FONTS_FOLDER

Needs fontTools (4.38 or later) and brotli. Sources and licences: README.md. The code points of the parts are
repeated as `unicode-range` in ../fonts.css.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).parent


def points(text: str) -> set[int]:
    """'20-7E A0' → the code points."""
    out: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        out |= set(range(int(first, 16), int(last or first, 16) + 1))
    return out


BASIC = points(
    "20-7E A0-FF 131 152-153 2C6 2DA 2DC 2009-200A 2010-2015 2018-201E 2020-2022 2026 202F-2030 2032-2033"
    " 2039-203A 2044 20AC 2122 2190-2193 2212 2260 2264-2265"
)
# Latin Extended-A, Romanian, Greek, superior and inferior figures, and the signs that occur in running text.
EXTENDED = points(
    "100-17F 218-21B 370-3FF 2016 203E 2070 2074-208E 2116 2194-2199 21A6 21D0-21D5 2200 2202-2203 2205-2209"
    " 220F 2211 2213 2217 2219-221A 221D-221E 2220 2227-222B 2234 223C 2248 2261 226A-226B 2282-2283 2286-2287"
    " 2295 2297 22C5 25A0-25A1 25CB 25CF 2610-2611 2713 2717"
) - BASIC
# What formulas mostly need of KaTeX_Main, of its bold, and the blackboard letters of KaTeX_AMS.
MATH = points(
    "20-7E A0 A8 AC AF-B1 B4 D7 131 237 2C6-2C7 2C9-2CB 2D8-2DA 2DC 338 393-394 398 39B 39E 3A0 3A3 3A5-3A6"
    " 3A8-3A9 2013-2014 2018-2019 201C-201D 2026 2032 20D7 210F 2113 2190 2192 21A6 21D2 2200 2202-2203 2205"
    " 2207-2208 220F 2211-2212 2217-2218 221A 221D-221E 2223 2225 2227-222B 223C 2248 2260-2261 2264-2265 2282"
    " 2286 22A4 22C5 22EE-22EF 22F1 2308-230B 27E8-27E9 E020"
)
MATH_BOLD = points("20-7E A0 2C6 2C9 2D9 2DC 393-394 398 39B 39E 3A0 3A3 3A5-3A6 3A8-3A9")
BLACKBOARD = points("41-5A 6B")

FEATURES = ["kern", "liga", "ccmp", "mark", "locl", "onum"]
SMALL_CAPS = [*FEATURES, "smcp", "c2sc"]


def cut(font: TTFont, unicodes: set[int], features: list[str]) -> TTFont:
    for table in ("FFTM", "TeX ", "PfEd"):
        if table in font:
            del font[table]
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    return font


def save(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    path = HERE / f"{name}.woff2"
    font.save(path)
    print(f"{path.stat().st_size:7d} {path.name}")


def ascii_small_caps(font: TTFont) -> None:
    """Small capitals for A–Z and figures only: the accented ones would be a quarter of the file."""
    code = {glyph: point for point, glyph in font.getBestCmap().items()}
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in ("smcp", "c2sc")
        for index in record.Feature.LookupListIndex
    }
    for index in lookups:
        for sub in table.LookupList.Lookup[index].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            if hasattr(sub, "mapping"):
                sub.mapping = {a: b for a, b in sub.mapping.items() if code.get(a, 0) < 0x7F}


def truetype(font: TTFont) -> None:
    """Quadratic outlines in whole units, at most one unit off: Chromium prints CFF web fonts as Type 3."""
    drawn = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = font.getGlyphOrder(), outlines
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs, maxp.maxZones = 0x00010000, len(outlines), 1
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions"
        " maxComponentElements maxPoints maxContours maxCompositePoints maxCompositeContours maxComponentDepth"
    ).split():
        setattr(maxp, field, 0)
    for table in ("CFF ", "VORG", "MATH"):
        if table in font:
            del font[table]
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\0\1\0\0"
    glyf.compile(font)
    for name, (width, _) in list(font["hmtx"].metrics.items()):
        font["hmtx"][name] = (width, getattr(outlines[name], "xMin", 0))


def rename(font: TTFont, family: str, style: str) -> None:
    """The licence reserves the name of the original for the original."""
    postscript = f"{family}-{style}".replace(" ", "")
    names = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 9, 13, 14, *names)]
    for record in table.names:
        if record.nameID in names:
            record.string = names[record.nameID]


def libertine(folder: Path) -> None:
    for source, name, family, style, features in (
        ("LinLibertine_R", "text-regular", "Orrery Text", "Regular", SMALL_CAPS),
        ("LinLibertine_RI", "text-italic", "Orrery Text", "Italic", FEATURES),
        ("LinLibertine_RZ", "text-bold", "Orrery Text", "Semibold", FEATURES),
        ("LinLibertine_RZI", "text-bold-italic", "Orrery Text", "Semibold Italic", FEATURES),
        ("LinBiolinum_R", "ui-regular", "Orrery UI", "Regular", FEATURES),
        ("LinBiolinum_RB", "ui-bold", "Orrery UI", "Bold", FEATURES),
        ("LinBiolinum_RI", "ui-italic", "Orrery UI", "Italic", FEATURES),
    ):
        parts = [(name, BASIC, features)]
        if name in ("text-regular", "text-italic", "text-bold", "ui-regular"):
            parts.append((f"{name}-ext", EXTENDED, FEATURES))
        for part, unicodes, wanted in parts:
            font = TTFont(folder / f"{source}.otf")
            ascii_small_caps(font)
            cut(font, unicodes, wanted)
            truetype(font)
            rename(font, family, style)
            save(font, part)


def inconsolata(file: Path) -> None:
    font = cut(TTFont(file), BASIC, ["kern", "ccmp", "locl"])
    rename(font, "Orrery Mono", "Regular")
    save(font, "mono-regular")


def katex(folder: Path) -> None:
    split = {
        "KaTeX_Main-Regular": (MATH, "katex-main-regular", "katex-main-regular-rest"),
        "KaTeX_Main-Bold": (MATH_BOLD, "katex-main-bold", "katex-main-bold-rest"),
        "KaTeX_AMS-Regular": (BLACKBOARD, "katex-ams-letters", "katex-ams-symbols"),
    }
    for source in sorted(folder.glob("*.woff2")):
        everything = set(TTFont(source).getBestCmap())
        if source.stem in split:
            common, first, second = split[source.stem]
            parts = [(first, everything & common), (second, everything - common)]
        else:
            parts = [(source.stem.lower().replace("_", "-"), everything)]
        for name, unicodes in parts:
            font = cut(TTFont(source), unicodes, ["*"])
            family, _, style = source.stem.removeprefix("KaTeX_").partition("-")
            rename(font, f"Orrery {family}", style)
            save(font, name)


if __name__ == "__main__":
    libertine(Path(sys.argv[1]))
    inconsolata(Path(sys.argv[2]))
    katex(Path(sys.argv[3]))
