"""What is kept of an article beside its text has most of its words from the text: say so to the codec.

The presets are the keys of our own JSON in the order in which they are written, the usual values between them. They
stand in each segment, so that they may be changed here.
"""

from typing import Final

from searchlib.codec.stored import Beside

_FACTS: Final = (
    b'"paragraph"boilerplate":[{"kind":"caption","span":[{"kind":"repeat","kind":"byline"],"lang":"en"}'
    b'"topics":[{"code":"20000","label":"law politics and government economy business ","score":0.9,"evidence":[['
    b'"type":"indirect"mixed","role":null,"pattern":"colon"attribution:after","verb-"inversion"'
    b'{"speaker":null,"speaker_span":null,"role":null,"cue":"said","cue_span":['
    b'],"type":"direct","spans":[[,"text":"","confidence":0.95,"pattern":"'
    b'"persons":[{"name":"","role":null,"role":"President of Senator of Secretary General of Minister of ","mentions":['
    b']],"role_span":null},{"name":"'
    b'"dateline":null,"dateline":{"place":"","span":[0,'
    b'"earliest":null,"latest":null,"pattern":"--1","precision":"month","precision":"year","provenance":"text:year"'
    b',"provenance":"text:relative+metadata","provenance":"text:month","provenance":"text:range","candidates":[],"confidence":0.7}'
    b'{"title":{"text":"","span":[0,],"derived":false},"dateline":null,"dates":[{"kind":"published","text":"'
    b',"span":null,"earliest":"20","latest":"20","pattern":null,"precision":"day","provenance":"metadata"'
    b',"candidates":[],"confidence":1.0},{"kind":"event","kind":"mentioned","text":"","span":['
)
_META: Final = (
    b'"lang":"en","author":"","path":"","source":"","url":"https://www.com/html","date":"20-01-","title":"","id":"'
    b'{"id":"https://www.","title":"'
)
LEANING: Final = {"facts": Beside("text", _FACTS), "meta": Beside("text", _META)}
"""Stored columns that are deflated beside the text of the article."""
