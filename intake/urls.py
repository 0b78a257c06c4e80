"""Addresses of the front door: the home page and the form."""

from django.urls import path

from intake import views
from intake.views import entered, entry, inbound, inbound_answering, rules

app_name = "intake"

urlpatterns = [
    path("", views.home, name="home"),
    path("voor-inwoners/", views.for_residents, name="residents"),
    path("voor-werkgevers/", views.for_employers, name="employers"),
    path("vraag/", views.start, name="start"),
    path("vraag/opnieuw/", views.restart, name="restart"),
    path("vraag/later/", views.later, name="later"),
    path("vraag/verder/<str:token>/", views.resume, name="resume"),
    path("vraag/wissen/", views.forget, name="forget"),
    path("vraag/controleren/", views.check, name="check"),
    path("vraag/ontvangen/<str:reference>/", views.done, name="done"),
    path("vraag/ontvangen/<str:reference>/past-dit/", views.suggestion_feedback, name="suggestion-feedback"),
    path("vraag/ontvangen/<str:reference>/klopt-niet/", views.dispute, name="dispute"),
    path("werkvoorraad/verdacht/", views.held_list, name="held"),
    path("werkvoorraad/verdacht/<str:reference>/", views.held_decide, name="held-decide"),
    path("vraag/<slug:slug>/", views.step, name="step"),
    path("nieuwe-vraag/", entry.enter, name="enter"),
    path("nieuwe-vraag/uitkomst/", entry.preview, name="entry-preview"),
    path("nieuwe-vraag/<str:reference>/bewijs/", entered.entered, name="entered"),
    path("aanmeldingen/", inbound.inbound_list, name="inbound-list"),
    path("aanmeldingen/nieuw/", inbound.inbound_new, name="inbound-new"),
    path("aanmeldingen/toestemming/", inbound.inbound_consent_paper, name="inbound-consent"),
    path("aanmeldingen/<str:reference>/", inbound.inbound, name="inbound"),
    path("aanmeldingen/<str:reference>/ontvangen/", inbound.inbound_done, name="inbound-done"),
    path("zaken/<str:reference>/antwoord-aan-partner/", inbound_answering.answer, name="inbound-answer"),
    path("zaken/<str:reference>/aanmelder/stoppen/", inbound_answering.stop_for_client, name="inbound-stop"),
    path("mijn/zaken/<str:reference>/aanmelder/stoppen/", inbound_answering.stop, name="my-inbound-stop"),
    path("triageregels/", rules.rule_sets, name="rule-sets"),
    path("triageregels/nieuw/", rules.rule_set_new, name="rule-set-new"),
    path("triageregels/voorbeelden/", rules.rule_examples, name="rule-examples"),
    path("triageregels/voorbeelden/nieuw/", rules.rule_example_add, name="rule-example-add"),
    path("triageregels/voorbeelden/<int:pk>/verwijderen/", rules.rule_example_delete, name="rule-example-delete"),
    path("triageregels/<int:version>/", rules.rule_set, name="rule-set"),
    path("triageregels/<int:version>/termijnen/", rules.rule_terms, name="rule-terms"),
    path("triageregels/<int:version>/weggooien/", rules.rule_set_discard, name="rule-set-discard"),
    path("triageregels/<int:version>/gevolgen/", rules.rule_set_effects, name="rule-set-effects"),
    path("triageregels/<int:version>/controleren/", rules.rule_set_check, name="rule-set-check"),
    path("triageregels/<int:version>/proberen/", rules.rule_set_try, name="rule-set-try"),
    path("triageregels/<int:version>/voorstellen/", rules.rule_set_propose, name="rule-set-propose"),
    path("triageregels/<int:version>/terugnemen/", rules.rule_set_take_back, name="rule-set-take-back"),
    path("triageregels/<int:version>/publiceren/", rules.rule_set_publish, name="rule-set-publish"),
    path("triageregels/<int:version>/nieuwe-regel/<slug:slug>/", rules.rule_add, name="rule-add"),
    path("triageregels/<int:version>/regel/<slug:code>/", rules.rule_edit, name="rule-edit"),
    path("triageregels/<int:version>/regel/<slug:code>/verwijderen/", rules.rule_delete, name="rule-delete"),
    path("triageregels/<int:version>/regel/<slug:code>/verplaatsen/", rules.rule_move, name="rule-move"),
]
