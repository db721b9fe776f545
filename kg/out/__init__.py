"""What leaves the graph for people and for other programs: exports and views."""
