/** Keys that are too weak, or that a public server certificate may not have (CA/B BR §6.1.5, §6.1.6). */
import type { CertificateRule } from "./rule.ts";
import { mention, type Role, type Violation } from "./violation.ts";

export const publicKey: CertificateRule = (certificate, role) => {
  const key = certificate.publicKey;
  const violations: Violation[] = [];
  const add = (rule: string, breaks: Violation["breaks"], what: string) =>
    violations.push({
      rule,
      code: "weak_key",
      breaks,
      certificate,
      message: `${mention(certificate, role)} ${what}`,
      hint: remedies[role],
      reference: "CA/B BR §6.1.5",
    });

  if (key === null) {
    add("unreadable_key", "path", "has a public key that cannot be read");
    return violations;
  }
  const { algorithm, bits, curve, publicExponent } = key;
  if (algorithm === "RSA" || algorithm === "RSASSA-PSS") {
    if (bits !== null && bits < MINIMUM_RSA_BITS) {
      add(
        "short_rsa_key",
        "path",
        `has an RSA key of ${bits} bits; below ${MINIMUM_RSA_BITS} it can be factored`,
      );
    } else if (bits !== null && bits % 8 !== 0) {
      add("odd_rsa_key", "web", `has an RSA key of ${bits} bits, which is no whole number of octets`);
    }
    if (publicExponent !== null && (publicExponent < 3n || publicExponent % 2n === 0n)) {
      add(
        "bad_rsa_exponent",
        "path",
        `has an RSA key whose exponent is ${publicExponent < 3n ? publicExponent : "even"}`,
      );
    }
  } else if (algorithm === "EC") {
    if (curve === null || !CURVES.includes(curve)) {
      // Below 256 bits, or a curve that is not even known here: no client can use it.
      const weak = bits === null || bits < 256;
      add(
        "curve_not_allowed",
        weak ? "path" : "web",
        `has an EC key on ${curve ?? "an unnamed curve"}, not on P-256, P-384 or P-521`,
      );
    }
  } else if (EDWARDS.includes(algorithm)) {
    add("edwards_key", "advice", `has an ${algorithm} key, which browsers do not take`);
  } else {
    add("key_not_allowed", "path", `has a key of the kind ${algorithm}, which no TLS client uses`);
  }
  return violations;
};

const MINIMUM_RSA_BITS = 2_048;
const CURVES: readonly string[] = ["P-256", "P-384", "P-521"];
const EDWARDS: readonly string[] = ["Ed25519", "Ed448"];

const remedies: Readonly<Record<Role, string>> = {
  leaf: "Make a new key (P-256, or RSA with 2048 bits or more) and have a certificate issued for it",
  intermediate: "Ask the issuer for a certificate from an intermediate with a stronger key",
  anchor: "Use a chain to a root with a stronger key",
};
