import assert from "node:assert/strict";
import {
  type AuthorityOptions,
  certificateAuthority,
  type CertificateOptions,
  issue,
} from "../../src/demo/certificates.ts";
import { implicit, integer, objectIdentifier, sequence } from "../../src/demo/der.ts";
import { certificatePolicies, extension } from "../../src/demo/extensions.ts";
import { type ChainError, judgeChain, trustStore } from "../../src/x509/mod.ts";
import { now } from "./support.ts";

const policyConstraints = (require: number | null, inhibitMapping: number | null = null) =>
  extension(
    "2.5.29.36",
    sequence(
      ...require === null ? [] : [implicit(0, Uint8Array.of(require))],
      ...inhibitMapping === null ? [] : [implicit(1, Uint8Array.of(inhibitMapping))],
    ),
    true,
  );
const mappings = (...pairs: [string, string][]) =>
  extension("2.5.29.33", sequence(...pairs.map((pair) => sequence(...pair.map(objectIdentifier)))));
const inhibitAnyPolicy = (skip: number) => extension("2.5.29.54", integer(skip), true);

const anyPolicy = "2.5.29.32.0";
const [one, two] = ["1.2.3.1", "1.2.3.2"];

/** root → upper → lower → leaf, each with its policies and more extensions. */
async function errorOf(
  upper: Partial<AuthorityOptions>,
  lower: Partial<AuthorityOptions>,
  leaf: CertificateOptions,
): Promise<ChainError | null> {
  const root = await certificateAuthority({ subject: "Root", now });
  const first = await certificateAuthority({ subject: "Upper", issuer: root, ...upper });
  const second = await certificateAuthority({ subject: "Lower", issuer: first, ...lower });
  const last = await issue(second, { dnsNames: ["www.example.com"], ...leaf });
  const certificates = [last.der, second.der, first.der];
  return (await judgeChain({ certificates, trustStore: trustStore([root.der]), serverName: null, now })).chain
    .error;
}

const policies = (...certificatePolicies: string[]) => ({ certificatePolicies });
const none = { certificatePolicies: null };

Deno.test("policies that nobody demands are not missed", async () => {
  assert.equal(await errorOf(none, none, none), null);
  assert.equal(await errorOf(policies(one), policies(two), none), null);
});

Deno.test("a demanded policy must be valid along the whole path (RFC 5280 §6.1.3)", async () => {
  const demanding = { ...policies(one), rawExtensions: [policyConstraints(0)] };
  assert.equal(await errorOf(demanding, policies(one), policies(one)), null);
  for (
    const [lower, leaf] of [[policies(two), policies(one)], [policies(one), policies(two)], [
      none,
      policies(one),
    ], [policies(one), none]] as const
  ) {
    const error = await errorOf(demanding, lower, leaf);
    assert.equal(error?.code, "policy_violation");
    assert.match(error!.message, /no policy that the authorities above it allow/);
  }
});

Deno.test("requireExplicitPolicy counts the certificates that may follow", async () => {
  const later = (skip: number) => ({ ...none, rawExtensions: [policyConstraints(skip)] });
  assert.equal((await errorOf(later(1), none, none))?.code, "policy_violation");
  assert.equal(
    (await errorOf(later(2), none, none))?.code,
    "policy_violation",
    "the last certificate spends one more",
  );
  assert.equal(await errorOf(later(3), none, none), null);
});

Deno.test("anyPolicy stands for every policy until it is inhibited", async () => {
  const demanding = (...rawExtensions: Uint8Array[]) => ({
    ...policies(anyPolicy),
    rawExtensions: [policyConstraints(0), ...rawExtensions],
  });
  assert.equal(await errorOf(demanding(), policies(anyPolicy), policies(one)), null);
  assert.equal(
    (await errorOf(demanding(inhibitAnyPolicy(0)), policies(anyPolicy), policies(one)))?.code,
    "policy_violation",
  );
  assert.equal(await errorOf(demanding(inhibitAnyPolicy(1)), policies(anyPolicy), policies(one)), null);
});

Deno.test("a mapped policy is valid under its new name, unless mapping is inhibited", async () => {
  const demanding = (inhibit: number | null) => ({
    ...policies(one),
    rawExtensions: [policyConstraints(0, inhibit)],
  });
  const mapping = { ...policies(one), rawExtensions: [mappings([one, two])] };
  assert.equal(await errorOf(demanding(null), mapping, policies(two)), null);
  assert.equal((await errorOf(demanding(null), mapping, policies(one)))?.code, "policy_violation");
  assert.equal((await errorOf(demanding(0), mapping, policies(two)))?.code, "policy_violation");
});

Deno.test("anyPolicy is not mapped (RFC 5280 §6.1.4 (a))", async () => {
  const error = await errorOf(policies(anyPolicy), {
    ...policies(anyPolicy),
    rawExtensions: [mappings([anyPolicy, one])],
  }, policies(one));
  assert.equal(error?.code, "policy_violation");
  assert.match(error!.message, /maps anyPolicy/);
});

Deno.test("more policies than are followed are too complex", async () => {
  const many = Array.from({ length: 600 }, (_, i) => `1.2.3.${i}`);
  const extensions = { certificatePolicies: certificatePolicies(many) };
  assert.equal((await errorOf({ extensions }, { extensions }, { extensions }))?.code, "too_complex");
});
