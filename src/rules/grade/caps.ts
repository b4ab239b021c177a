/** The guide's rules that no score expresses, each in a row: what it caps, when, and in which edition it came. */
import type { DeepFacts, Grade } from "../../report/mod.ts";
import type { GradeInput } from "./grade_input.ts";

type Letter = Grade["caps"][number]["letter"];

export interface Cap {
  readonly letter: Letter;
  readonly reason: string;
  /** `null`: what it takes was not learnt. */
  applies(input: GradeInput): boolean | null;
}

export const caps: readonly Cap[] = [
  { letter: "F", reason: "SSL 2.0 is accepted", applies: ({ facts }) => accepts(facts, "SSL 2.0") },
  {
    letter: "F",
    reason: "Renegotiation is insecure",
    applies: ({ facts }) =>
      beforeTls13(
        facts,
        facts.renegotiation,
        ({ secure, client_initiated }) => !secure && client_initiated === "accepted",
      ),
  },
  { letter: "F", reason: "Anonymous suites are accepted", applies: ({ facts }) => hasSuite(facts, /_anon_/) },
  { letter: "F", reason: "EXPORT suites are accepted", applies: ({ facts }) => hasSuite(facts, /_EXPORT/) },
  {
    letter: "F",
    reason: "Suites without encryption are accepted",
    applies: ({ facts }) => hasSuite(facts, /_NULL_/),
  },
  {
    letter: "F",
    reason: "A certificate is signed with MD5",
    applies: ({ certificates }) => someSignature(certificates, /^md\d/i),
  },
  {
    letter: "F",
    reason: "The certificate's key has less than 1024 bits",
    applies: (input) => keyBelow(input, 1024),
  },
  {
    letter: "F",
    reason: "Diffie-Hellman with less than 1024 bits",
    applies: ({ facts }) => primeBelow(facts, 1024),
  },
  { letter: "C", reason: "SSL 3.0 is accepted (POODLE)", applies: ({ facts }) => accepts(facts, "SSL 3.0") },
  {
    letter: "C",
    reason: "TLS compresses (CRIME)",
    applies: ({ facts }) => beforeTls13(facts, facts.compression, ({ accepted }) => accepted),
  },
  {
    letter: "C",
    reason: "RC4 is accepted with TLS 1.1 or later",
    applies: ({ facts }) => hasSuite(facts, /_RC4_/, ["TLS 1.1", "TLS 1.2"]),
  },
  {
    letter: "C",
    reason: "A cipher of 64-bit blocks is accepted with TLS 1.1 or later (SWEET32)",
    applies: ({ facts }) => hasSuite(facts, /_(3DES|DES|IDEA|RC2)_/, ["TLS 1.1", "TLS 1.2"]),
  },
  {
    letter: "C",
    reason: "Neither TLS 1.2 nor TLS 1.3",
    applies: ({ facts }) => lacks(facts, ["TLS 1.2", "TLS 1.3"]),
  },
  { letter: "B", reason: "TLS 1.0 is accepted", applies: ({ facts }) => accepts(facts, "TLS 1.0") },
  { letter: "B", reason: "TLS 1.1 is accepted", applies: ({ facts }) => accepts(facts, "TLS 1.1") },
  { letter: "B", reason: "RC4 is accepted", applies: ({ facts }) => hasSuite(facts, /_RC4_/) },
  {
    letter: "B",
    reason: "Diffie-Hellman with less than 2048 bits",
    applies: ({ facts }) => primeBelow(facts, 2048),
  },
  {
    letter: "B",
    reason: "The certificate's key has less than 2048 bits",
    applies: (input) => keyBelow(input, 2048),
  },
  {
    letter: "B",
    reason: "An intermediate certificate is missing",
    applies: ({ chain, certificates }) =>
      chain === null
        ? null
        : chain.error?.code === "incomplete_chain" || certificates.some(({ source }) => source === "aia"),
  },
  {
    letter: "B",
    reason: "No forward secrecy",
    applies: ({ facts }) => hasNoneOf(facts, /^TLS_(ECDHE|DHE|AES|CHACHA20)_/),
  },
  {
    letter: "B",
    reason: "No authenticated encryption",
    applies: ({ facts }) => hasNoneOf(facts, /_(GCM|CCM|CCM_8|POLY1305)(_|$)/),
  },
  {
    letter: "A-",
    reason: "No secure renegotiation",
    applies: ({ facts }) => beforeTls13(facts, facts.renegotiation, ({ secure }) => !secure),
  },
  { letter: "A-", reason: "No TLS 1.3", applies: ({ facts }) => lacks(facts, ["TLS 1.3"]) },
  { letter: "A-", reason: "No HSTS, or none that is valid", applies: lacksHsts },
];

function lacksHsts({ facts: { hsts }, probes }: GradeInput): boolean | null {
  if (hsts !== null) return hsts.valid !== true || hsts.max_age_seconds === 0;
  // It is for web servers with a name.
  return probes.find(({ id }) => id === "hsts")?.status === "not_applicable" ? false : null;
}

function accepts({ protocol_versions }: DeepFacts, name: string): boolean | null {
  const found = protocol_versions?.versions.find(({ version }) => version.name === name);
  return found === undefined ? null : found.accepted;
}

/** Of what TLS 1.3 has no more: a server that has nothing older has none of it. */
function beforeTls13<Found>(
  facts: DeepFacts,
  found: Found | null,
  judge: (found: Found) => boolean | null,
): boolean | null {
  if (found !== null) return judge(found);
  return lacks(facts, ["TLS 1.2", "TLS 1.1", "TLS 1.0", "SSL 3.0"]) ? false : null;
}

function lacks(facts: DeepFacts, names: readonly string[]): boolean | null {
  const known = names.map((name) => accepts(facts, name));
  if (known.includes(true)) return false;
  return known.includes(null) ? null : true;
}

function hasSuite(
  { cipher_suites }: DeepFacts,
  pattern: RegExp,
  versions?: readonly string[],
): boolean | null {
  return cipher_suites && cipher_suites.versions
    .filter(({ version }) => versions === undefined || versions.includes(version.name ?? ""))
    .some(({ suites }) => suites.some(({ cipher_suite: { name } }) => name !== null && pattern.test(name)));
}

function hasNoneOf(facts: DeepFacts, pattern: RegExp): boolean | null {
  const has = hasSuite(facts, pattern);
  return has === null ? null : !has;
}

function primeBelow({ cipher_suites, named_groups }: DeepFacts, bits: number): boolean | null {
  if (cipher_suites === null) return null;
  return [
    ...named_groups?.finite_fields ?? [],
    ...cipher_suites.versions.flatMap(({ suites }) =>
      suites.flatMap(({ finite_field }) => finite_field ?? [])
    ),
  ].some((field) => field.bits < bits);
}

function keyBelow({ certificates: [leaf] }: GradeInput, bits: number): boolean | null {
  if (leaf === undefined) return null;
  const { algorithm, bits: own } = leaf.public_key;
  return /^(RSA|DSA)/.test(algorithm) && own !== null && own < bits;
}

function someSignature(certificates: GradeInput["certificates"], pattern: RegExp): boolean | null {
  const signed = certificates.filter(({ source, subject, issuer }) =>
    source === "sent" && subject !== issuer
  );
  return certificates.length === 0
    ? null
    : signed.some(({ signature_algorithm }) => pattern.test(signature_algorithm));
}
