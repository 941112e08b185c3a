"""A draft of a data protection impact assessment: facts from the records of results, and what is left to people."""
