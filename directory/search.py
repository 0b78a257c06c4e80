"""Searching the menukaart: Dutch (or English) full text, beginnings of words, and names of organisations and themes."""

import operator
import re
from functools import reduce
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When

CONFIGS = {"nl": ("search", "dutch"), "en": ("search_en", "english")}
MOST_WORDS = 10
# Words that say nothing: PostgreSQL drops most of them, and a search for them alone would find nothing.
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        aan als ben bij dat de den der die dit een en er geen graag had heb heeft het hoe ik in is je kan kunnen maar me
        met
        mij mijn naar niet of om ook op over te tot u uit uw van voor waar wat we wie wij wil willen ze zich zijn
        a an and are at be can do for from have how i in is it me my of on or the to want what where who with you your
        """,
    )
)

Found = TypeVar("Found", bound=QuerySet)


def words_of(text: str) -> list[str]:
    """The words that say something, at most ten; all words when none of them does."""
    words = re.findall(r"\w+", text.lower())[:MOST_WORDS]
    return [word for word in words if word not in EMPTY_WORDS] or words


def matching(services: Found, text: str, *, terms: QuerySet, language: str, every_word: bool = True) -> Found:
    """Services that match the text, best first. `"in quotation marks"` and `-without` work as on other sites.

    `terms` are the taxonomy terms whose names count as words of their services.
    """
    words = words_of(text)
    if not words:
        return services
    field, config = CONFIGS.get(language, CONFIGS["nl"])
    web = SearchQuery(text, config=config, search_type="websearch")
    condition = Q(**{field: web})
    if not re.search(r'"|(^|\s)-\w', text):
        join = operator.and_ if every_word else operator.or_
        condition |= reduce(join, (_has_word(word, field, config, terms) for word in words))
    anywhere = SearchQuery(" | ".join(f"{word}:*" for word in words), config=config, search_type="raw")
    name = "name_en" if language == "en" else "name"
    in_name = Case(
        *(When(**{f"{name}__icontains": word}, then=Value(0.5)) for word in words),
        default=Value(0.0),
        output_field=FloatField(),
    )
    rank = SearchRank(F(field), web) + SearchRank(F(field), anywhere) + in_name
    return services.filter(condition).annotate(rank=rank).order_by("-rank", "name")


def _has_word(word: str, field: str, config: str, terms: QuerySet) -> Q:
    """A word, or the beginning of one, in the text of a service or in the name of its organisation or theme."""
    beginning = SearchQuery(f"{word}:*", config=config, search_type="raw")
    term_name = "name_en" if field == "search_en" else "name"
    return (
        Q(**{field: beginning})
        | Q(organization__name__icontains=word)
        | Q(organization__alternate_name__icontains=word)
        | Q(Exists(terms.filter(**{"services": OuterRef("pk"), f"{term_name}__icontains": word})))
    )
