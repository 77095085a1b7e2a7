"""assess: incidents and a question → a Judgement."""
