"""Municipalities and postcodes, exactly as the regions have them."""

import pytest

from werkcentrum.core import reference
from werkcentrum.core.models import Municipality, PostcodeArea, Region
from werkcentrum.core.postcodes import digits_of, municipalities_for_postcode

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    reference.load()


@pytest.mark.usefixtures("loaded")
class TestReference:
    @pytest.mark.parametrize(
        ("region", "municipalities", "inhabitants"), [("twente", 14, 631_655), ("achterhoek", 8, 299_300)]
    )
    def test_every_municipality_of_both_regions(self, region, municipalities, inhabitants):
        rows = Municipality.objects.filter(region__code=region)
        assert rows.count() == municipalities
        assert sum(row.inhabitants for row in rows) == inhabitants

    @pytest.mark.parametrize(
        ("code", "postcodes"),
        [
            ("GM0141", {*map(str, range(7601, 7612)), "7627"}),
            ("GM0153", {*map(str, [*range(7511, 7515), *range(7521, 7526), *range(7531, 7537), *range(7541, 7549)])}),
            ("GM1742", {"7451", "7461", "7462", "7463"}),
            ("GM0294", {*map(str, range(7101, 7110)), "7113", "7115", "7119"}),
        ],
    )
    def test_the_postcodes_of_a_municipality(self, code, postcodes):
        assert set(Municipality.objects.get(code=code).postcodes.values_list("digits", flat=True)) == postcodes

    def test_the_number_of_postcode_areas(self):
        assert PostcodeArea.objects.filter(municipality__region__code="twente").count() == 122
        assert PostcodeArea.objects.filter(municipality__region__code="achterhoek").count() == 93

    def test_the_tile_map_has_every_municipality_of_twente_on_a_place_of_its_own(self):
        places = set(Municipality.objects.filter(region__code="twente").values_list("tile_column", "tile_row"))
        assert len(places) == 14
        assert Municipality.objects.get(name="Enschede").tile_column == 3

    def test_loading_again_changes_nothing_that_somebody_edited(self):
        Municipality.objects.filter(code="GM0153").update(inhabitants=160_000)
        PostcodeArea.objects.filter(digits="7627").delete()
        reference.load()
        assert Municipality.objects.get(code="GM0153").inhabitants == 160_000
        assert not PostcodeArea.objects.filter(digits="7627").exists()
        assert Region.objects.count() == 2


@pytest.mark.usefixtures("loaded")
class TestPostcodes:
    @pytest.mark.parametrize("written", ["7511 AB", "7511AB", " 7511 ab ", "7511"])
    def test_a_postcode_in_any_spelling_gives_its_municipality(self, written):
        assert [municipality.name for municipality in municipalities_for_postcode(written)] == ["Enschede"]

    def test_an_area_that_straddles_a_border_gives_both(self):
        PostcodeArea.objects.create(digits="7511", municipality_id="GM0168")
        assert [each.name for each in municipalities_for_postcode("7511 AB")] == ["Enschede", "Losser"]

    @pytest.mark.parametrize("written", ["", "1012 AB", "0511 AB", "7511 A", "7511 ABC", "postcode", "75 11 AB"])
    def test_a_postcode_elsewhere_or_a_wrong_one_gives_none(self, written):
        assert municipalities_for_postcode(written) == []

    def test_only_the_digits_matter(self):
        assert digits_of("7511 AB") == "7511"
        assert digits_of("zeven") is None
