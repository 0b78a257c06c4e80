/* Progressive enhancement: every page works without this file. No inline code, no eval: the CSP is strict. */
import { setUpForms } from "./forms.js";
import { setUpDialogs } from "./dialogs.js";
import { setUpMenus } from "./menus.js";
import { setUpHtmx } from "./htmx-setup.js";
import { setUpPrinting } from "./print.js";

setUpHtmx();
setUpForms();
setUpDialogs();
setUpMenus();
setUpPrinting();
