import importlib

import searchlib


def test_every_name_of_the_front_door_is_there_also_after_its_rooms_were_loaded() -> None:
    for room in ("extract", "query", "read", "model", "archive"):
        importlib.import_module(f"searchlib.{room}")
    for name in searchlib.__all__:
        assert getattr(searchlib, name).__name__ == name
