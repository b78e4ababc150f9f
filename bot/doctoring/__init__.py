"""The checks of `nhacviec doctor`, a file a subject."""
