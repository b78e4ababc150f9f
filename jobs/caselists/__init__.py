"""Reading the lists of citizen files that provincial systems export: one module a format, one reader of rows."""
