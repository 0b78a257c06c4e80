"""The log-in pages that differ from allauth's: residents with a code, staff with a password; what is not offered."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from werkcentrum.core.login_codes import ResidentCodeProcess


def provider_link(request: HttpRequest, provider_id: str) -> dict[str, str] | None:
    """Name and address of the OpenID Connect provider of residents or staff, when it is configured."""
    for app in get_provider_adapter().list_apps(request):
        if app.provider_id == provider_id:
            return {"name": app.name, "url": reverse("openid_connect_login", args=[provider_id])}
    return None


@method_decorator([login_not_required, never_cache], name="dispatch")
class ResidentLoginView(RequestLoginCodeView):
    """An e-mail address, and on to the code; the same for every address."""

    template_name = "account/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever comes here starts anew: a log-in that waits for a code is given up."""
        if not request.user.is_authenticated:
            clear_login(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Begin, for an address without an account too."""
        ResidentCodeProcess.begin(self.request, form._user, form.cleaned_data["email"])
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the log-in of a broker, when there is one."""
        return super().get_context_data(
            provider=provider_link(self.request, settings.OIDC_RESIDENTS_PROVIDER), **kwargs
        )


class CodeView(ConfirmLoginCodeView):
    """The code from the e-mail; five attempts, fifteen minutes, two new codes."""

    template_name = "account/confirm_login_code.html"

    @method_decorator(login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"))
    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on with the process in the session."""
        self.stage = request._login_stage  # type: ignore[attr-defined]
        self._process = ResidentCodeProcess.resume(self.stage)
        if not self._process:
            return redirect("account_login")
        return super(ConfirmLoginCodeView, self).dispatch(request, *args, **kwargs)


@method_decorator([login_not_required, never_cache], name="dispatch")
class StaffLoginView(LoginView):
    """Address and password; the second step follows."""

    template_name = "account/staff_login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever comes here starts anew: a log-in that waits for its second step is given up."""
        if not request.user.is_authenticated:
            clear_login(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the log-in of the organisation, when there is one."""
        return super().get_context_data(provider=provider_link(self.request, settings.OIDC_STAFF_PROVIDER), **kwargs)


resident_login = ResidentLoginView.as_view()
code = CodeView.as_view()
staff_login = StaffLoginView.as_view()


def my_account(request: HttpRequest) -> HttpResponse:
    """Where menus link to "My account": the page with the second factor and the password, for staff."""
    return redirect("mfa_index")


@login_not_required
def not_offered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """What allauth can do and we do not: its names must exist, because allauth links to them."""
    raise Http404
