"""What screens tell the program."""

from textual.message import Message


class Opened(Message):
    """A person wants to read an article."""

    def __init__(self, article_id: str, query: str) -> None:
        super().__init__()
        self.article_id, self.query = article_id, query
