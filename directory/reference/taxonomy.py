"""The eight functions of the menukaart (PD 5.3) and the themes of the triage (domain: facts)."""

from directory.models import TaxonomyTerm

Taxonomy = TaxonomyTerm.Taxonomy

FUNCTIONS = {
    "placement": ("Werk vinden en nazorg", "Placement, recruitment and aftercare"),
    "employer_services": ("Diensten voor werkgevers", "Employer services"),
    "reintegration": ("Terug naar werk", "Reintegration"),
    "transition": ("Van werk naar werk en loopbaanpaden", "Transition and career paths"),
    "labour_market_information": ("Informatie over de arbeidsmarkt", "Labour-market information"),
    "career_guidance": (
        "Loopbaanadvies en advies over opleiding en subsidie",
        "Career guidance with advice on training and subsidies",
    ),
    "facilities": ("Voorzieningen, regelingen en cheques", "Facilities, instruments and vouchers"),
    "referral": (
        "Naar schuldhulp en maatschappelijke organisaties",
        "Referral to debt help and civic organisations",
    ),
}

THEMES = {
    "find_work": ("Werk vinden", "Finding work"),
    "vacancies": ("Vacatures", "Vacancies"),
    "application_skills": ("Solliciteren", "Applying for a job"),
    "orientation": ("Ander werk of beroep", "Other work or another occupation"),
    "training": ("Een opleiding of cursus", "A training or course"),
    "training_funding": ("Geld voor een opleiding", "Money for a training"),
    "start_business": ("Een eigen bedrijf", "A business of your own"),
    "debts_income": ("Schulden of te weinig geld", "Debts or too little money"),
    "health_limitation": ("Werken met een beperking", "Working with a disability"),
    "language_digital": ("Nederlandse taal en computer", "Dutch language and computer"),
    "conflict_legal": ("Problemen op het werk", "Problems at work"),
    "cross_border": ("Werken in Duitsland", "Working in Germany"),
    "find_staff": ("Personeel vinden", "Finding staff"),
    "inclusive_employment": ("Werkplekken voor iedereen", "Jobs for everybody"),
    "train_staff": ("Uw mensen opleiden", "Training your staff"),
    "subsidies": ("Subsidies voor werkgevers", "Subsidies for employers"),
    "redundancy": ("Personeel minder nodig", "Fewer staff needed"),
    "learning_company": ("Leerbedrijf worden", "Becoming a training company"),
    "other": ("Iets anders", "Something else"),
}


def load() -> None:
    """Add the terms that are not there yet."""
    known = set(TaxonomyTerm.objects.values_list("taxonomy", "code"))
    terms = {Taxonomy.FUNCTION: FUNCTIONS, Taxonomy.THEME: THEMES}
    TaxonomyTerm.objects.bulk_create(
        TaxonomyTerm(taxonomy=taxonomy, code=code, name=name, name_en=name_en, order=order)
        for taxonomy, rows in terms.items()
        for order, (code, (name, name_en)) in enumerate(rows.items())
        if (taxonomy.value, code) not in known
    )
