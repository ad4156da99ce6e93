import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from time import perf_counter

import pytest
from html_read import Element, page_text, read
from report_curves import shown
from report_pages import PAGES, page
from report_plans import HOSTILE, large
from report_snapshots import TextFile
from syrupy.assertion import SnapshotAssertion

from planner.report.headline import headline
from planner.report.page.blocks import Section
from planner.report.page.html import render_html
from planner.report.plan_json import plan_document
from planner.report.rows import tree_rows
from planner.text import visible
from planner.words.figures import exact, percent, sessions, short_percent
from planner.words.language import speaking

LARGEST = 1_500_000  # bytes


@pytest.fixture(scope="module", params=list(PAGES))
def drawn(request: pytest.FixtureRequest) -> tuple[str, Element]:
    return request.param, read(render_html(PAGES[request.param]()))


def made(name: str) -> Element:
    return read(render_html(PAGES[name]()))


def test_the_answer_comes_first(drawn: tuple[str, Element]) -> None:
    name, root = drawn
    plan = PAGES[name]().plan
    head = headline(plan)
    text = root.one("header").text
    for said in (head.title, head.chance, head.alone, head.plan, head.take):
        assert visible(re.sub(r"\s+", " ", said)) in text
    assert root.one("strong").text == short_percent(plan.chance)
    assert root.one("html").attributes["lang"] == "en"


def test_every_picture_says_what_it_shows(drawn: tuple[str, Element]) -> None:
    _, root = drawn
    pictures = root.all("svg")
    assert len({each.attributes["id"] for each in pictures}) == len(pictures) >= 3
    for each in pictures:
        assert each.attributes["role"] == "img"
        title, desc = each.attributes["aria-labelledby"].split()
        assert len(each.one("title", id=title).raw) > 5
        assert len(each.one("desc", id=desc).raw) > 5
    for figure in root.all("figure"):
        if figure.attributes.get("class") != "bar":
            assert figure.one("table").all("td"), "the same figures as a table"


def test_no_two_elements_have_one_name_and_all_links_lead_somewhere(drawn: tuple[str, Element]) -> None:
    _, root = drawn
    names = [each.attributes["id"] for each in root.all() if "id" in each.attributes]
    assert len(names) == len(set(names))
    for link in root.all("a"):
        assert link.attributes["href"].removeprefix("#") in names
    for each in root.all("section"):
        assert each.attributes["aria-labelledby"] in names


