/** Compression of what is encrypted: its length gives away what it says. */
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const tlsCompression: DeepRule = (facts, { target }) => {
  if (!facts.compression?.accepted) return [];
  return [{
    id: "compression.accepted",
    severity: severityOf("discouraged", target),
    title: "TLS-level compression",
    detail: `The server compresses what it encrypts${
      alsoNamed(exposedTo(facts, "crime"))
    }: the length of a request tells what it has in common with a cookie`,
    remedy: "Turn off TLS-level compression",
    evidence: ["server_hello"],
    references: ["RFC 9325 §3.3", "CVE-2012-4929"],
  }];
};
