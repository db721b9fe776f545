"""Pages and linked data: every IRI of the graph, search, saved queries and the view.

`routes.py` runs in the server and only words requests; all else runs in a worker. A `Page`
(`page.py`) offers what it is of as HTML, and where that makes sense as JSON and as triples;
`site.py` finds the page of an address and writes what the client likes best. The query page
(`editor.py`) alone has scripts, `static/query*.js`.
"""
