"""Write states into an index, one commit each, until killed: `python -m tests.soak.writer INDEX STATES SEED`."""

import random
import sys
from pathlib import Path

from searchlib import Archive, Article
from searchlib.errors import ArticleMissing
from searchlib.extract.article import ExtractOptions
from searchlib.indexing.documents import document
from searchlib.indexing.understand import understand
from searchlib.indexing.writer import Writer
from tests.soak import states


def main() -> None:
    index, journal, chance = Path(sys.argv[1]), Path(sys.argv[2]), random.Random(sys.argv[3])
    with Writer(index, create=True, wait=30) as writer:
        state = states.read(journal, held(Archive.open(index)))
        while True:
            before = state
            state = states.following(before, chance, number=states.newest(journal) + 1)
            states.write(journal, state)
            for name in before.texts.keys() - state.texts.keys():
                writer.remove(name)
            for name, text in state.texts.items():
                if before.texts.get(name) != text:
                    writer.put(document(understand(Article(text, id=name), ExtractOptions())))
            writer.commit()


def held(archive: Archive) -> int:
    """Give the number of the state that *archive* shows."""
    try:
        return int(archive.get(states.MARKER).article.text.split()[1])
    except ArticleMissing:
        return 0


if __name__ == "__main__":
    main()
