"""Words of the triage facts (domain 4) and of the fund's routes and sectors (BP 6): codes in data, labels on pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Situation(models.TextChoices):
    """What a resident does now."""

    EMPLOYED = "employed", _("Has a job")
    FLEX = "flex", _("Works on call or temporarily")
    SELF_EMPLOYED = "self_employed", _("Self-employed")
    AT_RISK = "at_risk", _("May lose the job")
    WW = "ww", _("Receives WW")
    BIJSTAND = "bijstand", _("Receives bijstand")
    WIA = "wia", _("Receives WIA")
    WAJONG = "wajong", _("Receives Wajong")
    ZIEKTEWET = "ziektewet", _("Receives Ziektewet")
    NONE = "none", _("No work and no benefit")
    STUDENT = "student", _("Student")
    NEWCOMER = "newcomer", _("Newcomer")
    OTHER = "other", _("Another situation")


class Education(models.TextChoices):
    """The highest finished education."""

    NONE = "none", _("No diploma")
    VMBO = "vmbo", _("Vmbo")
    MBO1 = "mbo1", _("Mbo 1")
    MBO2 = "mbo2", _("Mbo 2")
    MBO3 = "mbo3", _("Mbo 3")
    MBO4 = "mbo4", _("Mbo 4")
    HAVO_VWO = "havo_vwo", _("Havo or vwo")
    HBO = "hbo", _("Hbo")
    WO = "wo", _("University")
    UNKNOWN = "unknown", _("Unknown")


class Theme(models.TextChoices):
    """What a question is about; residents and employers share some."""

    FIND_WORK = "find_work", _("Finding work")
    VACANCIES = "vacancies", _("Vacancies")
    APPLICATION_SKILLS = "application_skills", _("Applying for jobs")
    ORIENTATION = "orientation", _("Which work suits me")
    TRAINING = "training", _("Training")
    TRAINING_FUNDING = "training_funding", _("Paying for training")
    START_BUSINESS = "start_business", _("Starting a business")
    DEBTS_INCOME = "debts_income", _("Income and debts")
    HEALTH_LIMITATION = "health_limitation", _("Working with a limitation")
    LANGUAGE_DIGITAL = "language_digital", _("Language and computer")
    CONFLICT_LEGAL = "conflict_legal", _("Conflict at work")
    CROSS_BORDER = "cross_border", _("Working in Germany")
    FIND_STAFF = "find_staff", _("Finding staff")
    INCLUSIVE_EMPLOYMENT = "inclusive_employment", _("Inclusive employment")
    TRAIN_STAFF = "train_staff", _("Training staff")
    SUBSIDIES = "subsidies", _("Subsidies")
    REDUNDANCY = "redundancy", _("Redundancies")
    LEARNING_COMPANY = "learning_company", _("Becoming a learning company")
    OTHER = "other", _("Something else")


class Route(models.TextChoices):
    """The four routes of the fund (BP 6)."""

    SAME_JOB = "same_job", _("Keep skills up to date in the same job")
    SAME_SECTOR = "same_sector", _("To other work in the same sector")
    OTHER_SECTOR = "other_sector", _("To work in another sector")
    TO_WORK = "to_work", _("From no work to work")


class Sector(models.TextChoices):
    """Where people work now or want to work; the first four have priority (BP, PD)."""

    TECHNIEK = "techniek", _("Technology and energy transition")
    ICT = "ict", _("ICT")
    ZORG = "zorg", _("Health and care")
    BOUW = "bouw", _("Construction and infrastructure")
    LOGISTIEK = "logistiek", _("Transport and logistics")
    VOEDING = "voeding", _("Food and agriculture")
    ONDERWIJS = "onderwijs", _("Education and childcare")
    HANDEL = "handel", _("Retail and trade")
    HORECA = "horeca", _("Hospitality")
    ZAKELIJK = "zakelijk", _("Business services")
    OVERHEID = "overheid", _("Government")
    OVERIG = "overig", _("Another sector")
    GEEN = "geen", _("No work now")
