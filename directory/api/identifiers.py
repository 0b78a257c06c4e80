"""Identifiers for what has no UUID of its own: derived (version 5) from the object it hangs on, so always the same."""

import uuid

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import TaxonomyTerm

NAMESPACE = uuid.UUID("d8569793-c288-4173-a42e-7fa2673bdd5a")
AUDIENCE = "audience"
TAXONOMIES: dict[str, tuple[str | Promise, str | Promise]] = {
    TaxonomyTerm.Taxonomy.FUNCTION.value: (_("Functions"), _("What kind of help a service is.")),
    TaxonomyTerm.Taxonomy.THEME.value: (_("Themes"), _("What a question is about; the themes of the triage.")),
    AUDIENCE: (_("For whom"), _("Residents, employers or both.")),
}
TAXONOMY_IDS = {code: uuid.uuid5(NAMESPACE, f"taxonomy {code}") for code in TAXONOMIES}


def derived(parent: uuid.UUID, *names: object) -> uuid.UUID:
    """The identifier of something that hangs on an object with a UUID."""
    return uuid.uuid5(parent, " ".join(str(name) for name in names))


def audience_id(code: str) -> uuid.UUID:
    """The identifier of the term for an audience."""
    return uuid.uuid5(NAMESPACE, f"audience {code}")
