/** When the end of a certificate will be a warning, and when a failure; and when its issuer would renew it. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";

export function Expiry({ report }: { readonly report: Report }) {
  const { expiry, renewal_info, started_at: now } = report;
  const window = renewal_info?.suggested_window ?? null;
  return (
    <>
      {expiry !== null && (
        <p class="hint">
          <Moment at={expiry.warning_at} now={now} words={prose.certificates.warning} />;{" "}
          <Moment at={expiry.critical_at} now={now} words={prose.certificates.failure} />
        </p>
      )}
      {renewal_info !== null && (
        <p class="hint">
          {window === null
            ? renewal_info.detail
            : prose.certificates.renewal(prose.report.time(window.start), prose.report.time(window.end))}
        </p>
      )}
    </>
  );
}

interface MomentProps {
  readonly at: string;
  readonly now: string;
  readonly words: (since: boolean) => string;
}

function Moment({ at, now, words }: MomentProps) {
  return (
    <>
      {words(Date.parse(at) < Date.parse(now))} <time datetime={at}>{prose.report.time(at)}</time>
    </>
  );
}
