/** What is known to be wrong with the other tools, each told once. A witness proves it anew wherever it shows. */
import type { Difference } from "./compare.ts";
import { anyVersion, type Feature } from "./tool_facts.ts";
import type { Tool } from "./tools.ts";

export interface Explanation {
  readonly tools: readonly Tool["name"][];
  /** Sentences. */
  readonly why: string;
  applies(difference: Difference): boolean;
}

export const explanations: readonly Explanation[] = [
  {
    tools: ["sslscan"],
    why:
      "It asks for 3DES and RC4, which its OpenSSL has not, after all others: they stand last, whatever the " +
      "server prefers.",
    applies: (difference) => difference.kind === "order" && difference.ours.some(isNotInOpenssl),
  },
  {
    tools: ["nmap", "testssl.sh"],
    why:
      "It takes a server for one without an order when that would rather have ChaCha20 where a client has it " +
      "first, as Go and servers with OpenSSL's `PRIORITIZE_CHACHA` do: among other suites their own order decides.",
    applies: (difference) => difference.kind === "preference" && difference.ours === "server",
  },
  {
    tools: ["sslscan"],
    why:
      "It asks for secure renegotiation (RFC 5746) in TLS 1.0 only, and where there is no TLS 1.0 it says that " +
      "there is none.",
    applies: isFeature("secure renegotiation", true),
  },
  {
    tools: ["sslscan"],
    why: "Before TLS 1.3 it does not ask for the groups of RFC 7919.",
    applies: (difference) =>
      difference.kind === "groups" && difference.ours === true && difference.version !== "TLS 1.3" &&
      isFiniteField(difference.name),
  },
  {
    tools: ["sslscan"],
    why:
      "Before TLS 1.3 it offers one group alone, and a server whose certificate has an ECDSA key wants the curve " +
      "of that key to be offered too (RFC 8422 §5.1).",
    applies: (difference) =>
      difference.kind === "groups" && difference.ours === true && difference.version !== "TLS 1.3" &&
      difference.version !== anyVersion && !isFiniteField(difference.name),
  },
  {
    tools: ["sslscan", "testssl.sh"],
    why: "It does not know the groups with ML-KEM.",
    applies: (difference) =>
      difference.kind === "groups" && difference.ours === true && /MLKEM/.test(difference.name),
  },
  {
    tools: ["sslscan"],
    why:
      "When it asks for signature schemes before TLS 1.3 it names no groups: the suites with ECDHE are out of " +
      "play, and with them a key that is for ECDSA.",
    applies: (difference) =>
      difference.kind === "schemes" && difference.version !== "TLS 1.3" && difference.ours === true &&
      /ecdsa|ed25519|ed448/.test(difference.name),
  },
  {
    tools: ["sslscan"],
    why:
      "It takes a ServerHello for the answer; Java says hello before it looks whether it has a key for the scheme, " +
      "and refuses then.",
    applies: (difference) =>
      difference.kind === "schemes" && difference.version === "TLS 1.3" && difference.ours === false,
  },
  {
    tools: ["testssl.sh"],
    why:
      "What it takes for a session ID or a session ticket of TLS 1.2 is a pre-shared key: its client comes to " +
      "TLS 1.3, where OpenSSL's option against tickets does not keep it from resuming.",
    applies: (difference) =>
      isFeature("session IDs", false)(difference) || isFeature("session tickets", false)(difference),
  },
  {
    tools: ["testssl.sh"],
    why:
      "In TLS 1.3 its client leaves as soon as the handshake is complete, and where the tickets come later than " +
      "that there is nothing to resume with.",
    applies: (difference) =>
      isFeature("session IDs", true)(difference) || isFeature("session tickets", true)(difference),
  },
];

function isFiniteField(group: string): boolean {
  return group.startsWith("ffdhe");
}

function isNotInOpenssl(suite: string): boolean {
  return /RC4|3DES/.test(suite);
}

function isFeature(feature: Feature, ours: boolean): Explanation["applies"] {
  return (difference) =>
    difference.kind === "features" && difference.feature === feature && difference.ours === ours;
}

/** The number that the table has for it, from 1; `null`: there is none. */
export function explanationOf(tool: Tool["name"], difference: Difference): number | null {
  const index = explanations.findIndex((each) => each.tools.includes(tool) && each.applies(difference));
  return index < 0 ? null : index + 1;
}
