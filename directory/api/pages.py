"""Lists in pages, as HSDS has them, with the neighbours in the Link header."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from directory.api.filters import PageQuery

Json = dict[str, Any]


def page_of(
    rows: Any,
    query: PageQuery,
    present: Callable[[Sequence[Any]], list[Json]],
    request: HttpRequest,
    response: HttpResponse,
) -> Json:
    """One page of rows; a page after the last one is empty. `present` makes the objects of that page only."""
    paginator = Paginator(rows, query.per_page, allow_empty_first_page=True)
    found: Sequence[Any] = []
    if query.page <= paginator.num_pages and paginator.count:
        found = list(paginator.page(query.page).object_list)
    total_pages = paginator.num_pages if paginator.count else 0
    response["Link"] = (
        ", ".join(
            f'<{_address(request, number)}>; rel="{name}"' for name, number in _neighbours(query.page, total_pages)
        )
        or f'<{_address(request, 1)}>; rel="first"'
    )
    return {
        "total_items": paginator.count,
        "total_pages": total_pages,
        "page_number": query.page,
        "size": len(found),
        "first_page": query.page == 1,
        "last_page": query.page >= total_pages,
        "empty": not found,
        "contents": present(found),
    }


def _neighbours(page: int, last: int) -> list[tuple[str, int]]:
    """The pages that this page leads to, by the name of the relation."""
    wanted = [("first", 1), ("prev", page - 1), ("next", page + 1), ("last", last)]
    return [(name, number) for name, number in wanted if 1 <= number <= last]


def _address(request: HttpRequest, page: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(page)
    return f"{settings.BASE_URL}{request.path}?{parameters.urlencode()}"
