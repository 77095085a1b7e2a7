"""report: anything → brief, tables, figures and interchange formats."""
