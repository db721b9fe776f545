"""Views: the graph as one HTML file that opens anywhere and asks nothing of the network.

Each module is one step: `ties` (which entities are connected), `layout`, `forces` and `spacing`
(where each stands), `style` (how types and links look), `wording` (values as people read them),
`picture` (nodes and edges as vis-network draws them), `payload` (facts as tables of the page),
`packing` (those tables, small), `page` (the HTML, through pyvis), `view` (the steps in order).
"""

from kg.out.views.view import ViewSummary, view_html, write_view

__all__ = ["ViewSummary", "view_html", "write_view"]
