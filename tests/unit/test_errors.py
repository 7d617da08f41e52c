import copy
import pickle

import pytest

from searchlib.errors import ArticleMissing, IndexLocked, IndexMissing, QueryError, SearchError, UsageError, WhooshWrote


@pytest.mark.parametrize(
    "error",
    [
        QueryError("a date was not understood", start=3, end=7, hint="as in 2015"),
        UsageError("limit", -1, "0 or more"),
        ArticleMissing("a", ("b",)),
        IndexMissing("index"),
        IndexLocked("index", pid=7, host="here", since="noon"),
        WhooshWrote("index", 3),
    ],
)
@pytest.mark.parametrize("again", [copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_comes_whole_out_of_another_process(error: SearchError, again) -> None:
    made = again(error)
    assert (type(made), str(made), vars(made)) == (type(error), str(error), vars(error))
