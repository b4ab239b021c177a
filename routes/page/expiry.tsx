/** When the end of a certificate will be a warning, and when a failure. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";

export function Expiry({ expiry, now }: { readonly expiry: Report["expiry"]; readonly now: string }) {
  if (expiry === null) return null;
  const { warning_at, critical_at } = expiry;
  return (
    <p class="hint">
      <Moment at={warning_at} now={now} words={prose.certificates.warning} />;{" "}
      <Moment at={critical_at} now={now} words={prose.certificates.failure} />
    </p>
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
