"""What each number counts, held against sets that were counted by hand in the texts.

Budapest: offences 2 to 10 (nine topics), powers 16 to 21 (six), data protection in 26 and 28. First Protocol:
offences 3 to 6. Second Protocol: no power at home; direct requests in 6 and 7; personal data in 14. UN convention:
offences 7 to 17 (eleven), powers 25 to 30 and assets under 31 (seven), personal data in 36.
"""

import pytest

from workbook import profile

POWERS = {
    "data-preservation",
    "traffic-partial-disclosure",
    "production-order",
    "search-and-seizure",
    "real-time-traffic",
    "content-interception",
}
SHARED = {
    "illegal-access",
    "illegal-interception",
    "data-interference",
    "system-interference",
    "misuse-of-devices",
    "computer-forgery",
    "computer-fraud",
    "child-abuse-material",
}
BY_HAND = [
    ("budapest", "offences.mandatory", SHARED | {"copyright"}),
    ("budapest-p1", "offences.mandatory", {"racist-material", "racist-threat", "racist-insult", "genocide-denial"}),
    ("budapest-p2", "offences.mandatory", set()),
    ("un-2024", "offences.mandatory", SHARED | {"grooming", "intimate-images", "money-laundering"}),
    ("budapest", "offences.content", {"child-abuse-material"}),
    ("un-2024", "offences.content", {"child-abuse-material", "intimate-images"}),
    ("budapest", "offences.opt_out", {"misuse-of-devices", "child-abuse-material", "copyright"}),
    ("budapest", "powers.mandatory", POWERS),
    ("budapest-p2", "powers.mandatory", set()),
    ("un-2024", "powers.mandatory", POWERS | {"asset-freezing"}),
    ("budapest", "powers.serious_only", {"content-interception"}),
    ("un-2024", "powers.serious_only", {"content-interception"}),
    ("budapest", "data_protection.provisions", {"budapest 26", "budapest 28"}),
    ("budapest-p2", "data_protection.provisions", {"budapest-p2 14"}),
    ("un-2024", "data_protection.provisions", {"un-2024 36"}),
    ("budapest", "providers.direct", set()),
    ("budapest-p2", "providers.direct", {"domain-registration-requests", "subscriber-disclosure-by-providers"}),
    ("un-2024", "providers.direct", set()),
    (
        "budapest",
        "safeguards.conditions",
        {"rights_clause", "proportionality", "independent_review", "data_protection"},
    ),
    (
        "un-2024",
        "safeguards.conditions",
        {"rights_clause", "proportionality", "independent_review", "effective_remedy", "data_protection"},
    ),
    (
        "budapest",
        "modalities.mandatory",
        {
            "mutual_legal_assistance",
            "extradition",
            "preservation",
            "disclosure",
            "real_time_traffic",
            "interception",
            "network_24_7",
        },
    ),
    ("budapest", "modalities.optional", {"spontaneous_information", "transborder_access"}),
]


@pytest.mark.parametrize("text, measure, ids", BY_HAND, ids=[f"{text} {measure}" for text, measure, _ in BY_HAND])
def test_a_number_counts_what_was_counted_by_hand(book, text, measure, ids):
    assert profile(book, text)[measure].ids == ids


def test_a_protocol_that_brings_in_its_parents_powers_adds_none_to_it(book):
    both = profile(book, "budapest+budapest-p1")
    assert both["powers.mandatory"].ids == POWERS == profile(book, "budapest-p1")["powers.mandatory"].ids


def test_one_article_on_personal_data_is_counted_once_however_many_topics_cite_it(book):
    cited = [
        topic.id
        for topic in book.topics.values()
        if any(cite.startswith("14(") or cite == "14" for cite in topic.positions["budapest-p2"].cites)
    ]
    assert len(cited) > 1
    assert profile(book, "budapest-p2")["data_protection.provisions"].value == 1


def test_grounds_of_refusal_are_listed_and_not_counted(book):
    assert not [name for name in book.vocabulary.measures if name.startswith("refusal")]
    assert "grounds are listed and never counted" in book.vocabulary.features["refusal_optional"].definition
