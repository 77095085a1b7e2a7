"""serve.routes: the endpoints of the API, one file a noun, each with the tuple of what it serves."""
