"""How patrols, gaps and drone flights are shared among neighbourhoods and groups of residents."""
