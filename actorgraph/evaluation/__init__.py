"""How well relations are read, against relations that people annotated: pure measures, without an extractor.

`docs/evaluation.md` describes the format of the annotations and how every figure is made.
"""
