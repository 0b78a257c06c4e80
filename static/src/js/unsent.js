/* What somebody typed in a step and did not send: the browser's back button and the link to the other language do not
   lose it. Only in this tab, only for a question that the server keeps already, and gone when that is wiped. */

const PREFIX = "wc-unsent:";
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "revision", "voor"]);
const BSN_LIKE = /(?<!\d)\d{9}(?!\d)/;

function keyOf(form) {
  const revision = form.elements.revision?.value || "";
  const step = window.location.pathname.split("/").filter(Boolean).pop();
  return revision.includes("-") ? `${PREFIX}${revision}:${step}` : "";
}

/** Every answer of the form; what looks like a citizen service number is left out. */
function typed(form) {
  return [...new FormData(form)].filter(
    ([name, value]) =>
      typeof value === "string" && !NOT_TYPED.has(name) && !BSN_LIKE.test(value.replace(/(?<=\d)[ .-](?=\d)/g, "")),
  );
}

function fillIn(form, answers) {
  for (const field of form.elements) {
    if (!field.name || NOT_TYPED.has(field.name) || ["hidden", "submit"].includes(field.type)) continue;
    const values = answers.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
}

function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

export function setUpUnsent() {
  const form = document.querySelector("form[data-unsent]");
  const key = form ? keyOf(form) : "";
  try {
    if (key && sessionStorage.getItem(key) && !document.querySelector("[data-error-summary]")) {
      fillIn(form, JSON.parse(sessionStorage.getItem(key)));
    }
    document.addEventListener("submit", (event) => {
      if (event.target === form) sessionStorage.removeItem(key);
      else if (event.target.hasAttribute("data-forget-unsent")) forgetAll();
    });
    if (key) form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(typed(form))));
  } catch {
    // no storage in this browser: everything works as without this file
  }
}
