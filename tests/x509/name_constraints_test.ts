import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { utf8String } from "../../src/demo/der.ts";
import {
  directoryName,
  dnsName,
  emailAddress,
  ipAddress,
  ipRange,
  type NameInput,
  otherName,
  uri,
} from "../../src/demo/names.ts";
import type { CertificateOptions } from "../../src/demo/certificates.ts";
import { judgeChain, trustStore } from "../../src/x509/mod.ts";
import { dnsPattern } from "../../src/x509/constraints/comparable_name.ts";
import { dnsSubtree, isWithin, overlaps } from "../../src/x509/constraints/dns.ts";
import { assertBroken, type Hierarchy, hierarchy, judgementOf, now } from "./support.ts";

interface Constraints {
  readonly permitted?: readonly Uint8Array[];
  readonly excluded?: readonly Uint8Array[];
}

/** A leaf below an intermediate with these constraints. */
function constrained(nameConstraints: Constraints, leaf: CertificateOptions): Promise<Hierarchy> {
  return hierarchy({ intermediate: { nameConstraints }, leaf: { subject: [], ...leaf } });
}

async function codeOf(constraints: Constraints, leaf: CertificateOptions): Promise<string | null> {
  return (await judgementOf(await constrained(constraints, leaf), { serverName: null })).chain.error?.code ??
    null;
}

const violated = "name_constraint_violation";

Deno.test("a dNSName subtree is the domain and everything below it (RFC 5280 §4.2.1.10)", async () => {
  const permitted = [dnsName("example.com")];
  assert.equal(await codeOf({ permitted }, { dnsNames: ["example.com"] }), null);
  assert.equal(await codeOf({ permitted }, { dnsNames: ["a.b.EXAMPLE.com"] }), null);
  assert.equal(await codeOf({ permitted }, { dnsNames: ["*.example.com"] }), null);
  assert.equal(await codeOf({ permitted }, { dnsNames: ["notexample.com"] }), violated);
  assert.equal(await codeOf({ permitted }, { dnsNames: ["example.com", "other.example"] }), violated);
  const excluded = [dnsName("bad.example.com")];
  assert.equal(await codeOf({ excluded }, { dnsNames: ["good.example.com"] }), null);
  assert.equal(await codeOf({ excluded }, { dnsNames: ["bad.example.com"] }), violated);
  assert.equal(await codeOf({ excluded }, { dnsNames: ["a.bad.example.com"] }), violated);
  assert.equal(await codeOf({ permitted, excluded }, { dnsNames: ["x.bad.example.com"] }), violated);
});

Deno.test("a wildcard lies within what every name it covers lies within, and overlaps what any does", () => {
  const within = (name: string, subtree: string) => isWithin(dnsPattern(name), dnsSubtree(subtree)!);
  const touches = (name: string, subtree: string) => overlaps(dnsPattern(name), dnsSubtree(subtree)!);
  assert.ok(within("*.example.com", "example.com"));
  assert.ok(!within("*.example.com", "bar.example.com"));
  assert.ok(touches("*.example.com", "bar.example.com"));
  assert.ok(!touches("*.example.com", "a.bar.example.com"));
  assert.ok(touches("*.bar.example.com", "bar.example.com"));
  assert.ok(within("anything.example", ""));
  assert.ok(within("a.example.com", ".example.com"));
  assert.ok(!within("example.com", ".example.com"));
  assert.equal(dnsSubtree("*.example.com"), null);
});

Deno.test("an address lies within a range of its own family", async () => {
  const permitted = [ipRange("192.0.2.0/24")];
  assert.equal(await codeOf({ permitted }, { ipAddresses: ["192.0.2.200"] }), null);
  assert.equal(await codeOf({ permitted }, { ipAddresses: ["192.0.3.1"] }), violated);
  assert.equal(await codeOf({ permitted }, { ipAddresses: ["2001:db8::1"] }), violated);
  assert.equal(
    await codeOf({ permitted }, { dnsNames: ["free.example"] }),
    null,
    "another form of name is not constrained",
  );
  assert.equal(
    await codeOf({ permitted: [ipRange("2001:db8::/32")] }, { ipAddresses: ["2001:db8:1::1"] }),
    null,
  );
  assert.equal(await codeOf({ excluded: [ipRange("0.0.0.0/0")] }, { ipAddresses: ["192.0.2.1"] }), violated);
  assert.equal(await codeOf({ excluded: [ipRange("0.0.0.0/0")] }, { ipAddresses: ["2001:db8::1"] }), null);
});

