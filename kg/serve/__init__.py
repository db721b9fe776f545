"""The graph over HTTP: SPARQL 1.1 Protocol, linked data, search and pages, read-only by default.

The server itself never runs a stranger's query. It checks and words requests, and hands the work
to processes with limits (`pool.py`, `worker.py`), each of which reads a finished snapshot of the
graph (`source.py`).
"""
