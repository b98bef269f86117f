"""The closed lists: frozen entries of `data/vocabulary.yaml`, and a topic's own points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Structure is strict: a field that is not named here is an error, with its file and line.
STRICT = {"extra": "forbid", "str_min_length": 1}
COUNTS = ("more", "limit", "other")
POINTS = "points"  # the feature under which a position answers its topic's own points
NAMES = {"force": "Force", POINTS: "Points of the topic"}


@dataclass(frozen=True)
class Term:
    """An entry of a closed list."""

    __pydantic_config__ = STRICT
    label: str
    definition: str


@dataclass(frozen=True)
class Theme:
    """A group of topics; `features` must be answered by every provision in it."""

    __pydantic_config__ = STRICT
    label: str
    definition: str
    dimension: str
    features: tuple[str, ...]


@dataclass(frozen=True)
class Feature:
    """A question with a closed list of answers, besides `silent`.

    `order` runs from the weakest to the strongest value; for a feature with `many` values it is
    `fewer` or `more` (which of the two is stronger). No order: values agree or differ, no more.
    """

    __pydantic_config__ = STRICT
    label: str
    definition: str
    values: Mapping[str, str]
    many: bool = False
    order: str | tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A number of a profile: the size of a set of ids."""

    __pydantic_config__ = STRICT
    dimension: str
    label: str
    definition: str


@dataclass(frozen=True)
class Weight:
    """How much the topics of some themes weigh for practice, by its place in the list; `says`: in a sentence."""

    __pydantic_config__ = STRICT
    label: str
    definition: str
    themes: tuple[str, ...]
    says: str | None = None


@dataclass(frozen=True)
class Point:
    """A point of one topic that a text has or has not.

    `counts` is `more` (who has it reaches further), `limit` (who has it reaches less) or `other` (no order).
    """

    __pydantic_config__ = STRICT
    label: str
    counts: str


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists of `data/vocabulary.yaml`."""

    __pydantic_config__ = STRICT
    verdicts: Mapping[str, Term]
    forces: Mapping[str, Term]
    force_order: tuple[str, ...]
    bases: Mapping[str, Term]
    relations: Mapping[str, Term]
    dimensions: Mapping[str, Term]
    themes: Mapping[str, Theme]
    features: Mapping[str, Feature]
    modalities: Mapping[str, str]
    measures: Mapping[str, Measure]
    events: Mapping[str, str] = field(default_factory=dict)
    stances: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    decision_rules: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, Weight] = field(default_factory=dict)
    carried_by: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, feature: str) -> str:
        """What a reader calls a feature; `force` and a topic's `points` are named as features are."""
        return NAMES.get(feature) or self.features[feature].label
