/** What a tidy server would have done otherwise: order, duplicates, what is not needed, what is missing. */
import { equalBytes } from "../../bytes/mod.ts";
import type { ReadCertificate } from "../certificate/read_all.ts";
import { nameText } from "../name/text.ts";
import { issuerAddresses } from "./ending.ts";
import type { JudgedPath } from "./judge.ts";

export interface ChainNotes {
  /** The certificates of the path were not sent in its order (RFC 5246 §7.4.2). */
  readonly wrongOrder: boolean;
  /** Positions in the Certificate message of certificates that were sent before. */
  readonly duplicates: readonly number[];
  /** Positions of certificates that the path does not need, self-signed roots not among them. */
  readonly superfluous: readonly number[];
  /** Positions of self-signed certificates behind the leaf: clients have their own. */
  readonly roots: readonly number[];
  /** Certificates behind the leaf that cannot be read. */
  readonly unreadable: readonly { readonly index: number; readonly message: string }[];
  /** Who issued the last certificate, when the chain stops short of an anchor; addresses from its AIA. */
  readonly missing: { readonly subject: string; readonly addresses: readonly string[] } | null;
}

export function chainNotes(sent: readonly ReadCertificate[], path: JudgedPath | null): ChainNotes {
  const first = ({ der }: { der: Uint8Array }) => sent.findIndex((other) => equalBytes(other.der, der));
  const positions = (path?.certificates ?? []).map(first).filter((index) => index >= 0);
  const duplicates = sent.flatMap((entry, index) => first(entry) < index ? [index] : []);
  const behind = sent.flatMap(({ certificate }, index) =>
    index > 0 && certificate !== null && !duplicates.includes(index) ? [{ certificate, index }] : []
  );
  const last = path?.end === "missing" ? path.certificates.at(-1)! : null;
  return {
    wrongOrder: positions.some((position, index) => index > 0 && position < positions[index - 1]!),
    duplicates,
    superfluous: behind
      .filter(({ certificate, index }) =>
        path !== null && !certificate.selfIssued && !positions.includes(index)
      )
      .map(({ index }) => index),
    roots: behind.filter(({ certificate }) => certificate.selfIssued).map(({ index }) => index),
    unreadable: sent.flatMap(({ error }, index) =>
      index > 0 && error !== null ? [{ index, message: error.message }] : []
    ),
    missing: last && { subject: nameText(last.issuer), addresses: issuerAddresses(last) },
  };
}
