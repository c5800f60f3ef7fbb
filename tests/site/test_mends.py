"""Each mend changes what it says, and leaves alone what it has mended."""

import base64
import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from PIL import Image
from unlabelled_site import fonts, mends, sheets, unused


def page(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def png(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height)).save(buffer, format="PNG")
    return buffer.getvalue()


CASES = {
    "picture that opens the landing page": (
        mends.fetch_hero_early,
        '<div class="hero-picture"><img loading="lazy" src="a"/><img loading="lazy" src="b"/></div>',
        '<div class="hero-picture"><img fetchpriority="high" src="a"/><img loading="lazy" src="b"/></div>',
    ),
    "heading without words": (
        mends.drop_empty_headings,
        '<div id="jb-print-docs-body"><h1></h1></div><h1></h1>',
        '<div id="jb-print-docs-body"></div><h1></h1>',
    ),
    "role that the element has": (mends.drop_needless_role, '<main role="main"></main>', "<main></main>"),
    "icon script": (
        mends.drop_icon_script,
        '<script src="_static/scripts/fontawesome.js?digest=1"></script><script src="a.js"></script>',
        '<script src="a.js"></script>',
    ),
    "index of words on a page that is not searched": (
        mends.drop_unused_search,
        '<head><script src="_static/searchtools.js?v=1"></script><script src="../searchindex.js"></script>'
        '<script src="a.js"></script></head>',
        '<head><script src="a.js"></script></head>',
    ),
    "index of words where it is searched": (
        mends.drop_unused_search,
        '<head><script src="searchindex.js"></script></head><div id="search-results"></div>',
        '<head><script src="searchindex.js"></script></head><div id="search-results"></div>',
    ),
    "external script, style, hint; not the canonical address, not a link": (
        mends.drop_external,
        '<script src="https://cdn.example/x.js"></script><link href="//cdn.example/y.css" rel="stylesheet"/>'
        '<link href="https://cdn.example" rel="preconnect"/><link href="https://a.example/" rel="canonical"/>'
        '<a href="https://a.example">a</a>',
        '<link href="https://a.example/" rel="canonical"/><a href="https://a.example">a</a>',
    ),
    "script that blocks": (
        mends.defer_scripts,
        '<head><script src="a.js"></script><script>let a = 1;</script></head><script src="b.js"></script>',
        '<head><script defer="" src="a.js"></script><script>let a = 1;</script></head>'
        '<script src="b.js"></script>',
    ),
    "inline script that waits for another": (
        mends.defer_scripts,
        "<head><script>DOCUMENTATION_OPTIONS.pagename = 'index';</script></head>",
        "<head><script type=\"module\">DOCUMENTATION_OPTIONS.pagename = 'index';</script></head>",
    ),
    "theme chosen too late": (
        mends.choose_theme_early,
        '<head><script>t = localStorage.getItem("theme") || "auto";</script></head>',
        '<head><script>t = localStorage.getItem("theme") || '
        '(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");</script></head>',
    ),
    "images below the first": (
        mends.load_images_late,
        '<main><img src="a"/><img src="b"/><figure class="frames"><img src="c"/></figure></main>',
        '<main><img src="a"/><img loading="lazy" src="b"/>'
        '<figure class="frames"><img src="c"/></figure></main>',
    ),
    "empty corner": (
        mends.fill_table_corners,
        "<table><tr><th></th><th>k</th></tr><tr><th> </th><th><img/></th></tr></table>",
        "<table><tr><td></td><th>k</th></tr><tr><td> </td><th><img/></th></tr></table>",
    ),
    "table headers": (
        mends.name_table_headers,
        "<table><thead><tr><th>k</th></tr></thead><tbody><tr><th>0</th><td>1</td></tr></tbody></table>",
        '<table><thead><tr><th scope="col">k</th></tr></thead>'
        '<tbody><tr><th scope="row">0</th><td>1</td></tr></tbody></table>',
    ),
    "list of references": (
        mends.list_references,
        '<div role="list"><div id="a" role="doc-biblioentry">A</div></div>',
        '<div role="list"><div id="a" role="listitem">A</div></div>',
    ),
    "name of a hidden cell": (
        mends.name_hidden_cells,
        '<details class="hide"><summary aria-label="Toggle hidden content">Show</summary></details>',
        '<details class="hide"><summary>Show</summary></details>',
    ),
    "paragraphs in a summary": (
        mends.put_text_into_summaries,
        '<details class="hide"><summary><p class="collapsed">Show</p></summary><p>a</p></details>',
        '<details class="hide"><summary><span class="collapsed">Show</span></summary><p>a</p></details>',
    ),
    "script in a figure": (
        mends.put_scripts_behind_figures,
        '<figure class="frames"><figcaption>a</figcaption><script>b</script></figure><p>c</p>',
        '<figure class="frames"><figcaption>a</figcaption></figure><script>b</script><p>c</p>',
    ),
    "styles of tables": (
        mends.drop_table_styles,
        '<div><style scoped="">th {}</style><table><tr><th halign="left">a</th></tr></table></div>',
        "<div><table><tr><th>a</th></tr></table></div>",
    ),
    "description for others": (
        mends.describe_to_others,
        '<head><meta content="Own." name="description"/>'
        '<meta content="$x$" property="og:description"/></head>',
        '<head><meta content="Own." name="description"/>'
        '<meta content="Own." property="og:description"/></head>',
    ),
    "font of formulas": (
        mends.preload_math_font,
        '<head><link href="../_static/book.css?v=1" rel="stylesheet"/></head><math></math>',
        '<head><link as="font" crossorigin="" href="../_static/fonts/math.woff2" rel="preload" '
        'type="font/woff2"/><link href="../_static/book.css?v=1" rel="stylesheet"/></head><math></math>',
    ),
    "no formulas, no font": (
        mends.preload_math_font,
        '<head><link href="../_static/book.css?v=1" rel="stylesheet"/></head>',
        '<head><link href="../_static/book.css?v=1" rel="stylesheet"/></head>',
    ),
}


