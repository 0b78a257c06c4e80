/* A form with data-passkey asks the browser for a passkey before it is sent: "create" makes one, "get" uses one.
   Needs mfa/js/webauthn-json.js of allauth. Options are in the element that data-passkey-options names. */
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = form.querySelector("[data-passkey-problem]");
    const options = JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);
    problem.hidden = true;
    try {
      const credential = await window.webauthnJSON[form.dataset.passkey](options);
      form.querySelector("input[name='credential']").value = JSON.stringify(credential);
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}