def test_nothing_is_fetched_and_nothing_runs_but_what_the_page_was_written_with(drawn: tuple[str, Element]) -> None:
    _, root = drawn
    for each in root.all():
        assert each.name not in (
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "image",
            "use",
            "foreignobject",
        )
        for key, value in each.attributes.items():
            assert key not in ("src", "srcset", "style", "action", "formaction", "background", "poster", "xlink:href")
            assert not key.startswith("on")
            assert key != "href" or value.startswith("#")
            assert "url(" not in value
    style = root.one("style").raw
    assert "url(" not in style
    assert "@import" not in style
    policy = dict(
        part.split(" ", 1)
        for part in root.one("meta", http_equiv="Content-Security-Policy").attributes["content"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == hashed(style)
    assert policy["script-src"] == " ".join(
        hashed(each.raw) for each in root.all("script") if "type" not in each.attributes
    )
    assert "connect-src" not in policy


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def branches(root: Element) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and figures of every row of the tree."""
    for row in root.one(id="branches").all(class_="row"):
        if "head" not in row.attributes["class"]:
            cells = [
                each.text.rsplit(" ", 1) if each.text[-1:] != "%" else each.text.rsplit(" ", 2)
                for each in row.all(class_="f")
            ]
            labels = [each.text for each in row.all(class_="label")]
            yield (
                row.one(class_="name").text,
                {label: " ".join(cell)[len(label) :].strip() for label, cell in zip(labels, cells, strict=True)},
            )


@pytest.mark.parametrize("name", ["example", "unlimited", "chinese", "leaf_goal", "returning_branch"])
def test_the_tree_has_the_figures_of_the_plan(name: str) -> None:
    plan = PAGES[name]().plan
    found = list(branches(made(name)))
    rows = list(tree_rows(plan.tree, 1000))
    assert len(found) == len(rows)
    for (said, figures), row in zip(found, rows, strict=True):
        assert said == row.name
        assert figures["target"] == exact(row.target)
        if row.kind != "unassigned":
            assert (figures["now"], figures["forecast"], figures["plan"]) == (
                exact(row.now),
                sessions(row.forecast),
                sessions(row.plan),
            )


def test_parts_of_the_gap_add_up() -> None:
    figures = dict(branches(made("example")))
    assert figures["all"]["of the gap"] == "100 %"
    parts = [figures[name]["of the gap"] for name in ("new", "returning", "unassigned")]
    assert sum(int(part.split()[0]) for part in parts) == pytest.approx(100, abs=1)


def cells(section: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("td")] for table in section.all("table") for row in table.all("tr")]


def test_tables_have_the_figures_of_the_plan_json() -> None:
    root, document = made("within_reach"), plan_document(PAGES["within_reach"]().plan)
    (steps,) = [[row for row in cells(root.one(id="tree")) if row and row[0] == what] for what in ("target",)]
    assert steps[0][-1] == exact(document["goal"]["target"])
    scales = [row for row in cells(root.one(id="frontier")) if row]
    assert [(row[2], row[4]) for row in scales] == [
        (sessions(each["mean"]), percent(each["chance"])) for each in document["frontier"]
    ]
    weeks = [row[1:] for row in cells(root.one(id="weeks")) if row]
    assert weeks == [[sessions(each["expected"]), sessions(each["worry"])] for each in document["checkpoints"]]
    levers = {row[1]: row for row in cells(root.one(id="levers")) if row}
    for lever in document["levers"]:
        assert levers[lever["name"]][0] == lever["verdict"]
    sources = [row[1:] for row in cells(root.one(id="assumed")) if row]
    assert sources == [[each["source"], each["where"]] for each in document["assumptions"] if each["where"]] + [
        [each["source"], ""] for each in document["assumptions"] if not each["where"]
    ]


def test_every_lever_has_its_curve() -> None:
    root = made("designed")
    cards = root.one(id="curves").all("article")
    assert [card.one("h3").text for card in cards] == [
        "search ads",
        "newsletter",
        "comparison pages",
        "podcast",
        "banner ads",
    ]
    assert all(card.all("svg") and card.all("table") for card in cards)
    idle = {card.one("h3").text: card for card in made("still").one(id="curves").all("article")}
    assert not idle["closed"].all("svg")
    assert "no curve to draw" in idle["closed"].text


@pytest.mark.parametrize("name", ["flat", "below_forecast"])
def test_what_has_nothing_to_say_is_left_out(name: str) -> None:
    ids = [each.attributes["id"] for each in made(name).all("section")]
    assert "stop" not in ids
    assert {"tree", "questions"} <= set(ids)


def test_hostile_names_are_text_everywhere() -> None:
    root = made("hostile")
    assert len(root.all("script")) == 1
    assert not [each for each in root.all() if each.name in ("b", "alert", "red")]
    for part in ("tree", "levers", "curves", "stop", "steps", "worth", "assumed"):
        section = root.one(id=part)
        for name in HOSTILE:
            shown_as = visible(name).split()[0][:12]
            assert shown_as in section.text, (part, name)
    for each in HOSTILE:
        for odd in set(each) - set(visible(each)):
            assert odd not in root.raw.replace("\n", ""), "what steers or hides is replaced"


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render_html(PAGES["designed"]()) == render_html(PAGES["designed"]())


def test_a_thousand_leaves_stay_small_and_fast() -> None:
    plan = large(leaves=1000, levers=40)
    many = page(*shown(plan))
    before = perf_counter()
    html = render_html(many)
    assert perf_counter() - before < 5
    assert len(html.encode()) < LARGEST
    root = read(html)
    rows = list(branches(root))
    assert len(rows) < 300
    folded = [name for name, _ in rows if name.startswith("…")]
    assert sum(int(name.split()[1]) for name in folded) == 1000 - (len(rows) - len(folded) - 7)
    closed = [each for each in root.one(id="branches").all("details") if "open" not in each.attributes]
    assert closed
    assert all(len(render_html(PAGES[name]()).encode()) < LARGEST for name in PAGES)


def test_many_levers_are_said_to_be_left_out() -> None:
    section = read(render_html(page(*shown(large(levers=70))))).one(id="curves")
    assert len(section.all("article")) == 60
    assert "The curves of 10 more levers are left out." in section.text


def test_another_room_adds_a_section() -> None:
    extra = Section(
        id="try", heading="Try it <yourself>", html="<p id='hello'>Hello</p>", style="#hello{color:red}", script="let a = 1 < 2;",
        data=json.dumps({"name": "</script><b>&"}),
    )  # fmt: skip
    html = render_html(PAGES["designed"](), extra=(extra,))
    root = read(html)
    ids = [each.attributes["id"] for each in root.all("section")]
    assert ids[ids.index("frontier") + 1] == "try"
    assert root.one(id="try").one("h2").text == "Try it <yourself>"
    assert root.one("p", id="hello").text == "Hello"
    assert json.loads(root.one(id="try-data").raw) == {"name": "</script><b>&"}
    policy = root.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    assert hashed("let a = 1 < 2;") in policy
    assert "#try" in [link.attributes["href"] for link in root.all("a")]
    last = render_html(PAGES["flat"](), extra=(extra._replace(after="nowhere"),))
    assert [each.attributes["id"] for each in read(last).all("section")][-1] == "try"


def test_a_script_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(ValueError, match="'</'"):
        render_html(PAGES["flat"](), extra=(Section(id="x", heading="x", html="", script="'</script>'"),))


def test_the_page_says_its_language() -> None:
    with speaking("zh"):
        assert read(render_html(PAGES["chinese"]())).one("html").attributes["lang"] == "zh-Hans"


def test_a_plan_whose_draws_all_agree_is_drawn() -> None:
    plan = PAGES["flat"]().plan
    sure = replace(PAGES["flat"](), alone=(plan.forecast.mean,) * 50, outcome=(plan.forecast.mean,) * 50)
    assert "none reaches the target" in read(render_html(sure)).one("header").text


@pytest.mark.parametrize("name", ["designed", "flat"])
def test_the_text_of_a_page(name: str, snapshot: SnapshotAssertion) -> None:
    assert page_text(made(name)) == snapshot(extension_class=TextFile)
