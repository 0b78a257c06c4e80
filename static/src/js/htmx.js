/* htmx by itself: app.js loads it on pages that use it (see htmx-setup.js), so that public pages stay light. */
import htmx from "htmx.org/dist/htmx.esm.js";

window.htmx = htmx;
