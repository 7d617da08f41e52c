"""``python -m searchlib``."""

import sys

from searchlib.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
