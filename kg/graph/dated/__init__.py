"""A graph as of a day: what was true then, and what sources had said by then.

Each module is one step: `span` (what the dates of one fact say of a day), `begins` and
`spans` (when facts hold, by their own dates and by those of others), `snapshot` (a graph in
memory from which parts are left out), `known` (what sources had said by a day), `true` (what
held on a day), `account` (what was left out, and why).
"""
