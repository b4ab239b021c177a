/** The runtime's own TLS stack came to another end than we did. What it does not know it cannot dispute. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function nativeDisagrees(input: RuleInput): Finding[] {
  const { native, chain, steps } = input;
  if (native === null || !comparable(input)) return [];
  const failed = steps.find(({ status }) => status === "fail");
  const accepted = failed === undefined && chain?.error === null;
  if (native.outcome === "trusted" && !accepted) {
    const ours = chain?.error?.message ?? failed?.error?.message ?? "the handshake did not complete";
    return [finding(`${native.api} trusts the server; we do not: ${ours}`)];
  }
  if (native.outcome === "refused" && accepted) {
    const reason = native.error ?? "it gives no reason";
    return [otherRoots(input) ?? finding(`We accept the server; ${native.api} does not: ${reason}`)];
  }
  return [];
}

/** Trusted by Mozilla, and not by this system: its own list of roots is another. */
function otherRoots({ native, chain, certificates, publiclyTrusted }: RuleInput): Finding | null {
  if (!publiclyTrusted || !/unknown ?issuer|local issuer|issuer certificate/i.test(native?.error ?? "")) {
    return null;
  }
  const anchor = chain?.paths[0]?.certificates.at(-1);
  const root = certificates.find(({ fingerprint_sha256 }) => fingerprint_sha256 === anchor)?.subject;
  return {
    ...finding(
      `The chain leads to ${root === undefined ? "a root" : JSON.stringify(root)} in Mozilla's root store; ` +
        `${native!.api} trusts the roots of this system or runtime, and that is not among them (${
          native!.error
        })`,
    ),
    title: "Trusted by Mozilla, not by this system",
    remedy: "Update the certificates of this system; clients of the server that are as old refuse it too",
  };
}

/** Whether both looked at the same handshake and asked the same question of it. */
function comparable({ target, steps }: RuleInput): boolean {
  const hidden = steps.some(({ status }) => status === "unobserved");
  // In TLS 1.3 the server's refusal comes after a handshake that has already succeeded for the client.
  const refusedLater = steps.some(({ error }) => error?.code === "client_certificate_required");
  const isAddress = target.hostname.includes(":") || /^\d+(\.\d+){3}$/.test(target.hostname);
  const sameName = isAddress || target.server_name !== null;
  return !hidden && !refusedLater && sameName;
}

function finding(detail: string): Finding {
  return {
    id: "native.disagrees",
    severity: "low",
    title: "The runtime's own handshake ended otherwise",
    detail,
    remedy:
      "Compare both: the two differ in what they offer and in how they judge a chain, and clients of this server may differ too",
    evidence: ["authentication"],
    references: [],
  };
}
