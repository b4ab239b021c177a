/** The gallery's rows of chains that lead to a trusted root and break a rule on the way, one for each kind of error. */
import { sharedSigningKey } from "../crypto/signing_key.ts";
import {
  type AuthorityOptions,
  certificateAuthority,
  type CertificateOptions,
  issue,
} from "./certificates.ts";
import { implicit, nullValue, sequence } from "./der.ts";
import { extension } from "./extensions.ts";
import type { GalleryContext, GalleryRow } from "./gallery_rows.ts";
import { here } from "./here.ts";
import type { LoopbackServer } from "./loopback.ts";
import { dnsName } from "./names.ts";
import { startTlsServer } from "./tls_server.ts";

export const chainRows: readonly GalleryRow[] = [
  {
    id: "forged-signature",
    title: "Forged signature",
    explanation: "The certificate names an intermediate as its issuer whose key did not sign it.",
    expected: { verdict: "fail", code: "bad_signature" },
    start: async (context) => serve(context, {}, { signedBy: await sharedSigningKey("P-256", "forger") }),
  },
  {
    id: "weak-key",
    title: "Weak key",
    explanation: "The intermediate's key is RSA with 1024 bits, which can be factored.",
    expected: { verdict: "fail", code: "weak_key" },
    start: async (context) => serve(context, { key: await sharedSigningKey("RSA-1024", "intermediate") }),
  },
  {
    id: "weak-signature",
    title: "Weak signature",
    explanation: "The certificate is signed over SHA-1, which can be made to fit another certificate.",
    expected: { verdict: "fail", code: "weak_signature" },
    start: async (context) => {
      const key = await sharedSigningKey("RSA-2048", "intermediate");
      return serve(context, { key }, { signatureHash: "SHA-1" });
    },
  },
  {
    id: "name-constraints",
    title: "Name constraints",
    explanation: "The intermediate may issue for one domain only, and has issued for another.",
    expected: { verdict: "fail", code: "name_constraint_violation" },
    start: (context) => serve(context, { nameConstraints: { permitted: [dnsName("example.org")] } }),
  },
  {
    id: "path-too-long",
    title: "Path too long",
    explanation: "The intermediate may issue no other intermediates, and has issued one.",
    expected: { verdict: "fail", code: "path_length_exceeded" },
    start: async ({ intermediate, port }) => {
      const second = await certificateAuthority({ ...named("Second Intermediate"), issuer: intermediate });
      const leaf = await issue(second, here);
      return startTlsServer({ chain: [leaf, second, intermediate], protocolVersion: "TLSv1.3", port });
    },
  },
  {
    id: "not-an-authority",
    title: "Issued by no authority",
    explanation: "The owner of an ordinary certificate has signed another with it.",
    expected: { verdict: "fail", code: "not_a_ca" },
    start: (context) => serve(context, { isAuthority: false, keyUsage: ["digitalSignature", "keyCertSign"] }),
  },
  {
    id: "key-usage",
    title: "Key usage",
    explanation: "The intermediate's key may sign revocation lists, and no certificates.",
    expected: { verdict: "fail", code: "key_usage" },
    start: (context) => serve(context, { keyUsage: ["cRLSign"] }),
  },
  {
    id: "wrong-purpose",
    title: "Wrong purpose",
    explanation: "The certificate is for clients, and a server shows it.",
    expected: { verdict: "fail", code: "extended_key_usage" },
    start: (context) => serve(context, {}, { extendedKeyUsage: ["clientAuth"] }),
  },
  {
    id: "critical-extension",
    title: "Unknown critical extension",
    explanation: "The intermediate has an extension that must be understood, and nobody does.",
    expected: { verdict: "fail", code: "unknown_critical_extension" },
    start: (context) =>
      serve(context, { rawExtensions: [extension("1.3.6.1.4.1.32473.1", nullValue(), true)] }),
  },
  {
    id: "certificate-policies",
    title: "Certificate policies",
    explanation: "The intermediate demands a policy of every certificate below it, and this one has none.",
    expected: { verdict: "fail", code: "policy_violation" },
    start: (context) => {
      // RFC 5280 §4.2.1.11: requireExplicitPolicy 0
      const value = sequence(implicit(0, Uint8Array.of(0)));
      return serve(
        context,
        { rawExtensions: [extension("2.5.29.36", value, true)] },
        { certificatePolicies: null },
      );
    },
  },
];

function named(commonName: string) {
  return { subject: { C: "XX", O: "Demonstration", CN: commonName } } as const;
}

/** A server whose intermediate, or own certificate, is not as it should be. */
async function serve(
  { root, port }: GalleryContext,
  authority: Partial<AuthorityOptions>,
  server: CertificateOptions = {},
): Promise<LoopbackServer> {
  const intermediate = await certificateAuthority({
    ...named("Questionable Intermediate"),
    issuer: root,
    pathLength: 0,
    ...authority,
  });
  const leaf = await issue(intermediate, { ...here, ...server });
  return startTlsServer({ chain: [leaf, intermediate], protocolVersion: "TLSv1.3", port });
}
