/** What a key may be used for (RFC 5280 §4.2.1.3, §6.1.4 (n)). */
import { basicConstraints, keyUsage } from "../extension/mod.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const keyUsageRule: CertificateRule = (certificate, role) => {
  const usage = certificate.extension(keyUsage);
  const cA = certificate.extension(basicConstraints)?.cA ?? false;
  const violations: Violation[] = [];
  const add = (
    violation: Pick<Violation, "rule" | "code" | "breaks" | "message">,
    hint = remedy(role),
    reference = keyUsage.reference,
  ) => violations.push({ ...violation, certificate, hint, reference });

  if (role !== "leaf" && usage !== null && !usage.has("keyCertSign")) {
    add({
      rule: "key_cert_sign_missing",
      code: "key_usage",
      breaks: "path",
      message: `${mention(certificate, role)} may not sign certificates: its keyUsage has no keyCertSign`,
    }, remedy(role, "with keyCertSign in its keyUsage"));
  }
  if (role !== "leaf" && usage === null && certificate.version === 3) {
    add({
      rule: "key_usage_missing",
      code: "key_usage",
      breaks: "rfc5280",
      message: `${mention(certificate, role)} is a certification authority without a keyUsage extension`,
    }, remedy(role, "with keyCertSign in its keyUsage"));
  }
  const isForServers = SERVER_USES.some((use) => usage?.has(use));
  if (role === "leaf" && usage !== null && !isForServers) {
    add({
      rule: "no_use_for_servers",
      code: "key_usage",
      // As a path it is valid when the leaf is an authority; as a server's certificate it never is.
      breaks: cA ? "tls" : "path",
      message: `The certificate's keyUsage is ${
        list(usage)
      }, and a server needs digitalSignature (or, before TLS 1.3, keyEncipherment or keyAgreement)`,
    }, remedy(role, "with digitalSignature in its keyUsage"));
  } else if (role === "leaf" && usage !== null && !usage.has("digitalSignature")) {
    // Right where the key exchange has no signature; whoever knows the handshake can tell.
    add(
      {
        rule: "no_digital_signature",
        code: "key_usage",
        breaks: "advice",
        message: `The certificate's keyUsage is ${list(usage)}, without digitalSignature`,
      },
      remedy(role, "with digitalSignature in its keyUsage"),
      "RFC 9846 §4.5.1",
    );
  }
  // RFC 5280 §4.2.1.9: without the cA boolean, keyCertSign MUST NOT be asserted
  if (!cA && usage?.has("keyCertSign")) {
    add({
      rule: "key_cert_sign_without_ca",
      code: "key_usage",
      breaks: "rfc5280",
      message: `${mention(certificate, role)} asserts keyCertSign and is not a certification authority`,
    }, remedy(role, "without keyCertSign in its keyUsage"));
  }
  if (role === "leaf" && cA && usage !== null && !usage.has("keyCertSign")) {
    add({
      rule: "ca_without_key_cert_sign",
      code: "key_usage",
      breaks: "web",
      message:
        "The certificate says that it is a certification authority, and its key may not sign certificates",
    });
  }
  return violations;
};

/** RFC 9846 §4.5.1 wants digitalSignature; older key exchanges use the others. */
const SERVER_USES = ["digitalSignature", "keyEncipherment", "keyAgreement"] as const;

function list(usage: ReadonlySet<string>): string {
  return usage.size === 0 ? "empty" : [...usage].join(", ");
}
