"""The engine of the graph against its peers: load, queries, export, start-up, validation."""
