/**
 * What had to be left out of the ClientHello, or added to it, before the server answered at all.
 *
 * The ordinary ClientHello says what browsers say. A web server that refuses it is one that browsers do not reach,
 * however good the rest is: high. Clients of other protocols say less, and may get along with it: medium.
 */
import type { Attempt, Finding, Severity } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

type Variation = Exclude<Attempt["variation"], "ordinary">;

export function intolerance({ target, attempts }: RuleInput): Finding[] {
  const [first, ...others] = attempts;
  const answered = others.find(({ reached_server_hello }) => reached_server_hello);
  if (first === undefined || answered === undefined || answered.variation === "ordinary") return [];
  // A version that nobody offered is all it has: that, and not how it was asked, is what is wrong.
  const answer = answered.error?.code === "unsupported_version"
    ? onlyOldVersion(answered)
    : about[answered.variation];
  const { id, severity, title, detail, remedy, references } = answer;
  const isWeb = target.protocol === "https";
  return [{
    id,
    severity: severity?.(isWeb) ?? (isWeb ? "high" : "medium"),
    title,
    detail: `${first.error?.message ?? "The server did not answer"}; ${detail}`,
    remedy,
    evidence: ["client_hello", "server_hello"],
    references: [...references],
  }];
}

type About = Pick<Finding, "id" | "title" | "detail" | "remedy"> & {
  /** Where it is another than for the rest. */
  readonly severity?: (isWeb: boolean) => Severity;
  readonly references: readonly string[];
};

function onlyOldVersion({ error }: Attempt): About {
  return {
    id: "protocol.only_ssl3",
    severity: () => "critical",
    title: "Speaks nothing newer than SSL 3.0",
    detail: `then it answered: ${error!.message}`,
    remedy: "Replace the server's TLS library: SSL 3.0 has been broken since 2014",
    references: ["RFC 7568"],
  };
}

const about: { readonly [Id in Variation]: About } = {
  one_packet: {
    id: "tolerance.large_client_hello",
    title: "Does not tolerate a ClientHello split over two packets",
    detail: "without the post-quantum key share, in a ClientHello that fits one packet, it answered",
    remedy:
      "Update the server or the box in front of it: browsers send a large ClientHello today, and it must be read to its end",
    references: ["RFC 9846 §4.2.2", "RFC 10024"],
  },
  without_tls13: {
    id: "tolerance.tls13",
    title: "Does not tolerate a ClientHello with TLS 1.3",
    detail: "to a ClientHello without TLS 1.3 and its extensions it answered",
    remedy:
      "Update the server or the box in front of it: it must ignore versions and extensions it does not know",
    references: ["RFC 9846 §4.2.1", "RFC 8701"],
  },
  without_server_name: {
    id: "tolerance.server_name",
    title: "Does not know this server name",
    detail: "to a ClientHello without a server name it answered",
    remedy: "Configure this name on the server, or check the name that it is known by (--sni)",
    references: ["RFC 6066 §3"],
  },
  without_application_protocols: {
    id: "tolerance.application_protocols",
    // Where the target does not say what it speaks, what was offered is only our guess.
    severity: (isWeb) => isWeb ? "high" : "low",
    title: "Refuses every application protocol that was offered",
    detail: "to a ClientHello without ALPN it answered",
    remedy:
      "Configure the protocols that clients speak, such as h2 and http/1.1, or check with its own (--alpn)",
    references: ["RFC 7301 §3.2"],
  },
  widest: {
    id: "cipher_suite.not_in_browsers",
    title: "Offers nothing that browsers speak",
    detail: "only with cipher suites, groups or signatures that browsers do not have it answered",
    remedy: "Turn on a modern cipher suite, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, or TLS 1.3",
    references: ["RFC 9325 §4.2"],
  },
  oldest: {
    id: "tolerance.extensions",
    title: "Speaks TLS 1.0 only, and tolerates no extensions",
    detail: "to the shortest ClientHello of TLS 1.0 it answered",
    remedy: "Replace the server's TLS library: browsers have not spoken to such servers since 2020",
    references: ["RFC 8996"],
  },
  only_weak: {
    id: "cipher_suite.only_outdated",
    // The suite it chose is judged by itself, where it is weak; where it is only rare, the fault is ours.
    severity: () => "medium",
    title: "Offers only cipher suites that clients have given up",
    detail: "only when such suites were offered it answered",
    remedy: "Turn on a modern cipher suite, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, or TLS 1.3",
    references: ["RFC 9325 §4.1"],
  },
  ssl2: {
    id: "protocol.only_ssl2",
    severity: () => "critical",
    title: "Speaks SSL 2.0 only",
    detail: "to the ClientHello of SSL 2.0 it answered",
    remedy: "Replace the server: SSL 2.0 has been broken since 1996",
    references: ["RFC 6176"],
  },
};
