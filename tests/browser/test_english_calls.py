"""The same calls by an agent who reads English, in the dark."""

import pytest

from tests.browser.test_call_journey import case, into, line, logged, ready, reason, save
from tests.server import chromium, sign_in_with

pytestmark = pytest.mark.browser


def test_one_call_of_each_reason_is_logged_in_english_too(clean_desk):
    calls = [
        (1, "I attended my interview and need information about the status of my application", None, "STATUS"),
        (2, "I need general information on how to apply for a visa or where to find information", 1, "GENERAL"),
        (4, "I need help resolving a document delivery problem", 2, "DELIVERY"),
        (5, "I am an authorized group processor and need help", 0, "GROUP"),
        (6, "I need help with a problem not mentioned above", 4, "OTHER"),
    ]
    with chromium(locale="en-US", color_scheme="dark") as page:
        sign_in_with(page, clean_desk, "berta")
        ready(page)
        for number, sentence, place, code in calls:
            line(page, "tijuana")
            page.keyboard.press("Alt+e")
            reason(page, number, sentence)
            if place is not None:
                case(page, place)
            if code == "GROUP":
                into(page, "organisation", "Carolina Row Crops")
            row = logged(clean_desk, save(page))
            assert (row.reason_code, row.language) == (code, "en")
