"""Every rule is tried the same way on every machine; run with HYPOTHESIS_PROFILE=wide to look further."""

import os

from hypothesis import settings

settings.register_profile("agreed", deadline=None, max_examples=200, derandomize=True)
settings.register_profile("wide", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "agreed"))
