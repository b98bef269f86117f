"""The rules on how positions are coded: closed lists, features, the verdicts that they explain, readings."""

from __future__ import annotations

from collections.abc import Iterator

from .marks import Marks, by_marks, marks, unlike
from .model import Position, Topic, Workbook
from .rules import CITE, Fault, Rule, choose, every_position
from .vocabulary import POINTS

LIKELY, FIRM = 50, 60  # how sure, of 100, each must be that a draft has a provision, or that it has none


def the_closed_lists_fit(book: Workbook) -> Iterator[Fault]:
    """Themes ask features of the closed list, a feature's order names its values, and a force has its place."""
    words = book.vocabulary
    for name, theme in words.themes.items():
        for number, asked in enumerate(theme.features):
            if asked not in words.features:
                at = ("themes", name, "features", number)
                yield "vocabulary.yaml", at, f"The feature {asked!r} is not known.", choose(words.features)
        if theme.dimension not in words.dimensions:
            spot = ("themes", name, "dimension")
            yield "vocabulary.yaml", spot, f"The dimension {theme.dimension!r} is not known.", choose(words.dimensions)
    for name, feature in words.features.items():
        known: tuple[str, ...] = ("fewer", "more") if isinstance(feature.order, str) else tuple(feature.values)
        for step in (feature.order,) if isinstance(feature.order, str) else feature.order:
            if step not in known or (feature.many != isinstance(feature.order, str) and feature.order):
                cure = "An order lists values, weakest first; for many values it is fewer or more."
                yield "vocabulary.yaml", ("features", name, "order"), f"{step!r} can't be in the order.", cure
    for number, force in enumerate(words.force_order):
        if force not in words.forces:
            yield "vocabulary.yaml", ("force_order", number), f"The force {force!r} is not known.", choose(words.forces)


def features_answer_the_theme(book: Workbook) -> Iterator[Fault]:
    """A provision answers every feature of its theme and every one that its topic asks, and no other, with values of
    the closed list; and the topic's points, if it has any."""
    words = book.vocabulary
    for topic, instrument, position, file, place in every_position(book):
        theme = words.themes.get(topic.theme)
        if not position.provides or theme is None:
            continue
        asked = [*theme.features, *topic.asks, *([POINTS] if topic.points else [])]
        for name in asked:
            if name not in position.features:
                feature = topic if name == POINTS else words.features.get(name)
                values = getattr(feature, "points", None) or getattr(feature, "values", ())
                yield file, place, f"{instrument} does not answer {name}.", choose(values)
        for name, given in position.features.items():
            spot = (*place, "features", name)
            if name not in asked:
                yield file, spot, f"{name!r} is not asked here.", choose(asked)
                continue
            if name != POINTS and name not in words.features:
                continue  # told once, by the rule on ids
            known = topic.points if name == POINTS else words.features[name].values
            several = isinstance(given, tuple)
            if several and name != POINTS and not words.features[name].many:
                yield file, spot, f"{name} takes one value.", "Name the one that decides, the others in the note."
            for value in given if isinstance(given, tuple) else (given,):
                if value not in known and (several or value != "silent"):
                    yield file, spot, f"{value!r} is no value of {name}.", choose([*known, "silent"])


def only_a_draft_is_silent(book: Workbook) -> Iterator[Fault]:
    """A feature is `silent` only in a draft: a text that can be read says something, or says nothing (`none`, [])."""
    for _, instrument, position, file, place in every_position(book):
        for name, given in position.features.items():
            if given == "silent" and instrument in book.instruments and book.instruments[instrument].status != "draft":
                cure = "Write none, not_about or [], where the provision does not answer it."
                yield file, (*place, "features", name), f"{name} is silent, though {instrument} is no draft.", cure


def features_do_not_contradict_the_verdict(book: Workbook) -> Iterator[Fault]:
    """Force and features say why a verdict differs from the baseline, and never the opposite of it."""
    held: dict[str, Marks | None] = {}  # each topic's baseline; None is told by the rules on features
    for topic, instrument, position, file, place in every_position(book):
        baseline = topic.positions.get(topic.baseline)
        if not position.provides or position.verdict == "baseline" or baseline is None or not baseline.provides:
            continue
        if topic.id not in held:
            held[topic.id] = marks(book, topic, baseline) if can_be_marked(book, topic, baseline) else None
        theirs = held[topic.id]
        if theirs is None or not can_be_marked(book, topic, position):
            continue
        mine = marks(book, topic, position)
        spot, order = (*place, "verdict"), by_marks(mine, theirs)
        if position.verdict == "equivalent" and order != "same":
            cure = "Code the features alike, or give the verdict that the difference makes."
            yield (
                file,
                spot,
                f"{instrument} is equivalent, but {_unlike(mine, theirs)} differ from {topic.baseline}.",
                cure,
            )
        elif position.verdict != "equivalent" and order == "same":
            cure = "Code the feature, or a point of the topic, that makes the difference."
            yield file, spot, f"{instrument} is {position.verdict}, but nothing coded says why.", cure
        elif (position.verdict, order) in (("narrower", "stronger_a"), ("broader", "stronger_b")):
            cure = "Correct the verdict, or the features that are coded the wrong way round."
            yield file, spot, f"{instrument} is {position.verdict}, but {_unlike(mine, theirs)} say the opposite.", cure


def _unlike(mine: Marks, theirs: Marks) -> str:
    return ", ".join(sorted(unlike(mine, theirs)))


def can_be_marked(book: Workbook, topic: Topic, position: Position) -> bool:
    """True when force and features are of the closed lists, so that marks can be made of them."""
    return position.force in book.vocabulary.forces and all(
        name in book.vocabulary.features or (name == POINTS and topic.points) for name in position.features
    )


