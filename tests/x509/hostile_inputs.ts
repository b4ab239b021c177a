/** Certificates that are made to cost a judgement as much as they can: as large as is looked at, and badly shaped. */
import { brainpoolP512r1 } from "@noble/curves/misc.js";
import { concat } from "../../src/bytes/mod.ts";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import {
  type AuthorityOptions,
  certificateAuthority,
  type CertificateOptions,
  issue,
  type IssuedCertificate,
  selfSigned,
} from "../../src/demo/certificates.ts";
import {
  bitString,
  type Der,
  explicit,
  integer,
  nullValue,
  objectIdentifier,
  sequence,
} from "../../src/demo/der.ts";
import { extension } from "../../src/demo/extensions.ts";
import { directoryName, dnsName } from "../../src/demo/names.ts";
import type { ChainErrorCode } from "../../src/x509/mod.ts";
import { now } from "./support.ts";

export interface HostileInput {
  readonly name: string;
  /** What a server would send. */
  make(): Promise<readonly IssuedCertificate[]>;
  /** The chain's error, where it is known beforehand; `null`: none. */
  readonly expected?: ChainErrorCode | null;
}

const key = await generateSigningKey("P-256");
/** What they lead to. */
export const root = await certificateAuthority({ subject: "Root", now, key });

const inputs: HostileInput[] = [];
export const hostileInputs: readonly HostileInput[] = inputs;

function hostile(
  name: string,
  make: HostileInput["make"],
  expected?: { readonly code: ChainErrorCode | null },
): void {
  inputs.push({ name, make, ...(expected && { expected: expected.code }) });
}

const leaf = (options: CertificateOptions) => issue(root, { dnsNames: ["www.example.com"], key, ...options });
const below = async (authority: Partial<AuthorityOptions>, options: CertificateOptions = {}) => {
  const intermediate = await certificateAuthority({ subject: "Between", issuer: root, key, ...authority });
  return [
    await issue(intermediate, { dnsNames: ["www.example.com"], key, ...options }),
    intermediate,
  ];
};
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

// Names

hostile("a hundred thousand names", async () => {
  const emptyNames = new Uint8Array(200_000).map((_, index) => index % 2 === 0 ? 0x82 : 0);
  return [await leaf({ subject: [], dnsNames: [], otherNames: [emptyNames] })];
}, { code: "too_complex" });
hostile(
  "as many names as are read",
  async () => [await leaf({ subject: [], dnsNames: many(49_000, () => "") })],
);
hostile("a common name of 200,000 characters", async () => [await leaf({ subject: "A".repeat(200_000) })]);
hostile("a common name that grows when it is normalized", async () => [
  await leaf({ subject: "\ufdfa".repeat(60_000) }),
]);
hostile("a common name of white space", async () => [await leaf({ subject: `a${" ".repeat(200_000)}b` })]);
hostile("common names like addresses beside three thousand addresses", async () => [
  await leaf({
    subject: many(4, () => ({ type: "CN", value: "0.".repeat(25_000) })),
    dnsNames: [],
    ipAddresses: many(3_000, (i) => Uint8Array.of(10, 0, i >> 8, i & 0xff)),
  }),
]);
hostile("a common name of marks that normalization puts in order", async () => [
  await leaf({ subject: `a${"\u0300\u0316".repeat(60_000)}` }),
]);
hostile("a common name of letters that become marks, and of marks", async () => [
  await leaf({ subject: `a${"\uff9e\u0316".repeat(50_000)}` }),
]);
hostile("common names of zeros beside fifteen thousand addresses", async () => [
  await leaf({
    subject: many(4, () => ({ type: "CN", value: `${"0".repeat(252)}:` })),
    dnsNames: [],
    ipAddresses: many(15_000, (i) => Uint8Array.of(10, 0, i >> 8, i & 0xff)),
  }),
]);
hostile("a self-signed certificate with a long name", async () => [
  await selfSigned({ now, key, subject: "A".repeat(100_000), dnsNames: ["www.example.com"] }),
], { code: "self_signed" });
hostile("a common name of a megabyte", async () => [await leaf({ subject: "A".repeat(1_000_000) })], {
  code: "too_complex",
});
hostile("twelve thousand names that are not ASCII", async () => [
  await leaf({ dnsNames: many(12_000, () => "\u00fc.example") }),
]);
hostile("six thousand directory names under fifty constraints on such", () =>
  below(
    { nameConstraints: { excluded: many(50, (i) => directoryName(`excluded ${i}`)) } },
    { subject: [], otherNames: many(6_000, (i) => directoryName(`name ${i}`)) },
  ));
hostile("twelve thousand names under eight thousand constraints", () =>
  below(
    { nameConstraints: { permitted: many(8_000, (i) => dnsName(`n${i}.example`)) } },
    { subject: [], dnsNames: many(12_000, () => "n7999.example") },
  ), { code: "too_complex" });

