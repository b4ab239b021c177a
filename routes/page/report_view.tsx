/** One report from the top: the verdict, what to do, the steps, and what stands behind them. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { pageAddress } from "./addresses.ts";
import { Advice } from "./advice.tsx";
import { Certificates } from "./certificates.tsx";
import { Deep } from "./deep/deep.tsx";
import { LookDeeper } from "./deep/look_deeper.tsx";
import { Connection } from "./connection.tsx";
import { Evidence } from "./evidence.tsx";
import { Findings } from "./findings.tsx";
import { Ladder } from "./ladder/ladder.tsx";
import { Native } from "./native.tsx";
import { Paths } from "./paths.tsx";
import { Share } from "./share.tsx";
import { Steps } from "./steps.tsx";
import { Timings } from "./timings.tsx";
import { VerdictPanel } from "./verdict_panel.tsx";

interface ReportViewProps {
  readonly report: Report;
  /** The API's address of the same check; `null` for a report that was saved. */
  readonly json: string | null;
  /** Where this service is found, to make whole addresses of its own. */
  readonly origin?: string;
}

export function ReportView({ report, json, origin }: ReportViewProps) {
  return (
    <article class="report" data-title={prose.report.pageTitle(report)}>
      <VerdictPanel report={report} json={json}>
        {origin && json && <Share report={report} address={origin + pageAddress(json)} />}
      </VerdictPanel>
      <Advice report={report} />
      <div class="columns">
        <Ladder report={report} />
        <div class="narrow">
          <Connection report={report} />
          <Timings report={report} />
          <Native native={report.native} />
        </div>
      </div>
      <Steps report={report} everyByte={json && `${pageAddress(json)}&bytes=1`} />
      {json !== null && report.deep === undefined && report.address !== null && <LookDeeper json={json} />}
      <Deep report={report} />
      <Certificates report={report} />
      <Paths report={report} />
      <Findings report={report} />
      {report.evidence !== undefined && json !== null && (
        <Evidence evidence={report.evidence} anew={json.replace("/api/v1/check?", "/evidence.zip?")} />
      )}
    </article>
  );
}