def only_a_protocol_extends(book: Workbook) -> Iterator[Fault]:
    """Only a text that supplements another can extend it."""
    for _, instrument, position, file, place in every_position(book):
        if position.verdict == "extends" and not getattr(book.instruments.get(instrument), "supplements", None):
            yield file, (*place, "verdict"), f"{instrument} supplements no other text.", "Choose another verdict."


def a_reading_names_its_language(book: Workbook) -> Iterator[Fault]:
    """`read_in` names a known language, and goes with basis `text` alone."""
    for _, _, position, file, place in every_position(book):
        if position.read_in is None:
            continue
        if position.read_in not in book.vocabulary.languages:
            cure = choose(book.vocabulary.languages)
            yield file, (*place, "read_in"), f"The language {position.read_in!r} is not known.", cure
        if position.basis != "text":
            cure = "Remove read_in, or code from the official text."
            yield file, (*place, "read_in"), f"What is {position.basis or 'not coded'} was not read.", cure


def recollections_are_recalled(book: Workbook) -> Iterator[Fault]:
    """`recollections` counts people, two at least, who recalled the same apart; it goes with basis `recalled` alone."""
    for _, _, position, file, place in every_position(book):
        if position.recollections is None:
            continue
        if position.basis != "recalled" or position.recollections < 2:
            cure = "Write 2 or more beside basis: recalled, or remove the field."
            yield file, (*place, "recollections"), f"{position.recollections} does not fit {position.basis}.", cure


def a_draft_recalled_keeps_the_threshold(book: Workbook) -> Iterator[Fault]:
    """What people recall of a draft stands on two of them at least; where no article that both name bears it out, each
    says how sure he is (`sure`): 50 of 100 or more that the provision exists, 60 or more that there is none."""
    for _, instrument, position, file, place in every_position(book):
        spot, people = (*place, "sure"), position.recollections or 0
        if position.sure and (len(position.sure) != people or not all(0 <= each <= 100 for each in position.sure)):
            cure = "Write one number from 0 to 100 for each of those whom recollections counts."
            yield file, spot, f"{list(position.sure)} does not fit {people} recollections.", cure
        text = book.instruments.get(instrument)
        if position.basis != "recalled" or text is None or text.status != "draft":
            continue
        if people < 2:
            cure = "Write recollections: 2, if two recalled it apart; else the verdict is uncoded."
            yield file, place, f"{instrument} is {position.verdict} by the memory of one.", cure
            continue
        least = {"present": LIKELY, "absent": FIRM}.get(position.verdict)
        if least is None or {cite.partition("(")[0] for cite in position.cites} - {"preamble"}:
            continue
        if not position.sure:
            cure = f"Add sure: [58, 62], one number for each; each must be {least} or more, else it is uncoded."
            yield file, place, f"{instrument} is {position.verdict} without an article or sure.", cure
        elif min(position.sure) < least:
            cure = f"Each must be {least} or more, else the verdict is uncoded; say in looked_at what is recalled."
            yield file, spot, f"{instrument} is {position.verdict}, though one is only {min(position.sure)} sure.", cure


def models_keep_their_order(book: Workbook) -> Iterator[Fault]:
    """`model` names, for each citation in its turn, the article that it was drafted on, or `none`; a citation has one
    model everywhere, and within an article later paragraphs rest on later paragraphs of the model."""
    known: dict[tuple[str, str], str] = {}
    for _, instrument, position, file, place in every_position(book):
        if not position.model:
            continue
        if len(position.model) != len(position.cites):
            problem = f"{len(position.cites)} citations have {len(position.model)} models."
            yield file, (*place, "model"), problem, "Give each citation its model, or none."
            continue
        for number, (cite, model) in enumerate(zip(position.cites, position.model, strict=True)):
            spot = (*place, "model", number)
            convention, _, article = model.partition(" ")
            if model != "none" and (convention not in book.vocabulary.models or not CITE.fullmatch(article)):
                yield file, spot, f"{model!r} is no model.", 'Write it like "uncac 46(21)", or none.'
                continue
            if (instrument, cite) in known:
                if known[instrument, cite] != model:
                    yield file, spot, f"{cite} rests on {known[instrument, cite]} elsewhere.", "Make the two alike."
                continue
            known[instrument, cite] = model
            for (text, earlier), theirs in known.items():
                if text == instrument and _crossed(earlier, theirs, cite, model):
                    problem = f"{cite} rests on {model}, but {earlier} on {theirs}: the order is turned round."
                    yield file, spot, problem, "Look at both numbers again; a paragraph that was moved has no model."


def _crossed(one: str, its_model: str, other: str, their_model: str) -> bool:
    """True when two paragraphs of one article rest on paragraphs of one article in the opposite order."""
    if "none" in (its_model, their_model):
        return False
    cites, models = (_numbered(one), _numbered(other)), (_numbered(its_model), _numbered(their_model))
    if cites[0][0] != cites[1][0] or models[0][0] != models[1][0]:
        return False
    return (cites[0][1] < cites[1][1] and models[0][1] > models[1][1]) or (
        cites[0][1] > cites[1][1] and models[0][1] < models[1][1]
    )


def _numbered(cite: str) -> tuple[str, int]:
    """An article and the number of the paragraph, 0 where there is none."""
    article, _, rest = cite.partition("(")
    number = rest.partition(")")[0]
    return article, int(number) if number.isdigit() else 0


RULES: tuple[Rule, ...] = (
    the_closed_lists_fit,
    features_answer_the_theme,
    only_a_draft_is_silent,
    features_do_not_contradict_the_verdict,
    only_a_protocol_extends,
    a_reading_names_its_language,
    recollections_are_recalled,
    a_draft_recalled_keeps_the_threshold,
    models_keep_their_order,
)