// Extensions

hostile("nine thousand unknown critical extensions", async () => [
  await leaf({ rawExtensions: many(9_000, (i) => extension(`1.2.3.${i}`, new Uint8Array(1), true)) }),
], { code: "unknown_critical_extension" });
hostile("twenty thousand purposes", async () => [
  await leaf({ extendedKeyUsage: many(20_000, (i) => `1.2.3.${i}`) }),
], { code: "extended_key_usage" });
hostile("twenty thousand policies and as many mappings", () => {
  const mapping = (i: number) => sequence(objectIdentifier(`1.2.3.${i}`), objectIdentifier(`1.2.4.${i}`));
  const mappings = extension("2.5.29.33", sequence(...many(5_000, mapping)));
  return below(
    { certificatePolicies: many(10_000, (i) => `1.2.3.${i}`), rawExtensions: [mappings] },
    { certificatePolicies: many(20_000, (i) => `1.2.4.${i}`) },
  );
}, { code: "too_complex" });
hostile("an authority key identifier that names eight thousand issuers", async () => {
  const names = many(8_000, (i) => directoryName(`n${i}`));
  const authorityKeyIdentifier = extension("2.5.29.35", sequence(explicit(1, ...names)));
  return [await leaf({ extensions: { authorityKeyIdentifier } })];
});
hostile("elements nested five thousand deep", async () => {
  let deep: Uint8Array = sequence();
  for (let i = 0; i < 5_000; i++) deep = sequence(deep);
  const extensions = ["2.5.29.17", "2.5.29.30", "2.5.29.32", "2.5.29.35", "1.2.3.4"];
  return [await leaf({ dnsNames: [], rawExtensions: extensions.map((oid) => extension(oid, deep)) })];
});
hostile("a serial number of 200,000 octets", async () => [
  await leaf({ serial: new Uint8Array(200_000).fill(0x7f) }),
]);

// Keys and signatures

const rsa = (modulus: Uint8Array, exponent: Uint8Array) =>
  sequence(
    sequence(objectIdentifier("1.2.840.113549.1.1.1"), nullValue()),
    bitString(sequence(integer(modulus), integer(exponent))),
  );
const modulus = new Uint8Array(257).fill(0xab).with(0, 0);
hostile("an even exponent of 200,000 octets", async () => [
  await leaf({ spki: rsa(modulus, new Uint8Array(200_000).with(0, 1)) }),
], { code: "weak_key" });
hostile("an odd exponent of 200,000 octets in an authority", () => {
  const exponent = new Uint8Array(200_000).with(0, 1).with(199_999, 1);
  return below({ spki: rsa(modulus, exponent) });
});
hostile(
  "a modulus of 200,000 octets in an authority",
  () => below({ spki: rsa(new Uint8Array(200_000).fill(0xab).with(0, 0), Uint8Array.of(1, 0, 1)) }),
);
hostile("a curve whose object identifier has 200,000 octets", async () => {
  const identifier = concat(Uint8Array.of(0x2a), new Uint8Array(200_000).fill(0x81), Uint8Array.of(1));
  const curve = sequence(identifier).with(0, 0x06);
  return [
    await leaf({
      spki: sequence(sequence(objectIdentifier("1.2.840.10045.2.1"), curve), bitString(new Uint8Array(65))),
    }),
  ];
}, { code: "weak_key" });
hostile("a hundred authorities of one name, each with a slow key of its own", async () => {
  const spki = (): Der =>
    sequence(
      sequence(objectIdentifier("1.2.840.10045.2.1"), objectIdentifier("1.3.36.3.3.2.8.1.1.13")),
      bitString(brainpoolP512r1.getPublicKey(brainpoolP512r1.utils.randomSecretKey())),
    );
  const others = await Promise.all(
    many(100, () => certificateAuthority({ subject: "Same", issuer: root, key, spki: spki() })),
  );
  const algorithm = sequence(objectIdentifier("1.2.840.10045.4.3.4"));
  const forged = await issue(others[0]!, {
    dnsNames: ["www.example.com"],
    key,
    signedBy: key,
    innerSignatureAlgorithm: algorithm,
    outerSignatureAlgorithm: algorithm,
    signature: sequence(integer(3n ** 300n), integer(5n ** 200n)),
  });
  return [forged, ...others];
}, { code: "too_complex" });
hostile("a hundred authorities of one name and one key, each of which issued the next", async () => {
  const top = await certificateAuthority({ subject: "Same", now, key });
  const others = await Promise.all(
    many(100, () => certificateAuthority({ subject: "Same", issuer: top, key })),
  );
  return [await issue(top, { dnsNames: ["www.example.com"], key }), ...others];
});
