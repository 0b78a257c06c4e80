/* Forms: focus on the error summary, a counter under long texts, and one submit per click. */

const BUSY_SIGN_AFTER_MS = 800;
const SUBMIT_AGAIN_AFTER_MS = 10_000;

/** Puts the focus on the first error summary in `root`, so that it is read out and seen. */
export function focusErrorSummary(root = document) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) summary.focus();
  return Boolean(summary);
}

/** A link of the error summary goes to the field itself: the browser scrolls, we also put the cursor there. */
function followErrorLink(event) {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  if (!link) return;
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  const control = field.matches("input, select, textarea, button, a, [tabindex]")
    ? field
    : field.querySelector("input, select, textarea");
  if (!control) return;
  event.preventDefault();
  (control.closest(".wc-field") || control).scrollIntoView({ block: "start" });
  control.focus({ preventScroll: true });
}

/** Below a textarea with data-counter: how many characters are left; said aloud only when few are left. */
export function setUpCounters(root = document) {
  for (const area of root.querySelectorAll("textarea[data-counter]")) {
    const output = document.getElementById(area.dataset.counter);
    if (!output || area.dataset.counting) continue;
    area.dataset.counting = "yes";
    const limit = Number(area.dataset.counterMax);
    const update = () => {
      const left = limit - area.value.length;
      const text = left >= 0 ? output.dataset.left : output.dataset.over;
      output.textContent = text.replace("[n]", String(Math.abs(left)));
      output.setAttribute("aria-live", left < limit / 10 ? "polite" : "off");
      output.classList.toggle("wc-late", left < 0);
    };
    area.addEventListener("input", update);
    update();
  }
}

/** A second click on the same button does nothing; after a while the button says that we are working on it. */
function submitOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.hasAttribute("data-resubmit")) return;
  if (form.hasAttribute("hx-post") || form.hasAttribute("hx-get") || form.method === "get") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  const busy = window.setTimeout(() => {
    form.setAttribute("aria-busy", "true");
    if (button) button.classList.add("wc-busy");
    const sign = document.getElementById("busy-sign");
    if (sign) sign.textContent = sign.dataset.text;
  }, BUSY_SIGN_AFTER_MS);
  form.busyTimer = busy;
  window.setTimeout(() => release(form), SUBMIT_AGAIN_AFTER_MS);
}

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  window.clearTimeout(form.busyTimer);
  for (const button of form.querySelectorAll(".wc-busy")) button.classList.remove("wc-busy");
  const sign = document.getElementById("busy-sign");
  if (sign) sign.textContent = "";
}

export function setUpForms() {
  document.addEventListener("click", followErrorLink);
  document.addEventListener("submit", submitOnce);
  // back button: the page comes from memory, with its buttons as they were left
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
  setUpCounters();
  focusErrorSummary();
}
