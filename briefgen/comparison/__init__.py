"""Two periods side by side: facts paired, subtracted, promises held against results.

Analyses of two sides ─ facts ─ pairing ─ rows, promises, texts ─ Comparison
"""
