/** What scripted servers may show, each with one thing that is wrong, at `validAt`. */
import { sharedSigningKey } from "../../src/crypto/signing_key.ts";
import {
  certificateAuthority,
  type CertificateOptions,
  issue,
  type IssuedCertificate,
  selfSigned,
} from "../../src/demo/certificates.ts";
import {
  scriptedAuthority,
  type ServerCertificate,
  serverName,
  validAt,
} from "../support/scripted_server/certificates.ts";

/** Under the authority that the checks trust. */
export async function issued(options: CertificateOptions = {}): Promise<ServerCertificate> {
  return show(await issue(await scriptedAuthority(), await named(options)));
}

/** From and to so many days after `validAt`, or before it. */
export function dated(from: number, to: number): Promise<ServerCertificate> {
  const after = (days: number) => new Date(validAt.getTime() + days * 86_400_000);
  return issued({ notBefore: after(from), notAfter: after(to) });
}

export async function signedByItself(): Promise<ServerCertificate> {
  return show(await selfSigned({ ...await named(), now: validAt }));
}

export async function withoutIntermediate(): Promise<ServerCertificate> {
  const intermediate = await certificateAuthority({
    subject: "Scripted Intermediate",
    issuer: await scriptedAuthority(),
  });
  return show(await issue(intermediate, await named()));
}

export async function fromStranger(): Promise<ServerCertificate> {
  const stranger = await certificateAuthority({ subject: "Stranger", now: validAt });
  return show(await issue(stranger, await named()), stranger);
}

async function named(options: CertificateOptions = {}): Promise<CertificateOptions> {
  return { dnsNames: [serverName], key: await sharedSigningKey("P-256"), ...options };
}

function show(leaf: IssuedCertificate, ...others: readonly IssuedCertificate[]): ServerCertificate {
  return { chain: [leaf, ...others].map(({ der }) => der), key: leaf.key };
}