@pytest.mark.parametrize(("change", "before", "after"), CASES.values(), ids=list(CASES))
def test_mend_does_what_it_says_once(change, before, after):
    soup = page(before)
    for _ in range(2):
        change(soup)
        assert page(str(soup)) == page(after)


def test_every_mend_has_a_case():
    assert {case[0] for case in CASES.values()} == set(mends.MENDS)


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.png", png(30, 20), (30, 20)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"/>', (96, 48)),
        ("b.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 40"/>', (50, 40)),
        ("c.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0,0,5,4"/>', (5, 4)),
        ("a.txt", b"no picture", None),
    ],
)
def test_image_gets_its_size(tmp_path: Path, name, content, size):
    (tmp_path / name).write_bytes(content)
    data = f"data:image/x;base64,{base64.b64encode(content).decode()}"
    for source in (name, f"{name}?digest=1", data):
        soup = page(f'<img src="{source}"/>')
        mends.size_images(soup, tmp_path)
        expected = (None, None) if size is None else tuple(str(length) for length in size)
        assert (soup.img.get("width"), soup.img.get("height")) == expected


def test_embedded_picture_becomes_a_file(tmp_path: Path):
    content = png(30, 20)
    data = base64.b64encode(content).decode()
    soup = page(
        f'<img src="data:image/png;base64,{data}"/><img hidden="" src="data:image/png;base64,{data}"/>'
    )
    (tmp_path / "chapters").mkdir()
    mends.unpack_images(soup, tmp_path / "chapters", tmp_path / "_images")
    (file,) = (tmp_path / "_images").iterdir()
    assert file.read_bytes() == content and file.suffix == ".png"
    shown, hidden = soup.select("img")
    assert shown["src"] == hidden["src"] == f"../_images/{file.name}"
    assert hidden["loading"] == "lazy" and not shown.has_attr("loading")


