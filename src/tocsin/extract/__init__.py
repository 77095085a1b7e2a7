"""extract: Document → Claims."""
