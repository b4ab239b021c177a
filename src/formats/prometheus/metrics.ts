/** Every series, one row each. */
import { type Certificate, type Report, severities } from "../../report/mod.ts";
import { addressHash } from "./address_hash.ts";
import type { Labels } from "./series.ts";

export interface Metric {
  readonly name: string;
  readonly help: string;
  /** Empty where the report does not know. */
  samples(report: Report): readonly { readonly labels?: Labels; readonly value: number }[];
}

export const metrics: readonly Metric[] = [
  {
    name: "probe_success",
    help: "Displays whether or not the probe was a success",
    samples: ({ verdict }) => one(verdict === "pass" || verdict === "warn" ? 1 : 0),
  },
  {
    name: "probe_duration_seconds",
    help: "Returns how long the probe took to complete in seconds",
    samples: ({ timings }) => one(seconds(timings.total_ms)),
  },
  {
    name: "probe_dns_lookup_time_seconds",
    help: "Returns the time taken for probe dns lookup in seconds",
    samples: ({ timings }) => one(seconds(timings.dns_ms)),
  },
  {
    name: "probe_ip_protocol",
    help: "Specifies whether probe ip protocol is IP4 or IP6",
    samples: ({ address }) => address === null ? [] : one(address.includes(":") ? 6 : 4),
  },
  {
    name: "probe_ip_addr_hash",
    help: "Specifies the hash of IP address. It's useful to detect if the IP address changes.",
    samples: ({ address }) => address === null ? [] : one(addressHash(address)),
  },
  {
    name: "probe_ssl_earliest_cert_expiry",
    help: "Returns last SSL chain expiry in unixtime",
    samples: ({ certificates }) => one(earliest(certificates.filter(({ source }) => source === "sent"))),
  },
  {
    name: "probe_ssl_last_chain_expiry_timestamp_seconds",
    help: "Returns last SSL chain expiry in timestamp",
    samples: (report) => one(lastChainExpiry(report)),
  },
  {
    name: "probe_ssl_last_chain_info",
    help: "Contains SSL leaf certificate information",
    samples(report) {
      const leaf = leafOf(report);
      return info(
        leaf && {
          fingerprint_sha256: leaf.fingerprint_sha256,
          subject: leaf.subject,
          issuer: leaf.issuer,
          subjectalternative: leaf.dns_names.join(","),
          serialnumber: leaf.serial_number,
        },
      );
    },
  },
  {
    name: "probe_tls_version_info",
    help: "Returns the TLS version used or NaN when unknown",
    samples: ({ connection }) => info(connection && { version: nameOf(connection.protocol_version) }),
  },
  {
    name: "probe_tls_cipher_info",
    help: "Returns the TLS cipher negotiated during handshake",
    samples: ({ connection }) => info(connection && { cipher: nameOf(connection.cipher_suite) }),
  },
  {
    name: "probe_tls_group_info",
    help: "Returns the key exchange group negotiated during handshake",
    samples: ({ connection }) =>
      info(
        connection?.named_group &&
          { group: nameOf(connection.named_group), id: String(connection.named_group.value) },
      ),
  },
  {
    name: "tls_check_verdict_info",
    help: "The verdict: pass, warn, fail, or unknown when the target could not be checked",
    samples: ({ verdict }) => info({ verdict }),
  },
  {
    name: "tls_check_step_success",
    help: "Whether a step of the handshake passed; steps that did not happen are left out",
    samples: ({ steps }) =>
      steps.filter(({ status }) => status !== "skipped" && status !== "unobserved")
        .map(({ id, status }) => ({ labels: { step: id }, value: status === "fail" ? 0 : 1 })),
  },
  {
    name: "tls_check_step_duration_seconds",
    help: "How long a step of the handshake took",
    samples: ({ steps }) =>
      steps.flatMap(({ id, duration_ms }) =>
        duration_ms === null ? [] : [{ labels: { step: id }, value: seconds(duration_ms)! }]
      ),
  },
  {
    name: "tls_check_certificate_lifetime_remaining_ratio",
    help: "How much of its lifetime the server's certificate has left, from 1 to 0",
    samples(report) {
      const percent = leafOf(report)?.lifetime_remaining_percent ?? null;
      return percent === null ? [] : one(Number((percent / 100).toFixed(5)));
    },
  },
  {
    name: "tls_check_findings",
    help: "Findings by severity",
    samples: ({ verdict, findings }) =>
      verdict === "unknown" ? [] : severities.map((severity) => ({
        labels: { severity },
        value: findings.filter((finding) => finding.severity === severity).length,
      })),
  },
];

function one(value: number | null): readonly { readonly value: number }[] {
  return value === null ? [] : [{ value }];
}

function info(
  labels: Labels | null | undefined | false,
): readonly { readonly labels: Labels; readonly value: 1 }[] {
  return labels ? [{ labels, value: 1 }] : [];
}

function seconds(milliseconds: number | null): number | null {
  // Microseconds are as fine as clocks get.
  return milliseconds === null ? null : Math.round(milliseconds * 1000) / 1e6;
}

function nameOf({ name, hex }: { readonly name: string | null; readonly hex: string }): string {
  return name ?? hex;
}

/** `null` when none came that can be read: the first of the others is no leaf. */
function leafOf({ certificates, chain }: Report): Certificate | null {
  const leaf = chain?.paths[0]?.certificates[0];
  return certificates.find(({ fingerprint_sha256 }) => fingerprint_sha256 === leaf) ?? null;
}

/** Unix seconds; `null` when none has an end that can be read. */
function earliest(certificates: readonly Certificate[]): number | null {
  const ends = certificates.flatMap(({ not_after }) =>
    not_after === null ? [] : [Date.parse(not_after) / 1000]
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Of the trusted paths the one that lasts longest, by its certificate that ends first. */
function lastChainExpiry({ chain, certificates }: Report): number | null {
  // A path through what was fetched is not what the server sent.
  if (!chain?.trusted) return null;
  const ends = chain.paths.filter(({ trusted }) => trusted).flatMap(({ certificates: path }) =>
    earliest(certificates.filter(({ fingerprint_sha256 }) => path.includes(fingerprint_sha256))) ?? []
  );
  return ends.length === 0 ? null : Math.max(...ends);
}
