from __future__ import annotations

from hypothesis import settings

# Machines differ in speed; a slow example is no defect.
settings.register_profile("actorgraph", deadline=None, print_blob=True)
settings.load_profile("actorgraph")
