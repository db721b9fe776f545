"""Claims as RDF: ontology, triples, validation, store and queries."""
