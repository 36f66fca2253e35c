"""Studies, their arms, outcomes and results; the one door of the site to ``evidence``."""