Deno.test("a mailbox lies within itself, its host, or a domain above its host", async () => {
  const mail = (subtree: string, mailbox: string) =>
    codeOf({ permitted: [emailAddress(subtree)] }, { emailAddresses: [mailbox] });
  assert.equal(await mail("root@example.com", "root@EXAMPLE.com"), null);
  assert.equal(await mail("root@example.com", "Root@example.com"), violated);
  assert.equal(await mail("example.com", "anyone@example.com"), null);
  assert.equal(await mail("example.com", "anyone@mail.example.com"), violated);
  assert.equal(await mail(".example.com", "anyone@mail.example.com"), null);
  assert.equal(await mail(".example.com", "anyone@example.com"), violated);
  assert.equal(await mail("*@example.com", "user@example.com"), violated);
  const inSubject: NameInput = [{ type: "EMAIL", value: "a@other.example" }];
  assert.equal(
    await codeOf({ permitted: [emailAddress("example.com")] }, {
      subject: inSubject,
      dnsNames: ["a.example"],
    }),
    violated,
  );
});

Deno.test("a URI is constrained by its host", async () => {
  const at = (subtree: string, address: string) => codeOf({ permitted: [uri(subtree)] }, { uris: [address] });
  assert.equal(await at("host.example", "https://user@host.example:8443/path?q"), null);
  assert.equal(await at("host.example", "https://a.host.example/"), violated);
  assert.equal(await at(".host.example", "https://a.host.example/"), null);
  assert.equal(await at(".host.example", "https://host.example/"), violated);
  assert.equal(await at("host.example", "https://192.0.2.1/"), violated, "an address is no host to compare");
  assert.equal(
    await at("host.example", "urn:example:a"),
    violated,
    "a URI without a host cannot be compared",
  );
});

Deno.test("a directoryName subtree is every name that begins with it, the subject among them", async () => {
  const permitted = [directoryName({ C: "XX", O: "Example" })];
  assert.equal(
    await codeOf({ permitted }, { subject: { C: "XX", O: "EXAMPLE", CN: "www" }, dnsNames: ["a.example"] }),
    null,
  );
  assert.equal(
    await codeOf({ permitted }, { subject: { C: "XX", O: "Other" }, dnsNames: ["a.example"] }),
    violated,
  );
  assert.equal(
    await codeOf({ permitted }, { subject: { O: "Example", C: "XX" }, dnsNames: ["a.example"] }),
    violated,
  );
  assert.equal(
    await codeOf({ permitted }, { subject: [], dnsNames: ["a.example"] }),
    null,
    "an empty subject is no name",
  );
  const named = { subject: [], otherNames: [directoryName({ C: "YY" })] };
  assert.equal(await codeOf({ permitted }, named), violated);
});

Deno.test("a form that is not processed refuses the names of that form, and no others", async () => {
  const excluded = [otherName("1.2.3", utf8String("x"))];
  assert.equal(await codeOf({ excluded }, { dnsNames: ["a.example"] }), null);
  const withOther = { dnsNames: ["a.example"], otherNames: [otherName("1.2.3", utf8String("y"))] };
  assert.equal(await codeOf({ excluded }, withOther), violated);
});

Deno.test("a common name that could be a host's is constrained where no other name is", async () => {
  const permitted = [dnsName("example.com")];
  const named = (subject: string) => ({ subject, dnsNames: [] });
  assert.equal(await codeOf({ permitted }, named("www.other.example")), violated);
  assert.equal(await codeOf({ permitted }, named("www.example.com")), null);
  assert.equal(await codeOf({ permitted }, named("A Person")), null);
  assert.equal(
    await codeOf({ permitted }, { subject: "www.other.example", dnsNames: ["a.example.com"] }),
    null,
  );
  assert.equal(await codeOf({ excluded: [ipRange("192.0.2.0/24")] }, named("192.0.2.1")), violated);
});

