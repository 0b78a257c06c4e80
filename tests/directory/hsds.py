"""What HSDS 3.0 asks of each object, read from its schema reference (docs.openreferral.org), as a table of our own.

Per object: the fields that must be there, and of every field its kind. A kind is `uuid`, `text`, `uri`, `email`,
`date`, `time`, `number`, an enumeration of the standard, another object, or a list of objects.
"""

import datetime
import re
import uuid
from urllib.parse import urlsplit

PLACE = ("physical", "postal", "virtual")

# object: (required, {field: kind}); `a/b` are the values of an enumeration, `[x]` is a list of objects, `{x}` is one
OBJECTS = {
    "service": (
        "id name status",
        {
            "id organization_id program_id": "uuid",
            "name alternate_name description interpretation_services application_process fees_description "
            "accreditations eligibility_description alert": "text",
            "url": "uri",
            "email assurer_email": "email",
            "status": "active/inactive/defunct/temporarily closed",
            "minimum_age maximum_age": "number",
            "assured_date": "date",
            "last_modified": "text",
            "organization": "{organization}",
            "phones": "[phone]",
            "schedules": "[schedule]",
            "service_areas": "[service_area]",
            "service_at_locations": "[service_at_location]",
            "attributes": "[attribute]",
        },
    ),
    "organization": (
        "id name description",
        {
            "id parent_organization_id": "uuid",
            "name alternate_name description legal_status": "text",
            "email": "email",
            "website logo uri": "uri",
            "year_incorporated": "number",
            "phones": "[phone]",
            "locations": "[location]",
            "services": "[service]",
            "organization_identifiers": "[organization_identifier]",
            "attributes": "[attribute]",
        },
    ),
    "organization_identifier": (
        "id identifier_type identifier",
        {"id organization_id": "uuid", "identifier_scheme identifier_type identifier": "text"},
    ),
    "location": (
        "id location_type",
        {
            "id organization_id": "uuid",
            "location_type": "/".join(PLACE),
            "url": "uri",
            "name alternate_name description transportation external_identifier external_identifier_type": "text",
            "latitude longitude": "number",
            "addresses": "[address]",
            "phones": "[phone]",
            "schedules": "[schedule]",
            "attributes": "[attribute]",
        },
    ),
    "address": (
        "id address_1 city state_province postal_code country address_type",
        {
            "id location_id": "uuid",
            "attention address_1 address_2 city region state_province postal_code": "text",
            "country": "country",
            "address_type": "/".join(PLACE),
        },
    ),
    "phone": (
        "id number",
        {
            "id location_id service_id organization_id contact_id service_at_location_id": "uuid",
            "number description": "text",
            "extension": "number",
            "type": "text/voice/fax/cell/video/pager/textphone",
        },
    ),
    "schedule": (
        "id",
        {
            "id service_id location_id service_at_location_id": "uuid",
            "valid_from valid_to dtstart until": "date",
            "timezone interval": "number",
            "freq": "WEEKLY/MONTHLY",
            "byday": "days",
            "wkst byweekno description attending_type notes": "text",
            "opens_at closes_at": "time",
            "schedule_link": "uri",
        },
    ),
    "service_area": (
        "id",
        {
            "id service_id": "uuid",
            "name description extent": "text",
            "extent_type": "geojson/topojson/kml/text",
            "uri": "uri",
        },
    ),
    "service_at_location": (
        "id",
        {
            "id service_id location_id": "uuid",
            "description": "text",
            "location": "{location}",
            "phones": "[phone]",
            "schedules": "[schedule]",
        },
    ),
    "attribute": (
        "id",
        {
            "id link_id taxonomy_term_id": "uuid",
            "link_type link_entity value": "text",
            "taxonomy_term": "{taxonomy_term}",
        },
    ),
    "taxonomy_term": (
        "id name description",
        {
            "id parent_id taxonomy_id": "uuid",
            "code name description taxonomy": "text",
            "language": "language",
            "term_uri": "uri",
            "taxonomy_detail": "{taxonomy}",
        },
    ),
    "taxonomy": ("id name description", {"id": "uuid", "name description version": "text", "uri": "uri"}),
}
PAGE = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int, "first_page": bool, "last_page": bool,
    "empty": bool, "contents": list,
}  # fmt: skip
KINDS = {
    name: {field: kind for fields, kind in table.items() for field in fields.split()}
    for name, (_, table) in OBJECTS.items()
}


def is_uuid(value):
    return str(uuid.UUID(value)) == value


def is_date(value):
    return datetime.date.fromisoformat(value).isoformat() == value


CHECKS = {
    "uuid": is_uuid,
    "date": is_date,
    "text": lambda value: isinstance(value, str) and value.strip() != "",
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "uri": lambda value: (
        urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).netloc) and " " not in value
    ),
    "email": lambda value: bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value)),
    "time": lambda value: bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(Z|[+-]\d\d:\d\d)", value)),
    "days": lambda value: set(value.split(",")) <= {"MO", "TU", "WE", "TH", "FR", "SA", "SU"},
    "country": lambda value: bool(re.fullmatch("[A-Z]{2}", value)),
    "language": lambda value: bool(re.fullmatch("[a-z]{2,3}", value)),
}


def faults(name, record, path=""):
    """Everything in a record that HSDS does not allow, one sentence each."""
    required, _ = OBJECTS[name]
    found = [f"{path}{field}: missing" for field in required.split() if field not in record]
    for field, value in record.items():
        here = f"{path}{field}"
        kind = KINDS[name].get(field)
        if kind is None:
            found.append(f"{here}: {name} has no such field")
        elif kind.startswith("["):
            for number, each in enumerate(value):
                found += faults(kind[1:-1], each, f"{here}[{number}].")
        elif kind.startswith("{"):
            found += faults(kind[1:-1], value, f"{here}.")
        elif "/" in kind:
            found += [] if value in kind.split("/") else [f"{here}: {value!r} is not one of {kind}"]
        elif not passes(kind, value):
            found.append(f"{here}: {value!r} is no {kind}")
    return found


def passes(kind, value):
    """Whether a value is of a kind."""
    try:
        return CHECKS[kind](value)
    except (ValueError, TypeError, AttributeError):
        return False


def page_faults(page):
    """What is wrong with a page as such."""
    found = [f"{name}: missing or of the wrong type" for name, kind in PAGE.items() if type(page.get(name)) is not kind]
    if found:
        return found
    agrees = {
        "size": page["size"] == len(page["contents"]),
        "empty": page["empty"] == (not page["contents"]),
        "first_page": page["first_page"] == (page["page_number"] == 1),
        "last_page": page["last_page"] == (page["page_number"] >= page["total_pages"]),
        "fields": set(page) == set(PAGE),
    }
    return [name for name, right in agrees.items() if not right]
