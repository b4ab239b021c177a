/** What a profile asks of the certificates that were sent. */
import type { Certificate, Connection, DeepFacts } from "../../report/mod.ts";
import type { RequirementCheck, SetCheck } from "../../report/profile.ts";
import { MalformedCertificateError, ocspAddresses, parseCertificate } from "../../x509/mod.ts";
import type { Outcome } from "./outcome.ts";
import { checkSet, matchesAny } from "./set_check.ts";

type Keys = Extract<RequirementCheck, { certificate_keys: unknown }>["certificate_keys"];
type PublicKey = Pick<Certificate["public_key"], "algorithm" | "bits" | "curve">;

const noCertificate: Outcome = { status: "unknown", detail: "No certificate came" };

/** The server's own keys: a server may have one certificate for each kind. */
export function checkCertificateKeys(
  allowed: Keys,
  [leaf]: readonly Certificate[],
  { served_certificates }: DeepFacts,
): Outcome {
  if (leaf === undefined) return noCertificate;
  const keys = served_certificates?.by_key.map(({ public_key }) => public_key) ?? [];
  const all = [leaf.public_key, ...keys];
  const wrong = all.filter((key) => !allowed.some((kind) => isOf(key, kind)));
  const names = [...new Set((wrong.length > 0 ? wrong : all).map(keyName))].join(", ");
  return wrong.length > 0
    ? { status: "not_met", detail: `Keys that should not be: ${names}` }
    : { status: "met", detail: names };
}

function isOf(key: PublicKey, { algorithm, curves, minimum_bits }: Keys[number]): boolean {
  return namesOf(key).some((name) => matchesAny(name, [algorithm])) &&
    (curves === undefined || key.curve !== null && matchesAny(key.curve, curves)) &&
    (minimum_bits === undefined || key.bits !== null && key.bits >= minimum_bits);
}

/** A guideline speaks of the signature, X.509 of the key (RFC 5480). */
function namesOf({ algorithm }: PublicKey): readonly string[] {
  return algorithm === "EC" ? ["EC", "ECDSA"] : [algorithm];
}

function keyName({ algorithm, curve, bits }: PublicKey): string {
  return curve === null ? `${algorithm} ${bits ?? ""}`.trim() : `${algorithm} ${curve}`;
}

/** `of`: the server's own, or all that it sends; an anchor's signature proves nothing, and nobody looks at it. */
export function checkCertificateSignatures(
  check: SetCheck,
  of: "leaf" | "sent",
  certificates: readonly Certificate[],
): Outcome {
  const signed = certificates.filter(({ source, subject, issuer }) =>
    source === "sent" && subject !== issuer
  );
  const looked = of === "sent" && signed.length > 0 ? signed : certificates.slice(0, 1);
  if (looked.length === 0) return noCertificate;
  const found = [...new Set(looked.map(({ signature_algorithm }) => signature_algorithm))];
  return checkSet(check, { found, complete: true }, "Signatures");
}

const DAY_MS = 86_400_000;

export function checkLifetime(maximumDays: number, [leaf]: readonly Certificate[]): Outcome {
  if (leaf === undefined || leaf.not_before === null || leaf.not_after === null) return noCertificate;
  // RFC 5280 §4.1.2.5: both ends are included.
  const days = (Date.parse(leaf.not_after) - Date.parse(leaf.not_before) + 1000) / DAY_MS;
  return {
    status: days > maximumDays ? "not_met" : "met",
    detail: `It lives ${Number(days.toFixed(1))} days, and ${maximumDays} is the most`,
  };
}

export function checkStapling(connection: Connection | null, [leaf]: readonly Certificate[]): Outcome {
  if (connection === null || leaf === undefined) return noCertificate;
  if (connection.ocsp_stapled) return { status: "met", detail: "An OCSP response was stapled" };
  if (!hasResponder(leaf)) {
    return { status: "met", detail: "The certificate names no OCSP responder to staple from" };
  }
  return { status: "not_met", detail: "No OCSP response was stapled" };
}

function hasResponder({ cert_data }: Certificate): boolean {
  try {
    return ocspAddresses(parseCertificate(Uint8Array.fromBase64(cert_data))).length > 0;
  } catch (error) {
    if (error instanceof MalformedCertificateError) return true;
    throw error;
  }
}
