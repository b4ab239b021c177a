/** The report's one stylesheet, and what other pages need beside it. A TypeScript module, because a Worker has no files to read. */
import { adaptations } from "./styles/adaptations.ts";
import { base } from "./styles/base.ts";
import { bytes } from "./styles/bytes.ts";
import { certificates } from "./styles/certificates.ts";
import { deep } from "./styles/deep.ts";
import { docs } from "./styles/docs.ts";
import { form } from "./styles/form.ts";
import { ladder } from "./styles/ladder.ts";
import { live } from "./styles/live.ts";
import { report } from "./styles/report.ts";
import { steps } from "./styles/steps.ts";
import { watch } from "./styles/watch.ts";

const sheets = [base, form, report, live, ladder, steps, certificates, bytes, adaptations];

/** As they are served: without comments, and without the space that only we read. */
export const stylesheet = served(sheets.join(""));
/** Beside it, for the pages that are no report, and for what a deep check adds to one. */
export const otherStylesheet = served([watch, docs, deep].join(""));

function served(sheet: string): string {
  return sheet
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};]) ?/g, "$1")
    .replace(/;}/g, "}")
    .replace(/ > /g, ">")
    .replace(/([:,]) /g, "$1");
}
