"""Here is a page, show it: to a machine (json, jsonl, csv), into a pipe (plain), on a screen (rich).

Text of articles is hostile: whatever leaves this room has passed `searchlib.present.safe`.
Only the modules that draw import rich, and only `searchlib.present.output` loads them.
"""
