/** From expectations as they were typed to what rules compare; one that no server could meet is refused. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import { ProtocolVersion, supportedGroups } from "../registry/mod.ts";
import type { Expectations } from "../rules/mod.ts";
import { quote } from "../target/target_error.ts";
import { defaultOffer, otherOffers } from "../tls/mod.ts";
import { nearest } from "./nearest.ts";

/** Throws `OptionError`. */
export function readExpectations(options: CheckOptions): Expectations {
  const { expectFingerprint = [], expectIssuer, expectGroup, minVersion, expectAlpn } = options;
  return {
    fingerprints: expectFingerprint.map(readFingerprint),
    issuer: expectIssuer === undefined ? null : readIssuer(expectIssuer),
    group: expectGroup === undefined ? null : readGroup(expectGroup),
    minimumVersion: minVersion === undefined ? null : readVersion(minVersion),
    applicationProtocol: expectAlpn === undefined ? null : readProtocol(expectAlpn),
  };
}

/** What is not offered is never chosen. Throws `OptionError`. */
export function mustBeOffered({ applicationProtocol }: Expectations, offered: readonly string[]): void {
  if (applicationProtocol === null || offered.includes(applicationProtocol)) return;
  throw new OptionError(
    "expect_alpn",
    `No server chooses ${quote(applicationProtocol)}, because ${
      offered.length === 0 ? "no application protocol is offered" : `only ${offered.join(", ")} are offered`
    }`,
    `Offer it too, with alpn ${[applicationProtocol, ...offered].join(",")}`,
  );
}

function readFingerprint(text: string): string {
  const digits = text.trim().replaceAll(":", "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  const isSha1 = /^[0-9a-f]{40}$/.test(digits);
  throw new OptionError(
    "expect_fingerprint",
    `${quote(text)} is not a SHA-256 fingerprint${isSha1 ? ", but as long as a SHA-1 one" : ""}`,
    'Give 64 hex digits, with or without colons, as "openssl x509 -noout -fingerprint -sha256" prints them',
  );
}

function readIssuer(text: string): string {
  if (text.trim() !== "") return text.trim();
  throw new OptionError(
    "expect_issuer",
    "There is no issuer without a name",
    'Give a whole common name, organization or distinguished name, as in "Let\'s Encrypt"',
  );
}

/** The other names by which X9.62, NIST and OpenSSL call the same curves (RFC 8422 appendix A). */
const aliases: Readonly<Record<string, string>> = {
  "prime256v1": "secp256r1",
  "p-256": "secp256r1",
  "p-384": "secp384r1",
  "p-521": "secp521r1",
};

function readGroup(text: string): number {
  const typed = text.trim().toLowerCase();
  const name = aliases[typed] ?? typed;
  const number = /^0x[0-9a-f]{1,4}$/.test(typed) ? Number(typed) : null;
  const group = supportedGroups.entries.find((entry) =>
    entry.value === number || entry.name.toLowerCase() === name
  );
  const offered = otherOffers.widest(defaultOffer(null, [])).groups;
  if (group !== undefined && offered.includes(group.value)) return group.value;
  const names = offered.map((value) => supportedGroups.entry(value)!.name);
  const near = number === null ? nearest(name, names.map((one) => one.toLowerCase())) : null;
  throw new OptionError(
    "expect_group",
    group === undefined
      ? `${quote(text)} is not a group`
      : `No server chooses ${group.name} here, because it is never offered`,
    near === null
      ? `The groups are ${names.join(", ")}; a number fits too, as in 0x11ec`
      : `Did you mean ${names.find((one) => one.toLowerCase() === near)}?`,
  );
}

const versions: Readonly<Record<string, number>> = {
  "1.0": ProtocolVersion.TLS_1_0,
  "1.1": ProtocolVersion.TLS_1_1,
  "1.2": ProtocolVersion.TLS_1_2,
  "1.3": ProtocolVersion.TLS_1_3,
};

/** `1.2`, and as programs write it: `TLS 1.2`, `TLS1.2`, `TLSv1.2`, `tls1_2`. */
function readVersion(text: string): number {
  const [, number] = /^(?:tls[ _-]?v?)?(1[._]\d)$/i.exec(text.trim()) ?? [];
  const version = versions[number?.replace("_", ".") ?? ""];
  if (version !== undefined) return version;
  throw new OptionError(
    "min_version",
    `${quote(text)} is not a version of TLS`,
    `Give one of ${Object.keys(versions).join(", ")}, as in "1.2" or "TLS 1.3"`,
  );
}

function readProtocol(text: string): string {
  if (text !== "") return text;
  throw new OptionError(
    "expect_alpn",
    "There is no application protocol without a name",
    'Give the name of one that is offered, as in "h2"',
  );
}
