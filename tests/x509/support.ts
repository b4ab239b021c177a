/** What the tests of certificate paths share: a small hierarchy, one moment, and questions in one line. */
import assert from "node:assert/strict";
import {
  type AuthorityOptions,
  certificateAuthority,
  type CertificateOptions,
  issue,
  type IssuedCertificate,
} from "../../src/demo/certificates.ts";
import { toPem } from "../../src/demo/pem.ts";
import {
  type Breaks,
  type ChainErrorCode,
  judgeChain,
  type JudgeInput,
  type Judgement,
  trustStore,
  validateChain,
  type ValidateChainInput,
} from "../../src/x509/mod.ts";

export const now = new Date("2026-11-23T12:00:00Z");

export interface Hierarchy {
  readonly root: IssuedCertificate;
  readonly intermediate: IssuedCertificate;
  readonly leaf: IssuedCertificate;
}

/** root → intermediate → leaf for `www.example.com`, each changed as asked. */
export async function hierarchy(
  { root: rootOptions = {}, intermediate: intermediateOptions = {}, leaf: leafOptions = {} }: {
    readonly root?: Partial<AuthorityOptions>;
    readonly intermediate?: Partial<AuthorityOptions>;
    readonly leaf?: CertificateOptions;
  } = {},
): Promise<Hierarchy> {
  const root = await certificateAuthority({ subject: { O: "Test", CN: "Test Root" }, now, ...rootOptions });
  const intermediate = await certificateAuthority({
    subject: { O: "Test", CN: "Test Intermediate" },
    issuer: root,
    ...intermediateOptions,
  });
  const leaf = await issue(intermediate, { dnsNames: ["www.example.com"], ...leafOptions });
  return { root, intermediate, leaf };
}

export function judgementOf(
  { root, intermediate, leaf }: Hierarchy,
  more: Partial<JudgeInput> = {},
): Promise<Judgement> {
  return judgeChain({
    certificates: [leaf.der, intermediate.der],
    trustStore: trustStore([root.der]),
    serverName: "www.example.com",
    now,
    ...more,
  });
}

export function validationOf(
  { root, intermediate, leaf }: Hierarchy,
  more: Partial<ValidateChainInput> = {},
): ReturnType<typeof validateChain> {
  return validateChain({
    leaf: leaf.der,
    intermediates: [intermediate.der],
    anchors: [root.der],
    serverName: "www.example.com",
    now,
    ...more,
  });
}

/** Asserts that a rule is broken on the best path, whose rule it is and what is said; and that it fails when it should. */
export async function assertBroken(
  chain: Hierarchy,
  expected: {
    readonly rule: string;
    readonly code: ChainErrorCode;
    readonly breaks: Breaks;
    readonly message: RegExp;
  },
  more: Partial<JudgeInput> = {},
): Promise<void> {
  const judgement = await judgementOf(chain, more);
  const violation = judgement.violations.find(({ rule }) => rule === expected.rule);
  assert.ok(
    violation,
    `${expected.rule} is not among ${judgement.violations.map(({ rule }) => rule).join(", ") || "none"}`,
  );
  assert.equal(violation.code, expected.code);
  assert.equal(violation.breaks, expected.breaks);
  assert.match(violation.message, expected.message);
  assert.ok(violation.hint.length > 0 && !violation.hint.endsWith("."));
  assert.match(violation.reference, /^(RFC \d+|CA\/B BR) §/);
  const failsClients = expected.breaks === "path" || expected.breaks === "tls";
  assert.equal(judgement.chain.error?.code ?? null, failsClients ? expected.code : null);
  const failsProfile = expected.breaks === "path" || expected.breaks === "rfc5280" ||
    expected.breaks === "web";
  const strict = await judgementOf(chain, { ...more, strictness: "profile" });
  assert.equal(strict.chain.error?.code ?? null, failsProfile ? expected.code : null);
}

/** Asserts that a chain is good by the strictest reading. */
export async function assertGood(chain: Hierarchy, more: Partial<JudgeInput> = {}): Promise<void> {
  const { chain: { error } } = await judgementOf(chain, { strictness: "profile", ...more });
  assert.equal(error, null);
}

export function days(count: number): Date {
  return new Date(now.getTime() + count * 86_400_000);
}

/** PEM, one certificate after another. */
export function pem(...all: readonly { readonly der: Uint8Array }[]): string {
  return all.map(({ der }) => toPem("CERTIFICATE", der)).join("");
}
