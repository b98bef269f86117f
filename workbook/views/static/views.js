// A page of views: every view that is printed in it answers from here on.

import { boot } from "./store.js";

boot(document.querySelector("[data-views]"));
