/** Certificate, CRL and OCSP extensions in DER, RFC 5280 §4.2 and §5.2. Each function returns a whole Extension. */
import {
  boolean,
  contentOf,
  type Der,
  explicit,
  implicit,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
} from "./der.ts";
import { uri } from "./names.ts";

/** An Extension of any type; `value` is what its OCTET STRING encloses. `critical` false is left out, as DER demands. */
export function extension(type: string, value: Uint8Array, critical = false): Der {
  return sequence(objectIdentifier(type), ...critical ? [boolean(true)] : [], octetString(value));
}

/** In the order of their bits, RFC 5280 §4.2.1.3. */
const keyUsages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

export type KeyUsage = typeof keyUsages[number];

export function keyUsage(usages: readonly KeyUsage[], critical = true): Der {
  return extension("2.5.29.15", namedBits(usages.map((usage) => keyUsages.indexOf(usage))), critical);
}

const keyPurposes = {
  anyExtendedKeyUsage: "2.5.29.37.0",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  codeSigning: "1.3.6.1.5.5.7.3.3",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  OCSPSigning: "1.3.6.1.5.5.7.3.9",
} as const;

export type KeyPurpose = keyof typeof keyPurposes;

/** Each purpose by its name in RFC 5280 §4.2.1.12, or in dotted decimal. */
export function extendedKeyUsage(purposes: readonly string[], critical = false): Der {
  const known: Readonly<Record<string, string>> = keyPurposes;
  const value = sequence(...purposes.map((purpose) => objectIdentifier(known[purpose] ?? purpose)));
  return extension("2.5.29.37", value, critical);
}

/** `pathLength`: how many intermediates may follow; `null` for any number. RFC 5280 §4.2.1.9 */
export function basicConstraints(isAuthority: boolean, pathLength: number | null, critical = true): Der {
  const value = [...isAuthority ? [boolean(true)] : [], ...pathLength === null ? [] : [integer(pathLength)]];
  return extension("2.5.29.19", sequence(...value), critical);
}

export function subjectKeyIdentifier(identifier: Uint8Array, critical = false): Der {
  return extension("2.5.29.14", octetString(identifier), critical);
}

export function authorityKeyIdentifier(identifier: Uint8Array, critical = false): Der {
  return extension("2.5.29.35", sequence(implicit(0, identifier)), critical);
}

/** `names`: GeneralName elements. */
export function subjectAltName(names: readonly Uint8Array[], critical = false): Der {
  return extension("2.5.29.17", sequence(...names), critical);
}

/** Subtrees as GeneralName elements; an empty list leaves its field out. RFC 5280 §4.2.1.10 */
export function nameConstraints(
  permitted: readonly Uint8Array[],
  excluded: readonly Uint8Array[],
  critical = true,
): Der {
  const subtrees = [permitted, excluded].flatMap((names, field) =>
    names.length === 0 ? [] : [explicit(field, ...names.map((name) => sequence(name)))]
  );
  return extension("2.5.29.30", sequence(...subtrees), critical);
}

/** Policies in dotted decimal, without qualifiers. */
export function certificatePolicies(policies: readonly string[], critical = false): Der {
  const value = sequence(...policies.map((policy) => sequence(objectIdentifier(policy))));
  return extension("2.5.29.32", value, critical);
}

export function crlDistributionPoints(locations: readonly string[], critical = false): Der {
  const points = locations.map((location) => sequence(explicit(0, explicit(0, uri(location)))));
  return extension("2.5.29.31", sequence(...points), critical);
}

/** Where the issuer's certificate and its OCSP responder are. RFC 5280 §4.2.2.1 */
export function authorityInfoAccess(
  { caIssuers = [], ocsp = [] }: {
    readonly caIssuers?: readonly string[];
    readonly ocsp?: readonly string[];
  },
  critical = false,
): Der {
  const describe = (method: string) => (location: string) =>
    sequence(objectIdentifier(method), uri(location));
  const descriptions = [
    ...ocsp.map(describe("1.3.6.1.5.5.7.48.1")),
    ...caIssuers.map(describe("1.3.6.1.5.5.7.48.2")),
  ];
  return extension("1.3.6.1.5.5.7.1.1", sequence(...descriptions), critical);
}

/** TLS features the server must use, by the numbers of the TLS extensions; 5 is "must staple". RFC 7633 §4.2.2 */
export function tlsFeature(features: readonly number[], critical = false): Der {
  return extension("1.3.6.1.5.5.7.1.24", sequence(...features.map((feature) => integer(feature))), critical);
}

/** The SignedCertificateTimestampList as the logs gave it, in its TLS encoding. RFC 6962 §3.3 */
export function signedCertificateTimestamps(list: Uint8Array, critical = false): Der {
  return extension("1.3.6.1.4.1.11129.2.4.2", octetString(list), critical);
}

/** An Extension with its criticality turned over or set, whatever it was. */
export function withCriticality(der: Uint8Array, critical: boolean): Der {
  const content = contentOf(der);
  const typeLength = 2 + content[1]!;
  const rest = content.subarray(typeLength);
  const value = rest[0] === 0x01 ? rest.subarray(3) : rest;
  return sequence(content.subarray(0, typeLength), ...critical ? [boolean(true)] : [], value);
}
