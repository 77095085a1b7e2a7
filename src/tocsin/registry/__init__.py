"""registry: which stores, engines, extractors and embedders there are, and how each is built.

Nothing registers itself: what there is stands in these files, in plain functions. Heavy packages are imported only
when something is built that needs them.
"""
