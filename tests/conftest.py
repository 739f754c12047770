"""What every test of the house may ask: is this the long version, and where do the figures of the faults go?"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="faults: many rounds and heavy loads (make torture)")
    parser.addoption("--figures", default="", help="faults: write what was counted into this JSON file")
