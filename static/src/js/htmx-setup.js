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

/** Nobody sees the page, somebody is typing on it, or has the keyboard in the part that would be replaced. */
function isInUse(part) {
  const active = document.activeElement;
  if (document.hidden || part.querySelector("form[data-sent]")) return true;
  return Boolean(active && (active.matches("input, select, textarea") || part.contains(active)));
}

/** A part that refreshes itself (data-refresh) waits for its next turn while somebody uses it. */
function holdRefresh(event) {
  const part = event.detail.elt;
  if (part.matches("[data-refresh]") && isInUse(part)) event.preventDefault();
}

/** What was unfolded in a part that refreshes itself stays so; contact with the server takes the failure away. */
function keepUnfolded(event) {
  const part = event.detail.target;
  if (!part.matches("[data-refresh]")) return;
  const open = [...part.querySelectorAll("details[open][id]")].map((details) => details.id);
  part.addEventListener("htmx:afterSwap", () => open.forEach(unfold), { once: true });
  const sign = document.getElementById("failure-sign");
  if (sign && event.detail.xhr.status < 400) sign.hidden = true;
}

function unfold(id) {
  const details = document.getElementById(id);
  if (details) details.open = true;
}

export function setUpHtmx() {
  if (!document.querySelector(USES_HTMX)) return;
  document.addEventListener("htmx:beforeRequest", holdRefresh);
  document.addEventListener("htmx:beforeSwap", keepUnfolded);
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

function showFailure(event) {
  const sign = document.getElementById("failure-sign");
  if (!sign) return;
  sign.hidden = false;
  // what refreshes itself tries again by itself, and takes the focus from nobody
  if (!event.detail.elt.matches("[data-refresh]")) sign.focus();
}
