"""report.desk: what each page of the analyst's desk shows, as masked rows."""
