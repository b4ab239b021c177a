/** What a server must pass over, and stumbles on. */
import { TLS_1_3 } from "../../registry/mod.ts";
import type { DeepFacts, Finding } from "../../report/mod.ts";
import { acceptsVersion, list } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

type ToleranceTest = NonNullable<DeepFacts["protocol_versions"]>["tolerance"][number]["test"];

export const tolerance: DeepRule = (facts, { target }) => {
  const { protocol_versions, encrypted_client_hello } = facts;
  const findings: Finding[] = [];
  const failed = (protocol_versions?.tolerance ?? []).filter(({ test, tolerated }) =>
    tolerated === false && !(test === "newer_legacy_version" && mayRefuseIt(facts))
  );
  if (failed.length > 0) {
    findings.push({
      id: "tolerance.unknown_values",
      severity: severityOf("forbidden", target),
      title: "Does not tolerate what it does not know",
      detail: `A ClientHello with ${
        list(failed.map(({ test }) => words[test]))
      } is not answered as one without: ` +
        "the next version of TLS, or the next client, does not get through",
      remedy: "Update the server or the box in front of it: it must ignore what it does not know",
      evidence: ["client_hello", "server_hello"],
      references: ["RFC 9846 §4.2.2", "RFC 8701"],
    });
  }
  if (encrypted_client_hello?.tolerated === false) {
    findings.push({
      id: "tolerance.encrypted_client_hello",
      severity: severityOf(target.protocol === "https" ? "refused" : "refusedBySome", target),
      title: "Does not tolerate an encrypted ClientHello",
      detail: `${
        encrypted_client_hello.refusal?.message ?? "The server did not answer"
      }: browsers send the extension to every server, with nothing in it that could be read`,
      remedy: "Update the server or the box in front of it: it must ignore extensions that it does not know",
      evidence: ["client_hello", "server_hello"],
      references: ["RFC 9849 §6.2", "RFC 9846 §4.2.2"],
    });
  }
  return findings;
};

const words: Readonly<Record<ToleranceTest, string>> = {
  newer_legacy_version: "a newer version in legacy_version",
  newer_supported_version: "a newer version in supported_versions",
  unknown_extension: "an unknown extension",
  unknown_cipher_suite: "an unknown cipher suite",
};

/** RFC 9846 §4.3.1: a server of TLS 1.3 may refuse a newer legacy_version. Unless it is known to be older, it may be one. */
function mayRefuseIt(facts: DeepFacts): boolean {
  return acceptsVersion(facts, TLS_1_3) !== false;
}
