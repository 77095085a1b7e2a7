"""serve: the analyst's desk over HTTP: the API, the page, who may do what."""
