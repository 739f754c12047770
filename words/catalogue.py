"""The Spanish sentences: every `words/es/*.po` merged into one gettext catalogue, read once per process."""

from collections.abc import Iterator
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
SOURCE = "en"  # sentences are written in English in the code: English needs no catalogue


def po_files(lang: str) -> list[Path]:
    """The catalogue files of a language, one per page or room."""
    return sorted((HERE / lang).glob("*.po"))


def read(path: Path) -> Catalog:
    """One file as it stands. Raises babel's PoFileError for one that cannot be read."""
    with path.open("rb") as file:
        return read_po(file, locale="es_MX", charset="utf-8", abort_invalid=True)


@lru_cache
def catalogue(lang: str) -> NullTranslations:
    """What gettext asks. The first file that says a sentence wins; a test refuses two that differ."""
    if lang == SOURCE:
        return NullTranslations()
    merged = Catalog(locale="es_MX", charset="utf-8")
    for path in po_files(lang):
        for message in _sentences(read(path)):
            if merged.get(message.id, message.context) is None:
                merged.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _sentences(catalog: Catalog) -> Iterator:  # type: ignore[type-arg]  # babel is not typed
    return (message for message in catalog if message.id and message.string and not message.fuzzy)
