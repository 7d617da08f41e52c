"""The commands, one a file: parse arguments, ask the archive, present."""
