/* Buttons that print the page; they only show where printing is possible. */

export function setUpPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
