/** What is known to be wrong with the other tools, each told once. A witness proves it anew wherever it shows. */
import type { Difference } from "./compare.ts";
import type { Feature } from "./tool_facts.ts";
import type { Tool } from "./tools.ts";

export interface Explanation {
  readonly tool: Tool["name"];
  /** Sentences. */
  readonly why: string;
  applies(difference: Difference): boolean;
}

export const explanations: readonly Explanation[] = [
  {
    tool: "sslscan",
    why:
      "It asks for 3DES and RC4, which its OpenSSL has not, after all others: they stand last, whatever the " +
      "server prefers.",
    applies: (difference) => difference.kind === "order" && difference.ours.some(isNotInOpenssl),
  },
  {
    tool: "nmap",
    why:
      "It takes a server for one without an order when that would rather have ChaCha20 where a client has it " +
      "first, as Go and servers with OpenSSL's `PRIORITIZE_CHACHA` do: among other suites their own order decides.",
    applies: (difference) => difference.kind === "preference" && difference.ours === "server",
  },
  {
    tool: "sslscan",
    why:
      "It asks for secure renegotiation (RFC 5746) in TLS 1.0 only, and where there is no TLS 1.0 it says that " +
      "there is none.",
    applies: isFeature("secure renegotiation", true),
  },
  {
    tool: "sslscan",
    why:
      "Before TLS 1.3 it offers one group alone, and a server whose certificate has an ECDSA key wants the curve " +
      "of that key to be offered too (RFC 8422 §5.1).",
    applies: (difference) =>
      difference.kind === "groups" && difference.ours === true && difference.version !== "TLS 1.3",
  },
  {
    tool: "sslscan",
    why: "It does not know the groups with ML-KEM.",
    applies: (difference) =>
      difference.kind === "groups" && difference.ours === true && /MLKEM/.test(difference.name),
  },
];

function isNotInOpenssl(suite: string): boolean {
  return /RC4|3DES/.test(suite);
}

function isFeature(feature: Feature, ours: boolean): Explanation["applies"] {
  return (difference) =>
    difference.kind === "features" && difference.feature === feature && difference.ours === ours;
}

/** The number that the table has for it, from 1; `null`: there is none. */
export function explanationOf(tool: Tool["name"], difference: Difference): number | null {
  const index = explanations.findIndex((each) => each.tool === tool && each.applies(difference));
  return index < 0 ? null : index + 1;
}
