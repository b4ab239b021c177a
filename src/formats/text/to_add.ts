/** The certificates that the server should send too, in PEM: ready to be put into its file. */
import type { Certificate, Report } from "../../report/mod.ts";
import { hanging, type Page } from "./page.ts";

/** RFC 7468 §2: lines of 64 characters, on a terminal that is wide enough. */
const lineLength = 64;

export function toAdd({ chain, certificates }: Report, page: Page): string[] {
  if (chain?.error == null) return [];
  const completed = chain.paths.find(({ trusted }) => trusted)?.certificates ?? [];
  const fetched = certificates.filter(({ source, fingerprint_sha256 }) =>
    source === "aia" && completed.includes(fingerprint_sha256)
  );
  if (fetched.length === 0) return [];
  const heading = "To add to the server's certificate file, behind its own certificate";
  return [
    ...hanging("", 0, heading, page).map((line) => page.style.bold(line)),
    ...fetched.flatMap((certificate) => pem(certificate, Math.min(lineLength, page.width))),
  ];
}

function pem({ cert_data }: Certificate, length: number): string[] {
  const lines = cert_data.match(new RegExp(`.{1,${length}}`, "g")) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"];
}
