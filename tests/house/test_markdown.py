"""F02: pages never render data as Markdown, and put no text into HTML that was not escaped.

Nearly every Streamlit element renders Markdown: pictures that tell a stranger who is looking, and links. So what such
an element is given must be written here (a literal), said by `words`, made inert by views.plain.plain, or put
together from these. A value inside t(...) counts too: plain(t("Saved for {name}", name=customer.name)).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Why each of these is harmless although the rule cannot see it: (file, the argument as written) -> reason.
ALLOWED: dict[tuple[str, str], str] = {
    ("pages/frame.py", "entry.title()"): "PAGES in pages/menu.py: every title is a t(...)",
    ("views/call_fields.py", "said()"): "FIELDS in the same file: every label is a t(...)",
    ("views/call_form.py", "said"): "person() in the same file: every label is a t(...)",
    ("views/attention.py", "visit.pages['inquiry']"): "a page of the frame: where the link leads, not what it says",
    ("pages/minding.py", "visit.pages['health']"): "a page of the frame: where the link leads, not what it says",
    ("views/figures.py", "visit.pages['queue']"): "a page of the frame: where the link leads, not what it says",
    ("views/look.py", "CSS"): "this room's own style sheet, views/look.css",
}

BODY = {"write", "markdown", "caption", "error", "info", "warning", "success", "title", "header", "subheader", "badge",
        "toast", "status", "expander", "spinner", "latex", "write_stream"}  # fmt: skip
LABEL = {"button", "checkbox", "toggle", "text_input", "text_area", "number_input", "date_input", "time_input",
         "datetime_input", "selectbox", "multiselect", "slider", "select_slider", "file_uploader", "download_button",
         "link_button", "form_submit_button", "popover", "color_picker", "dialog", "Page"}  # fmt: skip
CHOICES = {"radio", "pills", "segmented_control", "menu_button"}
SINKS = BODY | LABEL | CHOICES | {"metric", "progress", "tabs", "page_link"}
RENDERED = {"label", "body", "title", "help", "captions", "text", "value", "delta", "delta_description"}
NOT_RENDERED = {"value": SINKS - {"metric"}, "text": SINKS - {"progress"}}
FIRST = {
    "metric": 3,
    "progress": 2,
    "page_link": 2,
    "Page": 0,
}  # how many positional arguments are rendered; else the first
REFUSED = {"table": "st.table renders Markdown in its cells: use st.dataframe or views.look.table"}
ESCAPES = {"escape", "quote"}  # html.escape, urllib.parse.quote
COUNTS = {"len", "int", "round", "sum"}


class Room:
    """One file: what its names stand for, and whether an expression can carry outside text."""

    def __init__(self, source: str, where: str) -> None:
        self.tree, self.where = ast.parse(source), where
        self.said, self.made, self.html = set(), {"plain"}, set()
        self.functions = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {name.asname or name.name for name in node.names}
                if node.module.split(".")[0] == "words":
                    self.said |= names
                if node.module.startswith("views."):
                    self.html |= names - {"plain"}
        self.html |= {n for n, f in self.functions.items() if ast.unparse(f.returns or ast.Constant(0)) == "Html"}
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def scope(self, node: ast.AST) -> ast.AST:
        while node is not self.tree and not isinstance(node, ast.FunctionDef | ast.Lambda):
            node = self.parents[node]
        return node

    def inert(self, node: ast.expr | None, *, html: bool = False, seen: frozenset[str] = frozenset()) -> bool:
        def all_inert(nodes) -> bool:
            return all(self.inert(one, html=html, seen=seen) for one in nodes)

        match node:
            case None | ast.Constant():
                return True
            case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
                return all_inert(parts)
            case ast.FormattedValue(value=value) | ast.Starred(value=value) | ast.Await(value=value):
                return all_inert([value])
            case ast.BinOp(left=left, op=ast.Add(), right=right) | ast.IfExp(body=left, orelse=right):
                return all_inert([left, right])
            case ast.GeneratorExp(elt=one) | ast.ListComp(elt=one):
                return all_inert([one])
            case ast.Call():
                return self.harmless_call(node, html=html, seen=seen)
            case ast.Subscript(value=ast.Name(id=name)) if name not in seen:
                tables = self.assigned(name, node)
                return bool(tables) and all(isinstance(one, ast.Dict) and all_inert(one.values) for one in tables)
            case ast.Name(id=name) if name not in seen:
                values = self.assigned(name, node)
                return bool(values) and all(self.inert(one, html=html, seen=seen | {name}) for one in values)
        return False

    def harmless_call(self, call: ast.Call, *, html: bool, seen: frozenset[str]) -> bool:
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        match call.func:
            case ast.Name(id="t" | "tn") if not html:
                return all(self.inert(value, seen=seen) for value in values[1 if call.func.id == "t" else 3 :])
            case ast.Name(id=name) if html:
                return name in self.html | ESCAPES or (name == "Html" and self.inert(call.args[0], html=True))
            case ast.Name(id=name):
                return name in self.said | self.made | COUNTS
            case ast.Attribute(attr="join", value=ast.Constant()):
                return all(self.inert(value, html=html, seen=seen) for value in call.args)
            case ast.Attribute(attr=attr, value=ast.Name(id=module)):
                return (html and module == "look") or (not html and (module in self.said or attr == "plain"))
        return False

    def assigned(self, name: str, node: ast.AST) -> list[ast.expr]:
        """What a name was given in its function, or else in the file; nothing when it comes from elsewhere."""
        for place in dict.fromkeys([self.scope(node), self.tree]):
            if name in _bound_elsewhere(place):
                return []
            found = [value for value, target in _assignments(place) if target == name]
            if found:
                return found
        return []

    def shows(self, call: ast.Call) -> Iterator[tuple[ast.expr, bool]]:
        """The arguments of a Streamlit call that are rendered, and whether as HTML."""
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name == "html" and call.args:
            yield call.args[0], True
        if name not in SINKS:
            return
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        yield from ((argument, False) for argument in call.args[: FIRST.get(name, 1)])
        for keyword, value in given.items():
            if keyword in RENDERED and name not in NOT_RENDERED.get(keyword, ()):
                yield value, False
        if name in CHOICES:
            options = call.args[1] if len(call.args) > 1 else given.get("options")
            worded = given.get("format_func")
            if worded is None and options is not None:
                yield options, False
            elif worded is not None and not self.words_options(worded):
                yield worded, False

    def words_options(self, worded: ast.expr) -> bool:
        """Whether a format_func only says what is inert: a function of words, plain, a lambda or one of this file."""
        match worded:
            case ast.Lambda(body=body):
                return self.inert(body)
            case ast.Name(id=name) if name in self.functions:
                returned = [node.value for node in ast.walk(self.functions[name]) if isinstance(node, ast.Return)]
                return bool(returned) and all(map(self.inert, returned))
            case ast.Name(id=name):
                return name in self.said | self.made
            case ast.Attribute(attr="get" | "__getitem__", value=ast.Name() as table):
                tables = self.assigned(table.id, worded)
                return bool(tables) and all(
                    isinstance(one, ast.Dict) and all(map(self.inert, one.values)) for one in tables
                )
        return False

    def findings(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in REFUSED and isinstance(node.func.value, ast.Name):
                yield f"{self.where}:{node.lineno}: {REFUSED[name]}"
            if any(keyword.arg in ("unsafe_allow_html", "unsafe_allow_javascript") for keyword in node.keywords):
                yield f"{self.where}:{node.lineno}: unsafe_allow_… is never needed: use views.look and st.html"
            if name == "MarkdownColumn":
                yield f"{self.where}:{node.lineno}: MarkdownColumn renders data"
            for shown, html in self.shows(node):
                written = ast.unparse(shown)
                if not self.inert(shown, html=html) and (self.where, written) not in ALLOWED:
                    yield f"{self.where}:{node.lineno}: {name}(… {written} …)"


def _assignments(place: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    body = [place.body] if isinstance(place, ast.Lambda) else place.body
    for statement in body:
        for node in ast.walk(statement):
            match node:
                case ast.Assign(targets=targets, value=value):
                    # Of several names at once each stands for the whole value: (code, word) = WORDS[language()].
                    yield from ((value, name.id) for target in targets for name in _names(target))
                case ast.AnnAssign(target=ast.Name(id=name), value=value) if value:
                    yield value, name
                case (
                    ast.NamedExpr(target=ast.Name(id=name), value=value)
                    | ast.AugAssign(target=ast.Name(id=name), value=value)
                ):
                    yield value, name


def _bound_elsewhere(place: ast.AST) -> set[str]:
    """Names that come from a caller, a loop or a with: nobody here knows what they hold."""
    bound = set()
    if isinstance(place, ast.FunctionDef | ast.Lambda):
        arguments = place.args
        bound |= {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    for node in ast.walk(place):
        targets = []
        match node:
            case ast.For(target=target) | ast.comprehension(target=target):
                targets = [target]
            case ast.withitem(optional_vars=target) if target:
                targets = [target]
        bound |= {name.id for target in targets for name in _names(target)}
    return bound if not isinstance(place, ast.Module) else set()


def _names(target: ast.expr) -> list[ast.Name]:
    many = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    return [name for one in many for name in ([one] if isinstance(one, ast.Name) else [])]


def rooms() -> list[Path]:
    return sorted(path for room in ("pages", "views") for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", rooms(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_outside_text_is_rendered(path: Path):
    findings = list(Room(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))).findings())
    assert not findings, "wrap it in plain(...):\n" + "\n".join(findings)


def test_every_exception_is_still_needed():
    written = {
        (str(path.relative_to(ROOT)), ast.unparse(shown))
        for path in rooms()
        for room in [Room(path.read_text(encoding="utf-8"), "")]
        for call in ast.walk(room.tree)
        if isinstance(call, ast.Call)
        for shown, _ in room.shows(call)
    }
    assert set(ALLOWED) <= written


HEAD = """
from words import t, tn
from words.labels import label
from words.dates import day
from views.look import chip
"""
GOOD = [
    'st.write("hello")',
    'st.caption(t("Saved as {folio}", folio=plain(folio)))',
    'st.success(plain(t("Saved as {folio}", folio=row.folio)))',
    'st.metric(t("Overdue"), number(n) if n else "–", delta=None)',
    'left.button(f"1 {label(reason)}", key=row.key)',
    'word = t("Open") if x else label(s)\nst.badge(word)',
    'st.pills(t("Reason"), options=codes, format_func=lambda code: plain(names[code]))',
    'st.radio(t("Kind"), codes, format_func=label)',
    'NAMES = {"a": t("A")}\nst.info(NAMES[code])',
    'st.markdown(" · ".join(plain(one) for one in many))',
    'st.text_input(t("Name"), value=row.name, key="name")',
    "st.html(chip(row.kind, row.word))",
    'WORDS = {"es": ("en", "English")}\ncode, other = WORDS[language()]\nst.html(f"<i lang={code}>{other}</i>")',
    'st.html("<p>" + escape(row.name) + "</p>")',
    'st.error(tn("{n} day", "{n} days", n))',
    "st.text(row.note); st.dataframe(rows); st.code(row.body, language=None)",
]
BAD = [
    "st.write(row.note)",
    'st.caption(t("Saved for {name}", name=row.name))',
    'st.error(f"no {folio}")',
    "st.metric(label(x), row.value)",
    'st.button("Take " + row.folio)',
    "def show(sentence):\n    st.info(sentence)",
    "for row in rows:\n    st.header(row)",
    'st.radio(t("Who"), [row.name for row in rows])',
    'st.pills(t("Who"), ids, format_func=lambda i: names[i])',
    'st.tabs([row.name, t("x")])',
    'st.text_input(t("Name"), help=row.note)',
    'st.html(f"<p>{row.name}</p>")',
    'st.html(Html("<p>" + row.name))',
    'st.markdown("x", unsafe_allow_html=True)',
    "st.table(rows)",
    'name = t("A")\nname = row.name\nst.toast(name)',
    "st.progress(0.5, text=row.note)",
    "code, name = rows[0]\nst.header(name)",
]


@pytest.mark.parametrize("snippet", GOOD)
def test_the_rule_lets_pass_what_is_inert(snippet: str):
    source = f"{HEAD}from words.numbers import number\nfrom views.plain import plain\n{snippet}"
    assert list(Room(source, "x.py").findings()) == []


@pytest.mark.parametrize("snippet", BAD)
def test_the_rule_finds_what_carries_outside_text(snippet: str):
    assert list(Room(f"{HEAD}from views.plain import plain\n{snippet}", "x.py").findings())
