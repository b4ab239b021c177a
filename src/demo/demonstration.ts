/** Checks every server of the gallery and prints what came of it: a line each with what to do, and the first report in full. */
import { check } from "../check.ts";
import { formatText } from "../formats/text.ts";
import type { Runtime } from "../net/mod.ts";
import type { Report } from "../report/types.ts";
import type { Gallery } from "./gallery.ts";
import { isAsExpected } from "./outcome.ts";
import { remedyLines, summaryLine, tableHeading } from "./summary_line.ts";

export interface DemonstrationOptions {
  /** Emphasis by ANSI sequences. */
  readonly color: boolean;
  /** Columns for the full report. */
  readonly width: number;
  /** Takes text that ends with a line break. */
  print(text: string): void;
}

/** Whether every check said what the gallery expects of it. One after another: the times are a server's own. */
export async function demonstrate(
  runtime: Runtime,
  gallery: Gallery,
  { color, width, print }: DemonstrationOptions,
): Promise<boolean> {
  print(tableHeading(color) + "\n");
  const reports: Report[] = [];
  let asExpected = 0;
  for (const server of gallery.servers) {
    const report = await check(runtime, server.target, {
      anchors: [gallery.anchorsPem],
      timeout: server.timeout,
    });
    reports.push(report);
    if (isAsExpected(report, server.expected)) asExpected++;
    print([summaryLine(server, report, color), ...remedyLines(report, color), ""].join("\n"));
  }
  print(`\n${gallery.servers.length} servers, ${asExpected} as expected\n`);
  const [first] = reports;
  if (first !== undefined) print(`\nThe first of them in full:\n\n${formatText(first, { color, width })}`);
  return asExpected === gallery.servers.length;
}
