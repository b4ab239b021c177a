/** Reports for people and machines: each format is one file here and one line in this table. */
import { formatBrief } from "./brief.ts";
import type { Format } from "./format.ts";
import { formatJson } from "./json.ts";
import { formatNagios } from "./nagios.ts";
import { formatPrometheus } from "./prometheus.ts";
import { formatText } from "./text.ts";

export { formatAddresses } from "./addresses.ts";
export { formatComparison, formatComparisonJson } from "./comparison.ts";
export { formatExplanation, formatExplanationJson } from "./explanation.ts";
export { formatBrief } from "./brief.ts";
export { escapeForTerminal } from "./escape.ts";
export type { Format, FormatOptions, TextOptions } from "./format.ts";
export { formatJson } from "./json.ts";
export { formatNagios, formatNagiosUnknown, NagiosPage } from "./nagios.ts";
export { formatPrometheus, PrometheusPage } from "./prometheus.ts";
export { formatText } from "./text.ts";

export type FormatName = "text" | "json" | "nagios" | "prometheus";

export const formats: Readonly<Record<FormatName, Format>> = {
  text: (report, options) => options.several ? formatBrief(report, options) : formatText(report, options),
  json: formatJson,
  nagios: formatNagios,
  prometheus: formatPrometheus,
};
