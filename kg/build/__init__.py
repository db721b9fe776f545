"""From article files to the stored graph, and exact changes to it.

`builder.Builder` is the way in. This module imports nothing, so that whoever only wants to
know where the graph lies (`generations`) does not load the extraction.
"""
