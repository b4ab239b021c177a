/** The chain as the path that holds (or came nearest) orders it: each certificate, and below it whose key signed it. */
import type { Certificate, Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { CertificateStatus } from "./certificate_status.tsx";
import { certificateId, chainOf, commonName } from "./certificate_order.ts";
import { Expiry } from "./expiry.tsx";
import { Facts } from "./facts.tsx";
import { Lifetime } from "./lifetime.tsx";
import { Mark } from "./mark.tsx";
import { Pem } from "./pem.tsx";

/** What fits on a card; the rest is folded. A certificate may list thousands, the JSON has them all. */
const maxNamesShown = 8;
const maxNamesFolded = 200;
/** Of base64, in all cards together. */
const maxPemCharacters = 16_000;

export function Certificates({ report }: { readonly report: Report }) {
  if (report.certificates.length === 0) return null;
  const { path, strays, isTrusted, error } = chainOf(report);
  let left = maxPemCharacters;
  const card = (certificate: Certificate, role: Role, issuer?: Certificate) => {
    left -= certificate.cert_data.length;
    return <Card certificate={certificate} role={role} issuer={issuer} report={report} hasPem={left >= 0} />;
  };
  return (
    <section aria-labelledby="certificates">
      <h2 id="certificates">{prose.certificates.heading}</h2>
      <Expiry report={report} />
      <ol class="chain">
        {path.map((certificate, index) => {
          const isRoot = isTrusted && index === path.length - 1 && index > 0;
          return card(certificate, isRoot ? "root" : index === 0 ? "leaf" : "intermediate", path[index + 1]);
        })}
        {!isTrusted && path.length > 0 && (
          <li class="broken is-fail">
            <Mark name="fail" silent />
            <p>
              <strong>{prose.chain.broken}.</strong> {error}
            </p>
          </li>
        )}
      </ol>
      {strays.length > 0 && (
        <>
          <p class="strays">{prose.chain.stray}</p>
          <ol class="chain">{strays.map((certificate) => card(certificate, "stray"))}</ol>
        </>
      )}
    </section>
  );
}

type Role = keyof typeof prose.chain.role;

interface CardProps {
  readonly certificate: Certificate;
  readonly role: Role;
  readonly issuer: Certificate | undefined;
  readonly report: Report;
  readonly hasPem: boolean;
}

function Card({ certificate, role, issuer, report, hasPem }: CardProps) {
  const { public_key: key } = certificate;
  const words = prose.certificates;
  const facts = [
    { name: "public_key", label: words.key, value: words.keyValue(key) },
    { name: "signature_algorithm", label: words.signature, value: certificate.signature_algorithm },
  ];
  const more = [
    { name: "subject", label: words.subject, value: certificate.subject },
    { name: "issuer", label: words.issuer, value: certificate.issuer },
    { name: "serial_number", label: words.serialNumber, value: certificate.serial_number },
    { name: "fingerprint_sha256", label: words.fingerprint, value: certificate.fingerprint_sha256 },
  ];
  return (
    <li class={`certificate is-${role}`} id={certificateId(certificate.fingerprint_sha256)}>
      <p class="role">{prose.chain.role[role]}</p>
      <h3>{commonName(certificate.subject)}</h3>
      <div class="identity">
        <p class="source">{words.source[certificate.source]}</p>
        <Lifetime certificate={certificate} now={report.started_at} />
        <CertificateStatus certificate={certificate} report={report} />
      </div>
      <div class="identity">
        <Names names={[...certificate.dns_names, ...certificate.ip_addresses]} />
        <Facts facts={facts} />
      </div>
      <div class="folded">
        <details>
          <summary>{prose.chain.details}</summary>
          <Facts facts={more} />
        </details>
        {hasPem
          ? <Pem certificate={certificate} isMissing={certificate.source === "aia"} />
          : <p class="hint">{prose.chain.pemBeyond}</p>}
        {certificate.text !== undefined && (
          <details class="text">
            <summary>{words.text}</summary>
            <pre tabindex={0}>{certificate.text}</pre>
          </details>
        )}
      </div>
      {issuer && (
        <p class="signer">
          {prose.chain.signedBy}{" "}
          <a href={`#${certificateId(issuer.fingerprint_sha256)}`}>{commonName(issuer.subject)}</a>
        </p>
      )}
    </li>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const folded = names.slice(maxNamesShown, maxNamesShown + maxNamesFolded);
  const beyond = names.length - maxNamesShown - folded.length;
  return (
    <div class="names">
      <p class="label">{prose.certificates.names}</p>
      <NameList names={names.slice(0, maxNamesShown)} />
      {folded.length > 0 && (
        <details>
          <summary>{prose.certificates.moreNames(names.length - maxNamesShown)}</summary>
          <NameList names={folded} />
          {beyond > 0 && <p class="hint">{prose.certificates.namesBeyond(beyond)}</p>}
        </details>
      )}
    </div>
  );
}

function NameList({ names }: { readonly names: readonly string[] }) {
  return <ul>{names.map((name) => <li>{name}</li>)}</ul>;
}
