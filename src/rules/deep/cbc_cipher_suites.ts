/** CBC: authenticated before it is encrypted, unless both sides have encrypt-then-MAC, which browsers have not. */
import { TLS_1_2, TLS_1_3 } from "../../registry/mod.ts";
import { acceptedSuites, acceptsSuite, acceptsVersion, allSuitesAreKnown, list, named } from "./accepted.ts";
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import { isSuite } from "./suite_kinds.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const cbcCipherSuites: DeepRule = (facts, { target }) => {
  const attacks = alsoNamed(exposedTo(facts, "lucky13"));
  if (hasNothingElse(facts)) {
    return [{
      id: "cipher_suite.no_authenticated_encryption",
      severity: severityOf("discouraged", target),
      title: "No authenticated encryption",
      detail: `No suite of what the server accepts has AES-GCM, AES-CCM or ChaCha20-Poly1305${attacks}`,
      remedy: "Turn on a suite such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, or TLS 1.3",
      evidence: ["server_hello"],
      references: ["RFC 9325 §4.2", "Mozilla guideline 6.0"],
    }];
  }
  if (facts.extensions?.encrypt_then_mac !== false) return [];
  const suites = acceptedSuites(facts).filter(({ version, suite }) =>
    version.value === TLS_1_2 && isSuite("cbc", suite.name)
  );
  if (suites.length === 0) return [];
  return [{
    id: "cipher_suite.cbc_without_encrypt_then_mac",
    severity: severityOf("inBrowsers", target),
    title: "CBC without encrypt-then-MAC",
    detail: `The server accepts ${
      list(suites.map(({ suite }) => named(suite)))
    } and does not have encrypt-then-MAC: ` +
      `how safe they are hangs on how carefully its library is written${attacks}`,
    remedy: "Turn the suites with CBC off, or use a TLS library that has encrypt-then-MAC",
    evidence: ["server_hello"],
    references: ["RFC 9325 §4.2", "RFC 7366"],
  }];
};

/** In TLS 1.2, and there is no TLS 1.3. */
function hasNothingElse(facts: Parameters<DeepRule>[0]): boolean {
  return acceptsVersion(facts, TLS_1_3) === false && acceptsVersion(facts, TLS_1_2) === true &&
    allSuitesAreKnown(facts, TLS_1_2) === true &&
    acceptedSuites(facts).length > 0 && acceptsSuite(facts, "authenticatedEncryption", TLS_1_2) === false;
}
