/**
 * The page's only script, which the page does not need. It may run while the rest of the page is still to come: what
 * wants all of it waits for `ready`.
 */
import { bytes } from "./scripts/bytes.ts";
import { copy } from "./scripts/copy.ts";
import { details } from "./scripts/details.ts";
import { form } from "./scripts/form.ts";
import { live } from "./scripts/live.ts";
import { recent } from "./scripts/recent.ts";

const ready = `"use strict";
function ready(run) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
}
`;

/** Each in a block, so that none has to know the others' names; without the indentation that only we read. */
export const script = ready +
  [form, live, details, copy, recent, bytes].map((part) => `{${part}}\n`).join("")
    .replace(/\n\s+/g, "\n");
