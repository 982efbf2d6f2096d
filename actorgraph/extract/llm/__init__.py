"""Articles to evidence by a language model behind an OpenAI-compatible address, checked against the text.

The model proposes, the text decides: a proposal counts only where its quotation stands in the article. Its
actors are resolved by the tables and the cast that the rules use, and its date is read out of the quotation
by the project's own grammar. Needs the extra `llm`; nothing here is imported unless it is asked for.
"""

from __future__ import annotations

from actorgraph.extract.llm.settings import Settings, settings

__all__ = ["Settings", "settings"]
