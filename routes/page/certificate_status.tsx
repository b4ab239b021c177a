/** How one certificate stands: by its dates, and by what its issuer says of it. Whether the path holds is the path's. */
import type { Certificate, Report, Revocation } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { Mark, type MarkName } from "./mark.tsx";

interface Status {
  readonly mark: MarkName;
  readonly words: string;
}

export function CertificateStatus({ certificate, report }: CertificateStatusProps) {
  const { fingerprint_sha256: fingerprint } = certificate;
  const said = report.revocation?.filter((one) => one.certificate === fingerprint) ?? [];
  return (
    <ul class="standing">
      {[byDates(certificate, report.started_at), ...said.map(bySource)].map(({ mark, words }) => (
        <li class={`is-${mark}`}>
          <Mark name={mark} silent />
          {words}
        </li>
      ))}
    </ul>
  );
}

interface CertificateStatusProps {
  readonly certificate: Certificate;
  readonly report: Report;
}

function byDates({ not_before, not_after }: Certificate, now: string): Status {
  if (not_before === null || not_after === null) {
    return { mark: "unknown", words: prose.certificates.noDates };
  }
  const at = Date.parse(now);
  if (at < Date.parse(not_before)) return { mark: "fail", words: prose.chain.early };
  if (at > Date.parse(not_after)) return { mark: "fail", words: prose.chain.expired };
  return { mark: "pass", words: prose.chain.inTime };
}

function bySource({ status, source }: Revocation): Status {
  const mark = status === "good" ? "pass" : status === "revoked" ? "fail" : "unknown";
  return { mark, words: `${prose.chain.status[status]} (${prose.chain.according[source]})` };
}
