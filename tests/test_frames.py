"""What a page and its kernel may say to each other: the two allowlists, and everything else refused quickly."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.serving.frames import ASKED, LONGEST_LINK, MOST_BYTES, TOLD, Rate, Refused, heard, told

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)


def test_the_allowlists_are_these():
    assert sorted(ASKED) == ["link", "wanted"]
    assert sorted(TOLD) == ["figure", "link"]


@pytest.mark.parametrize("traits", [{"link": "?a=budapest"}, {"wanted": True}, {"wanted": False, "link": ""}])
def test_a_page_may_say_where_it_is_and_ask_for_a_figure(traits):
    assert heard(json.dumps({"widget": 1, "set": traits}), 2) == (1, traits)


LINK = '{"widget": 0, "set": {"link": "?a=b"}}'
REFUSED = [
    b"\xff" * 8,  # froze the server for good, as Jupyter's framing
    b"abc",
    b"\x7f\xff\xff\xff",  # the older framing's number of parts
    LINK.encode(),
    "",
    "null",
    "[]",
    "[" * 60_000,
    '{"widget":' * 6000,
    '{"widget": ' + "9" * 60_000 + ', "set": {"link": ""}}',
    '{"widget": NaN, "set": {"link": ""}}',
    '{"widget": true, "set": {"link": ""}}',
    '{"widget": -1, "set": {"link": ""}}',
    '{"widget": 2, "set": {"link": ""}}',
    '{"widget": 0, "widget": 1, "set": {"link": ""}}',
    '{"widget": 0, "set": {}}',
    '{"widget": 0, "set": {"wanted": 1}}',
    '{"widget": 0, "set": {"link": ["x"]}}',
    '{"widget": 0, "set": {"link": "\\ud800"}}',
    '{"widget": 0, "set": {"_esm": "x"}}',
    '{"widget": 0, "set": {"figure": "x"}}',
    '{"widget": 0, "set": {"link": "x"}, "more": 1}',
    json.dumps({"widget": 0, "set": {"link": "x" * (LONGEST_LINK + 1)}}),
    LINK + " " * MOST_BYTES,
]
KINDS = ["execute_request", "complete_request", "inspect_request", "history_request", "input_reply", "debug_request"]
KINDS += ["interrupt_request", "shutdown_request", "comm_open", "comm_msg", "comm_close", "comm_info_request"]
KINDS += ["kernel_info_request", "is_complete_request", "create_subshell_request"]


@pytest.mark.parametrize("frame", REFUSED, ids=lambda frame: repr(frame[:30]))
def test_whatever_is_not_on_the_list_is_refused_at_once(frame):
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        heard(frame, 2)
    assert refused.value.code in (1003, 1008, 1009) and time.monotonic() - began < 0.5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", ["shell", "control", "iopub", "stdin", "hb", "", None])
def test_no_message_of_jupyters_protocol_is_heard(kind, channel):
    header = {"msg_id": "1", "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    message = {"channel": channel, "header": header, "parent_header": {}, "metadata": {}, "content": {"code": "1"}}
    text = json.dumps(message)
    parts = [str(channel).encode(), *(json.dumps(message[name]).encode() for name in list(message)[1:])]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    framed = b"".join(n.to_bytes(8, "little") for n in (len(offsets), *offsets)) + b"".join(parts)
    older = b"".join(n.to_bytes(4, "big") for n in (1, 8)) + text.encode()
    for frame in (text, framed, older):
        with pytest.raises(Refused):
            heard(frame, 2)


@given(st.binary(max_size=200) | st.text(max_size=200) | ANY_JSON.map(json.dumps))
def test_a_random_frame_is_refused_and_raises_nothing_else(frame):
    with pytest.raises(Refused):
        heard(frame, 2)


@given(ANY_JSON)
def test_a_kernel_that_says_anything_else_is_not_passed_on(content):
    assert told(content, ("one",)) is None
    assert told({"comm_id": "one", "data": content}, ("one",)) is None


def test_of_what_a_kernel_says_the_browser_is_told_its_own_widgets_traits_alone():
    def said(comm, **state):
        return told({"comm_id": comm, "data": {"method": "update", "state": state}}, ("one", "two"))

    assert json.loads(said("two", figure="{}", _esm="import x", wanted=True)) == {"widget": 1, "set": {"figure": "{}"}}
    assert said("three", figure="{}") is None
    assert said("two", figure=5) is None and said("two", _esm="import x") is None


def test_a_rate_lets_a_burst_through_and_then_so_many_a_second():
    now = [0.0]
    rate = Rate(3, 2, lambda: now[0])
    assert [rate.allows() for _ in range(4)] == [True, True, True, False]
    now[0] = 1.0
    assert [rate.allows() for _ in range(3)] == [True, True, False]
