"""Letters of apology: drafted from a template of Word, printed where LibreOffice is, put into a folder."""
