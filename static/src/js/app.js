/* Progressive enhancement: every page works without this file. No inline code, no eval: the CSP is strict. */
import { setUpForms } from "./forms.js";
import { setUpDialogs } from "./dialogs.js";
import { setUpMenus } from "./menus.js";
import { setUpHtmx } from "./htmx-setup.js";
import { setUpPrinting } from "./print.js";
import { setUpUnsent } from "./unsent.js";

setUpHtmx();
setUpUnsent(); // before the counters count
setUpForms();
setUpDialogs();
setUpMenus();
setUpPrinting();
