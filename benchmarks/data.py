"""Where the data folder is: material that is too large, or not ours, to be kept here."""

import argparse
import os
from pathlib import Path


def add_data(arguments: argparse.ArgumentParser, *, without: str = "") -> None:
    """Add --data, which defaults to $SEARCHLIB_DATA; it must be given where nothing can be done *without* it."""
    folder = os.environ.get("SEARCHLIB_DATA") or None
    without = f", else {without}" if without else ""
    arguments.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=folder,
        required=not (folder or without),
        help=f"the data folder; default: $SEARCHLIB_DATA{without}",
    )