Deno.test("constraints reach through every authority below, and narrow only", async () => {
  const root = await certificateAuthority({ subject: "Root", now });
  const wide = await certificateAuthority({
    subject: "Wide",
    issuer: root,
    nameConstraints: { permitted: [dnsName("bar.example.com")] },
  });
  const narrow = await certificateAuthority({
    subject: "Narrow",
    issuer: wide,
    nameConstraints: { permitted: [dnsName("foo.example.com"), dnsName("bar.example.com")] },
  });
  const judge = async (name: string) => {
    const leaf = await issue(narrow, { dnsNames: [name] });
    const certificates = [leaf.der, narrow.der, wide.der];
    return (await judgeChain({ certificates, trustStore: trustStore([root.der]), serverName: null, now }))
      .chain.error;
  };
  assert.equal(await judge("bar.example.com"), null);
  const error = await judge("foo.example.com");
  assert.equal(error?.code, violated);
  assert.equal(
    error?.message,
    'The certificate is for "foo.example.com", and the intermediate "Wide" may issue only for "bar.example.com"',
  );
});

Deno.test("an intermediate's names are constrained too, unless it is self-issued", async () => {
  const nameConstraints = { permitted: [dnsName("example.com")] };
  const elsewhere = { dnsNames: ["ca.other.example"] };
  const named = await hierarchy({ root: { nameConstraints }, intermediate: elsewhere });
  assert.equal((await judgementOf(named)).chain.error?.code, violated);
  const subject = { O: "Test", CN: "Test Root" };
  const selfIssued = await hierarchy({ root: { nameConstraints }, intermediate: { ...elsewhere, subject } });
  assert.equal((await judgementOf(selfIssued)).chain.error, null);
});

Deno.test("the evidence is told: which name, which constraint, whose", async () => {
  await assertBroken(
    await constrained({ excluded: [dnsName("example.com")] }, { dnsNames: ["www.example.com"] }),
    {
      rule: "name_excluded",
      code: violated,
      breaks: "path",
      message:
        /^The certificate is for "www\.example\.com", and the intermediate "Test Intermediate" may not issue for "example\.com"$/,
    },
  );
});

Deno.test("constraints that are malformed refuse the path, whatever the names", async () => {
  const malformed = [
    dnsName("*.example.com"),
    ipAddress("192.0.2.1"),
    ipAddress(fromHex("c0000200ff00ff00")),
    emailAddress("a@b@example.com"),
    uri("https://example.com"),
  ];
  for (const subtree of malformed) {
    await assertBroken(
      await constrained({ excluded: [subtree] }, {
        dnsNames: ["www.example.com"],
        subject: "www.example.com",
      }),
      {
        rule: "constraint_malformed",
        code: "malformed_certificate",
        breaks: "path",
        message: /subtree$/,
      },
    );
  }
});

Deno.test("what the extension itself may be", async () => {
  const nameConstraints = { permitted: [dnsName("example.com")] };
  const expected = { code: "policy_violation", breaks: "rfc5280" } as const;
  await assertBroken(await hierarchy({ leaf: { nameConstraints } }), {
    ...expected,
    rule: "constraints_in_leaf",
    message: /only an authority/,
  });
  const dotted = { permitted: [dnsName(".example.com")] };
  await assertBroken(await hierarchy({ intermediate: { nameConstraints: dotted } }), {
    ...expected,
    rule: "constraint_leading_dot",
    message: /leading dot/,
  });
  const loose = { nameConstraints, critical: { nameConstraints: false } };
  await assertBroken(await hierarchy({ intermediate: loose }), {
    ...expected,
    breaks: "advice",
    rule: "constraints_not_critical",
    message: /not critical/,
  });
});

Deno.test("names times constraints are bounded, and exceeding the bound is too complex", async () => {
  const permitted = Array.from({ length: 1000 }, (_, i) => dnsName(`n${i}.example`));
  const dnsNames = Array.from({ length: 600 }, () => "n999.example");
  const { chain } = await judgementOf(await constrained({ permitted }, { dnsNames }), {
    serverName: "n999.example",
  });
  assert.equal(chain.error?.code, "too_complex");
  assert.match(chain.error!.message, /250000 comparisons of names with name constraints/);
  const fewer = await constrained({ permitted }, { dnsNames: dnsNames.slice(0, 100) });
  assert.equal((await judgementOf(fewer, { serverName: "n999.example" })).chain.error, null);
});
