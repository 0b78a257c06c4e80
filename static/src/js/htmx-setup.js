/* htmx under a strict CSP (see the meta htmx-config in base.html), with the CSRF token and focus on what changed. */
import { focusErrorSummary, setUpCounters } from "./forms.js";

const USES_HTMX = "[hx-get], [hx-post], [hx-boost]";

/** The token of the form that asks, else of any form on the page (the cookie is not readable for scripts). */
function csrfToken(element) {
  const near = element.closest("form")?.querySelector("input[name='csrfmiddlewaretoken']");
  return (near || document.querySelector("input[name='csrfmiddlewaretoken']"))?.value || "";
}

/** After a swap: an error summary first, else what asks for focus, else leave the focus where it is. */
function focusWhatChanged(target) {
  if (focusErrorSummary(target)) return;
  const wanted = target.matches("[data-focus]") ? target : target.querySelector("[data-focus]");
  if (!wanted) return;
  if (!wanted.hasAttribute("tabindex")) wanted.tabIndex = -1;
  wanted.focus();
}

export function setUpHtmx() {
  if (!document.querySelector(USES_HTMX)) return;
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken(event.detail.elt);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    setUpCounters(event.detail.elt);
    focusWhatChanged(event.detail.elt);
  });
  document.addEventListener("htmx:sendError", showFailure);
  document.addEventListener("htmx:responseError", showFailure);
  // htmx starts when the page is complete or about to be; loaded in between it would wait for ever
  if (document.readyState === "complete") load();
  else window.addEventListener("load", load, { once: true });
}

/** The address comes from the page, because the server adds a hash to the name of the file. */
function load() {
  import(document.querySelector("script[data-htmx]").dataset.htmx);
}

function showFailure() {
  const sign = document.getElementById("failure-sign");
  if (!sign) return;
  sign.hidden = false;
  sign.focus();
}
