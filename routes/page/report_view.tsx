/** One report from the top: the verdict, what to do, the steps, and what stands behind them. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { Advice } from "./advice.tsx";
import { Certificates } from "./certificates.tsx";
import { Connection } from "./connection.tsx";
import { Evidence } from "./evidence.tsx";
import { Findings } from "./findings.tsx";
import { Ladder } from "./ladder/ladder.tsx";
import { Native } from "./native.tsx";
import { Paths } from "./paths.tsx";
import { Steps } from "./steps.tsx";
import { Timings } from "./timings.tsx";
import { VerdictPanel } from "./verdict_panel.tsx";

export function ReportView({ report, json }: { readonly report: Report; readonly json: string }) {
  return (
    <article
      class={report.records === undefined ? "report" : "report every-byte"}
      data-title={prose.report.pageTitle(report)}
    >
      <VerdictPanel report={report} json={json} />
      <Advice report={report} />
      <div class="columns">
        <Ladder report={report} />
        <div class="narrow">
          <Connection report={report} />
          <Timings report={report} />
          <Native native={report.native} />
        </div>
      </div>
      <Steps
        report={report}
        everyByte={json.replace("/api/v1/check?", "/check?").replace(/([?&])sni=(?=&|$)/, "$1no_sni=1") +
          "&bytes=1"}
      />
      <Certificates report={report} />
      <Paths report={report} />
      <Findings report={report} />
      {report.evidence !== undefined && (
        <Evidence evidence={report.evidence} anew={json.replace("/api/v1/check?", "/evidence.zip?")} />
      )}
    </article>
  );
}
