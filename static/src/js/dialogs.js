/* A link with data-dialog="id" opens that <dialog> here; without JavaScript it goes to its own page. */

function open(event) {
  const trigger = event.target.closest("[data-dialog]");
  if (!trigger) return;
  const dialog = document.getElementById(trigger.dataset.dialog);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  event.preventDefault();
  dialog.opener = trigger;
  show(dialog);
}

/** Opens as a modal, with the focus on the first question in it, or on its title: not on "Close". */
function show(dialog) {
  dialog.showModal();
  const summary = dialog.querySelector("[data-error-summary]");
  const control = dialog.querySelector("input:not([type='hidden']), select, textarea");
  const title = dialog.querySelector("h2");
  title.tabIndex = -1;
  (summary || control || title).focus();
}

function close(event) {
  const dialog = event.target.closest("dialog[open]");
  if (!dialog) return;
  const onBackdrop = event.target === dialog && isOutside(dialog, event);
  if (!event.target.closest("[data-dialog-close]") && !onBackdrop) return;
  event.preventDefault();
  dialog.close();
}

function isOutside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

export function setUpDialogs() {
  document.addEventListener("click", open);
  document.addEventListener("click", close);
  document.addEventListener("close", (event) => event.target.opener?.focus(), true);
  // a dialog with errors in it was open when the form was sent: open it again
  for (const dialog of document.querySelectorAll("dialog[data-open]")) show(dialog);
}