def test_size_given_by_the_author_stays(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(png(30, 20))
    soup = page('<img src="a.png" width="15"/><img src="https://a.example/a.png"/><img src="none.png"/>')
    mends.size_images(soup, tmp_path)
    assert 'height="' not in str(soup)


def test_mending_twice_changes_nothing_more(tmp_path: Path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "book.css").touch()
    html = "<!DOCTYPE html>\n<html><head>" + "".join(case[1] for case in CASES.values()) + "</head></html>"
    once = mends.mend(html, tmp_path, tmp_path)
    assert mends.mend(once, tmp_path, tmp_path) == once != html


def test_style_sheets_are_joined_with_what_they_import(tmp_path: Path):
    static = tmp_path / "_static"
    (static / "styles").mkdir(parents=True)
    (static / "base.css").write_text("a{background:url(dot.png)}")
    (static / "styles" / "theme.css").write_text('@charset "utf-8";/* x */@import "../base.css";b{top:0}')
    (static / "own.css").write_text(
        "c{background:url('styles/x.svg')}d{background:url(data:image/png;base64,)}"
    )
    links = "".join(
        f'<link href="../_static/{name}?v=1" rel="stylesheet"/>' for name in ("styles/theme.css", "own.css")
    )
    soup = page(f'<head>{links}<link href="../_static/print.css" media="print" rel="stylesheet"/></head>')
    for _ in range(2):
        sheets.join_sheets(soup, static)
        first, printed = soup.select("link")
        assert printed["href"] == "../_static/print.css"
    joined = (static / str(first["href"]).removeprefix("../_static/")).read_text().replace("\n", "")
    assert joined == (
        "/* x */a{background:url(dot.png)}b{top:0}"
        "c{background:url(styles/x.svg)}d{background:url(data:image/png;base64,)}"
    )


def test_icons_are_found_by_name_and_in_the_themes_own_rules():
    named = '.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-x:before{content:"\\f00d"}'
    sheet = named + '.note::before{content:"\\f05a"}:root{--warning:"\uf071"}'
    names = mends.icon_names(page('<i class="fa-solid fa-bars"></i><i class="other"></i>'))
    assert names == {"fa-solid", "fa-bars"}
    assert fonts.icon_characters(sheet, names) == {"\uf0c9", "\uf05a", "\uf071"}
    kept = sheet.replace('.fa-x:before{content:"\\f00d"}', "")
    assert fonts.drop_unused_icons(sheet, names) == kept


def test_formula_font_keeps_what_is_drawn(tmp_path: Path):
    letters = "<mi>x</mi><mi>h</mi><mi>log</mi><mi mathvariant='normal'>d</mi>"
    html = f"<p>é</p><math>{letters}<msqrt><mn>2</mn></msqrt></math>"
    characters = fonts.math_characters(page(html))
    assert characters == {*"xhlogd2√", "𝑥", "ℎ"}
    target = tmp_path / "math.woff2"
    fonts.subset(fonts.MATH_FONT, target, characters)
    with TTFont(target) as font:
        assert set(map(ord, characters)) <= set(font.getBestCmap())
        assert font["MATH"].table.MathVariants.VertGlyphCount >= 1, "a root grows with what is below it"
    assert target.stat().st_size < 20_000


def test_rules_for_what_no_page_and_no_script_knows_are_left_out(tmp_path: Path):
    static = tmp_path / "_static"
    static.mkdir()
    (static / "menu.js").write_text('menu.classList.add("open")')
    (static / "site.0.css").write_text(
        "/* x */ a, .gone a{top:0} .here.gone{top:1px} .open > b:not(.gone){top:2px} #place{top:3px}"
        "#nowhere{top:4px} @media print{.gone{top:5px} .here{top:6px}} @media screen{.gone{top:7px}}"
        "@font-face{font-family:f} .here,.gone{top:8px}"
    )
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    first.write_text('<link href="_static/site.0.css"/><p class="here" id=place>.gone</p>')
    second.write_text('<link href="../_static/site.0.css"/>')
    unused.shrink_sheets(tmp_path, [first, second])
    (sheet,) = static.glob("*.css")
    assert f"_static/{sheet.name}" in first.read_text() and f"../_static/{sheet.name}" in second.read_text()
    assert sheet.name != "site.0.css", "a browser that has kept the old sheet asks for the new one"
    assert sheet.read_text().splitlines() == [
        "a{top:0}",
        ".open > b:not(.gone){top:2px}",
        "#place{top:3px}",
        "@media print{.here{top:6px}}",
        "@font-face{font-family:f}",
        ".here{top:8px}",
    ]
