/** Each rule of a certificate in its place: what breaks it, whose rule it is, what is said. */
import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import { generateSigningKey, type SigningKeyKind } from "../../src/crypto/signing_key.ts";
import { selfSigned } from "../../src/demo/certificates.ts";
import {
  generalizedTime,
  implicit,
  integer,
  namedBits,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  utcTime,
  utf8String,
} from "../../src/demo/der.ts";
import {
  authorityKeyIdentifier,
  basicConstraints,
  extension,
  keyUsage,
  subjectAltName,
} from "../../src/demo/extensions.ts";
import { dnsName, ipAddress } from "../../src/demo/names.ts";
import { judgeChain, trustStore } from "../../src/x509/mod.ts";
import { assertBroken, assertGood, days, hierarchy, judgementOf, now } from "./support.ts";

// Validity

Deno.test("expired says which certificate, how long ago, and the day", async () => {
  const leaf = await hierarchy({ leaf: { notBefore: days(-40), notAfter: days(-3) } });
  await assertBroken(leaf, {
    rule: "expired",
    code: "expired",
    breaks: "path",
    message: /^The certificate expired 3 days ago, on 2026-11-20$/,
  });
  const intermediate = await hierarchy({ intermediate: { notBefore: days(-40), notAfter: days(-1) } });
  await assertBroken(intermediate, {
    rule: "expired",
    code: "expired",
    breaks: "path",
    message: /^The intermediate "Test Intermediate" expired 1 day ago/,
  });
  const root = await hierarchy({
    root: { notBefore: days(-40), notAfter: new Date(now.getTime() - 7_200_000) },
  });
  await assertBroken(root, {
    rule: "expired",
    code: "expired",
    breaks: "path",
    message: /^The root "Test Root" expired 2 hours ago/,
  });
});

Deno.test("a certificate is valid from the first to the last second, both included (RFC 5280 §4.1.2.5)", async () => {
  const chain = await hierarchy({ leaf: { notBefore: days(1), notAfter: days(2) } });
  const at = (date: Date, milliseconds: number) => ({ now: new Date(date.getTime() + milliseconds) });
  await assertGood(chain, at(days(2), 0));
  await assertGood(chain, at(days(2), 999));
  await assertGood(chain, at(days(1), 0));
  assert.equal((await judgementOf(chain, at(days(2), 1000))).chain.error?.code, "expired");
  assert.equal((await judgementOf(chain, at(days(1), -1))).chain.error?.code, "not_yet_valid");
});

Deno.test("not yet valid says from when", async () => {
  await assertBroken(await hierarchy({ leaf: { notBefore: days(2), notAfter: days(30) } }), {
    rule: "not_yet_valid",
    code: "not_yet_valid",
    breaks: "path",
    message: /is not valid before 2026-11-25, 2 days from now$/,
  });
});

Deno.test("a date in the wrong type is a fault of the encoding, one that is none refuses", async () => {
  await assertBroken(await hierarchy({ leaf: { notAfter: generalizedTime(days(30)) } }), {
    rule: "not_der",
    code: "malformed_certificate",
    breaks: "rfc5280",
    message: /"notAfter" is GeneralizedTime for the year 2026/,
  });
  const thirtieth = fromHex("170d" + new TextEncoder().encode("270230000000Z").toHex());
  await assertBroken(await hierarchy({ leaf: { notAfter: thirtieth } }), {
    rule: "unreadable_validity",
    code: "malformed_certificate",
    breaks: "path",
    message: /validity that cannot be read/,
  });
  await assertGood(await hierarchy({ leaf: { notAfter: utcTime(days(30)) } }));
});

Deno.test("lifetimes over the forum's limit for the day of issue are told, and fail nothing", async () => {
  const limits = [["2019-01-01", 825], ["2020-09-01", 398], ["2026-03-14", 398], ["2026-03-15", 200], [
    "2027-03-15",
    100,
  ], ["2029-03-15", 47]] as const;
  for (const [issued, limit] of limits) {
    const notBefore = new Date(`${issued}T00:00:00Z`);
    const notAfter = (count: number) => new Date(notBefore.getTime() + count * 86_400_000 - 1000);
    const at = new Date(notBefore.getTime() + 3_600_000);
    const within = await hierarchy({ root: { now: at }, leaf: { notBefore, notAfter: notAfter(limit) } });
    assert.deepEqual((await judgementOf(within, { now: at })).violations, [], issued);
    const beyond = await hierarchy({ root: { now: at }, leaf: { notBefore, notAfter: notAfter(limit + 1) } });
    const expected = {
      rule: "lifetime",
      code: "policy_violation",
      breaks: "advice",
      message: new RegExp(`for ${limit + 1} days.* for ${limit}$`),
    } as const;
    await assertBroken(beyond, expected, { now: at });
  }
});

// Authorities

Deno.test("a certificate that is no authority issues nothing", async () => {
  for (
    const extensions of [{ basicConstraints: basicConstraints(false, null) }, { basicConstraints: null }]
  ) {
    await assertBroken(await hierarchy({ intermediate: { extensions } }), {
      rule: "not_a_ca",
      code: "not_a_ca",
      breaks: "path",
      message: /^The intermediate "Test Intermediate" is not a certification authority/,
    });
    await assertBroken(await hierarchy({ root: { extensions } }), {
      rule: "not_a_ca",
      code: "not_a_ca",
      breaks: "path",
      message: /^The root "Test Root" is not/,
    });
  }
});

Deno.test("a root of version 1, which can say nothing of itself, is trusted by clients and not by the profile", async () => {
  await assertBroken(await hierarchy({ root: { version: 1 } }), {
    rule: "not_a_ca",
    code: "not_a_ca",
    breaks: "rfc5280",
    message: /The root/,
  });
});

Deno.test("basicConstraints of an authority is critical", async () => {
  await assertBroken(await hierarchy({ intermediate: { critical: { basicConstraints: false } } }), {
    rule: "basic_constraints_not_critical",
    code: "policy_violation",
    breaks: "rfc5280",
    message: /not critical/,
  });
});

Deno.test("no more intermediates follow than pathLenConstraint allows, self-issued ones not counted", async () => {
  await assertGood(await hierarchy({ root: { pathLength: 1 }, intermediate: { pathLength: 0 } }));
  await assertBroken(await hierarchy({ root: { pathLength: 0 } }), {
    rule: "path_length",
    code: "path_length_exceeded",
    breaks: "path",
    message: /^The root "Test Root" allows 0 intermediates below it, and 1 follows$/,
  });
  await assertGood(
    await hierarchy({ root: { pathLength: 0 }, intermediate: { subject: { O: "Test", CN: "Test Root" } } }),
  );
});

Deno.test("only as many intermediates are accepted as were asked for", async () => {
  const chain = await hierarchy();
  assert.equal(
    (await judgementOf(chain, { maximumIntermediates: 0 })).chain.error?.code,
    "path_length_exceeded",
  );
  await assertGood(chain, { maximumIntermediates: 1 });
});

Deno.test("a path length without the right to issue is out of place", async () => {
  await assertBroken(
    await hierarchy({ leaf: { extensions: { basicConstraints: basicConstraints(false, 0) } } }),
    {
      rule: "path_length_without_ca",
      code: "policy_violation",
      breaks: "rfc5280",
      message: /limits the length of paths/,
    },
  );
});

// Usage

Deno.test("an authority's key must be for signing certificates", async () => {
  await assertBroken(await hierarchy({ intermediate: { keyUsage: ["digitalSignature", "cRLSign"] } }), {
    rule: "key_cert_sign_missing",
    code: "key_usage",
    breaks: "path",
    message: /no keyCertSign/,
  });
  await assertBroken(await hierarchy({ intermediate: { keyUsage: null } }), {
    rule: "key_usage_missing",
    code: "key_usage",
    breaks: "rfc5280",
    message: /without a keyUsage extension/,
  });
});

Deno.test("a server's key must be for signing, or for the older key exchanges", async () => {
  await assertBroken(await hierarchy({ leaf: { keyUsage: ["nonRepudiation"] } }), {
    rule: "no_use_for_servers",
    code: "key_usage",
    breaks: "path",
    message: /keyUsage is nonRepudiation/,
  });
  for (const use of ["keyEncipherment", "keyAgreement"] as const) {
    await assertBroken(await hierarchy({ leaf: { keyUsage: [use] } }), {
      rule: "no_digital_signature",
      code: "key_usage",
      breaks: "advice",
      message: new RegExp(`keyUsage is ${use}, without digitalSignature`),
    });
  }
  await assertGood(await hierarchy({ leaf: { keyUsage: null } }));
});

Deno.test("an authority can stand as a leaf; as a server it needs a key for signing too", async () => {
  const authority = { isAuthority: true, keyUsage: ["keyCertSign"] } as const;
  await assertBroken(await hierarchy({ leaf: authority }), {
    rule: "no_use_for_servers",
    code: "key_usage",
    breaks: "tls",
    message: /keyUsage is keyCertSign/,
  });
  await assertGood(
    await hierarchy({ leaf: { ...authority, keyUsage: ["digitalSignature", "keyCertSign"] } }),
  );
  await assertBroken(await hierarchy({ leaf: { ...authority, keyUsage: ["digitalSignature"] } }), {
    rule: "ca_without_key_cert_sign",
    code: "key_usage",
    breaks: "web",
    message: /says that it is a certification authority/,
  });
});

Deno.test("keyCertSign is for authorities (RFC 5280 §4.2.1.9)", async () => {
  await assertBroken(await hierarchy({ leaf: { keyUsage: ["digitalSignature", "keyCertSign"] } }), {
    rule: "key_cert_sign_without_ca",
    code: "key_usage",
    breaks: "rfc5280",
    message: /asserts keyCertSign/,
  });
});

Deno.test("purposes nest: the leaf and every authority that lists any must list serverAuth", async () => {
  const expected = { rule: "purpose_missing", code: "extended_key_usage", breaks: "path" } as const;
  await assertBroken(await hierarchy({ leaf: { extendedKeyUsage: ["clientAuth"] } }), {
    ...expected,
    message: /^The certificate is for clientAuth, not for serverAuth$/,
  });
  await assertBroken(await hierarchy({ intermediate: { extendedKeyUsage: ["emailProtection", "1.2.3"] } }), {
    ...expected,
    message: /^The intermediate "Test Intermediate" is for emailProtection, 1\.2\.3/,
  });
  await assertGood(await hierarchy({ intermediate: { extendedKeyUsage: null } }));
  await assertGood(await hierarchy({ intermediate: { extendedKeyUsage: ["anyExtendedKeyUsage"] } }));
});

Deno.test("what the forum asks of purposes beyond RFC 5280", async () => {
  const web = { code: "extended_key_usage", breaks: "web" } as const;
  await assertBroken(await hierarchy({ leaf: { extendedKeyUsage: ["serverAuth", "anyExtendedKeyUsage"] } }), {
    ...web,
    rule: "any_eku",
    message: /anyExtendedKeyUsage/,
  });
  await assertBroken(await hierarchy({ leaf: { critical: { extendedKeyUsage: true } } }), {
    ...web,
    rule: "eku_critical",
    message: /critical/,
  });
  await assertBroken(await hierarchy({ root: { extendedKeyUsage: ["serverAuth"] } }), {
    ...web,
    rule: "root_has_eku",
    message: /root/,
  });
  const { leaf, intermediate } = await hierarchy();
  await assertGood({ leaf, intermediate: leaf, root: intermediate });
  await assertBroken(await hierarchy({ leaf: { extendedKeyUsage: null } }), {
    ...web,
    breaks: "advice",
    rule: "eku_missing",
    message: /no extKeyUsage/,
  });
});

Deno.test("keys that browsers do not take are told, and fail nothing", async () => {
  const key = await generateSigningKey("Ed25519");
  await assertBroken(await hierarchy({ leaf: { key } }), {
    rule: "edwards_key",
    code: "weak_key",
    breaks: "advice",
    message: /has an Ed25519 key, which browsers do not take/,
  });
});

// Extensions

Deno.test("a critical extension that is not understood refuses; one that is not critical does not", async () => {
  const unknown = extension("1.3.6.1.4.1.55738.1", nullValue(), true);
  const expected = {
    rule: "unknown_critical_extension",
    code: "unknown_critical_extension",
    breaks: "path",
    message: /1\.3\.6\.1\.4\.1\.55738\.1/,
  } as const;
  await assertBroken(await hierarchy({ leaf: { rawExtensions: [unknown] } }), expected);
  await assertBroken(await hierarchy({ intermediate: { rawExtensions: [unknown] } }), expected);
  await assertBroken(await hierarchy({ root: { rawExtensions: [unknown] } }), expected);
  await assertGood(
    await hierarchy({ leaf: { rawExtensions: [extension("1.3.6.1.4.1.55738.1", nullValue())] } }),
  );
});

Deno.test("an extension is there once", async () => {
  await assertBroken(await hierarchy({ leaf: { rawExtensions: [keyUsage(["digitalSignature"])] } }), {
    rule: "duplicate_extension",
    code: "malformed_certificate",
    breaks: "path",
    message: /has the extension keyUsage twice/,
  });
});

Deno.test("a subjectAltName that is too large is too complex, and no name is said to be missing", async () => {
  const names = new Uint8Array(120_000).map((_, index) => index % 2 === 0 ? 0x82 : 0);
  const chain = await hierarchy({ leaf: { subject: [], dnsNames: [], otherNames: [names] } });
  await assertBroken(chain, {
    rule: "unreadable_extension",
    code: "too_complex",
    breaks: "path",
    message: /too large a subjectAltName extension: .* 50000 ASN\.1 elements/,
  });
  const { name } = await judgementOf(chain);
  assert.equal(name!.matches, false);
  assert.match(name!.message, /subjectAltName cannot be read/);
});

Deno.test("an extension that cannot be read is named with what is wrong", async () => {
  const text = extension("2.5.29.17", new TextEncoder().encode("www.example.com"));
  await assertBroken(await hierarchy({ leaf: { extensions: { subjectAltName: text } } }), {
    rule: "unreadable_extension",
    code: "malformed_certificate",
    breaks: "path",
    message: /malformed subjectAltName extension: "SubjectAltName" has tag 0x77, not 0x30/,
  });
});

Deno.test("key identifiers and AIA are never critical, policyConstraints always is", async () => {
  const expected = { rule: "extension_critical", code: "policy_violation", breaks: "rfc5280" } as const;
  await assertBroken(await hierarchy({ leaf: { critical: { authorityKeyIdentifier: true } } }), {
    ...expected,
    message: /authorityKeyIdentifier/,
  });
  await assertBroken(await hierarchy({ intermediate: { critical: { subjectKeyIdentifier: true } } }), {
    ...expected,
    message: /subjectKeyIdentifier/,
  });
  const access = {
    authorityInfoAccess: { ocsp: ["http://ocsp.example"] },
    critical: { authorityInfoAccess: true },
  };
  await assertBroken(await hierarchy({ leaf: access }), { ...expected, message: /authorityInfoAccess/ });
  const constraints = extension("2.5.29.36", sequence(implicit(0, Uint8Array.of(5))));
  await assertBroken(await hierarchy({ intermediate: { rawExtensions: [constraints] } }), {
    ...expected,
    rule: "extension_not_critical",
    message: /policyConstraints marked as not critical/,
  });
});

Deno.test("DER is exact: a default spelled out, bits beyond the last, an empty list", async () => {
  const expected = { rule: "not_der", code: "malformed_certificate", breaks: "rfc5280" } as const;
  const falseCa = extension("2.5.29.19", sequence(fromHex("010100")), true);
  await assertBroken(await hierarchy({ leaf: { extensions: { basicConstraints: falseCa } } }), {
    ...expected,
    message: /"cA" spells out/,
  });
  const zeros = extension("2.5.29.15", fromHex("03020080"), true);
  await assertBroken(await hierarchy({ leaf: { extensions: { keyUsage: zeros } } }), {
    ...expected,
    message: /trailing zero bits/,
  });
  const empty = extension("1.3.6.1.5.5.7.1.1", sequence());
  await assertBroken(await hierarchy({ leaf: { extensions: { authorityInfoAccess: empty } } }), {
    ...expected,
    message: /is empty/,
  });
  await assertBroken(await hierarchy({ leaf: { serial: fromHex("000001") } }), {
    ...expected,
    message: /"serialNumber" is an INTEGER in more octets/,
  });
  await assertBroken(await hierarchy({ leaf: { subject: [{ type: "CN", value: fromHex("0c02c328") }] } }), {
    ...expected,
    message: /UTF-8/,
  });
});

// Version, serial number, names

Deno.test("version is 3, and serial numbers are positive and at most 20 octets", async () => {
  const expected = { code: "policy_violation", breaks: "rfc5280" } as const;
  await assertBroken(await hierarchy({ leaf: { serial: -5n } }), {
    ...expected,
    rule: "serial_negative",
    message: /negative/,
  });
  await assertBroken(await hierarchy({ leaf: { serial: 0n } }), {
    ...expected,
    rule: "serial_zero",
    message: /serial number 0/,
  });
  await assertBroken(await hierarchy({ leaf: { serial: new Uint8Array(21).fill(1) } }), {
    ...expected,
    rule: "serial_too_long",
    message: /21 octets/,
  });
  await assertGood(await hierarchy({ leaf: { serial: new Uint8Array(20).fill(1) } }));
  await assertBroken(await hierarchy({ root: { serial: 0n } }), {
    ...expected,
    breaks: "advice",
    rule: "serial_zero",
    message: /root/,
  });
});

Deno.test("issuers have names; a leaf without one has a critical subjectAltName", async () => {
  const expected = { code: "policy_violation", breaks: "rfc5280" } as const;
  await assertGood(await hierarchy({ leaf: { subject: [] } }));
  await assertBroken(await hierarchy({ leaf: { subject: [], critical: { subjectAltName: false } } }), {
    ...expected,
    rule: "san_not_critical",
    message: /empty subject/,
  });
  await assertBroken(await hierarchy({ leaf: { critical: { subjectAltName: true } } }), {
    ...expected,
    breaks: "web",
    rule: "san_critical",
    message: /marked as critical/,
  });
  await assertBroken(await hierarchy({ intermediate: { subject: [] } }), {
    ...expected,
    rule: "issuer_empty",
    message: /empty issuer name/,
  });
});

Deno.test("a common name that could be a host's is a copy of a subjectAltName (CA/B BR §7.1.4.3)", async () => {
  const expected = { rule: "common_name_not_in_san", code: "policy_violation", breaks: "web" } as const;
  const names = (subject: string, dnsNames: string[], ipAddresses: string[] = []) =>
    hierarchy({ leaf: { subject, dnsNames: ["www.example.com", ...dnsNames], ipAddresses } });
  await assertBroken(await names("other.example", []), { ...expected, message: /"other\.example"/ });
  const respelled = { ...expected, rule: "common_name_respelled" };
  await assertBroken(await names("WWW.example.com", []), { ...respelled, message: /letter for letter/ });
  await assertBroken(await names("192.0.002.1", [], ["192.0.2.1"]), {
    ...respelled,
    message: /192\.0\.002\.1/,
  });
  await assertBroken(await names("2001:DB8::1", [], ["2001:db8::1"]), {
    ...respelled,
    message: /2001:DB8::1/,
  });
  await assertGood(await names("www.example.com", []));
  await assertGood(await names("Our Web Server", []));
  await assertBroken(await names("other.example", ["machine.internal"]), {
    ...expected,
    breaks: "advice",
    message: /other/,
  });
  await assertBroken(await names("example.com", ["*.example.com"]), {
    ...expected,
    breaks: "advice",
    message: /example\.com/,
  });
});

Deno.test("names are in the preferred syntax, and wildcards are whole leftmost labels below a registrable domain", async () => {
  const dns = { code: "policy_violation", breaks: "rfc5280", rule: "dns_name_syntax" } as const;
  const withName = (text: string) => hierarchy({ leaf: { dnsNames: ["www.example.com", text] } });
  await assertBroken(await withName("foo_bar.example.com"), { ...dns, message: /underscore/ });
  await assertBroken(await withName("example.com."), { ...dns, message: /empty label/ });
  await assertBroken(await withName("-a.example.com"), { ...dns, message: /hyphen/ });
  await assertBroken(await withName("192.0.2.1"), {
    ...dns,
    rule: "address_as_dns_name",
    message: /as a dNSName/,
  });
  const wildcard = { ...dns, breaks: "web", rule: "wildcard_misplaced" } as const;
  for (const text of ["*", "w*.example.com", "www.*.com", "*.*.example.com"]) {
    await assertBroken(await withName(text), { ...wildcard, message: /whole leftmost label/ });
  }
  for (const text of ["*.com", "*.co.uk", "*.com.au"]) {
    await assertBroken(await withName(text), {
      ...wildcard,
      rule: "wildcard_over_public_suffix",
      message: /every registrant/,
    });
  }
  await assertGood(await withName("*.example.co.uk"));
});

Deno.test("octets above ASCII in a dNSName are malformed (RFC 5280 §7.2)", async () => {
  await assertBroken(
    await hierarchy({
      leaf: { dnsNames: ["www.example.com"], otherNames: [dnsName("\u{1f61c}.example.com")] },
    }),
    {
      rule: "not_der",
      code: "malformed_certificate",
      breaks: "rfc5280",
      message: /not ASCII/,
    },
  );
});

Deno.test("an address is 4 or 16 octets, a mailbox and a URI are what they say", async () => {
  const expected = { rule: "malformed_name", code: "malformed_certificate" } as const;
  await assertBroken(
    await hierarchy({ leaf: { dnsNames: ["www.example.com"], ipAddresses: [fromHex("c0000200ffffff00")] } }),
    {
      ...expected,
      breaks: "path",
      message: /8 octets/,
    },
  );
  const mail = await hierarchy({ leaf: { dnsNames: ["www.example.com"], emailAddresses: ["a@b@c"] } });
  await assertBroken(mail, { ...expected, breaks: "rfc5280", message: /no mailbox/ });
  const uri = await hierarchy({ leaf: { dnsNames: ["www.example.com"], uris: ["/relative"] } });
  await assertBroken(uri, { ...expected, breaks: "rfc5280", message: /no absolute URI/ });
  await assertBroken(await hierarchy({ leaf: { extensions: { subjectAltName: subjectAltName([]) } } }), {
    rule: "not_der",
    code: "malformed_certificate",
    breaks: "rfc5280",
    message: /"SubjectAltName" is empty/,
  }, { serverName: null });
});

// Key identifiers

Deno.test("authorities have a subjectKeyIdentifier, all but roots an authorityKeyIdentifier", async () => {
  const expected = { code: "policy_violation", breaks: "rfc5280" } as const;
  await assertBroken(await hierarchy({ intermediate: { extensions: { subjectKeyIdentifier: null } } }), {
    ...expected,
    rule: "ski_missing",
    message: /without a subjectKeyIdentifier/,
  });
  await assertBroken(await hierarchy({ leaf: { extensions: { authorityKeyIdentifier: null } } }), {
    ...expected,
    rule: "aki_missing",
    message: /no authorityKeyIdentifier/,
  });
  const empty = extension("2.5.29.35", sequence());
  await assertBroken(await hierarchy({ leaf: { extensions: { authorityKeyIdentifier: empty } } }), {
    ...expected,
    rule: "aki_missing",
    message: /without a keyIdentifier/,
  });
  await assertGood(await hierarchy({ root: { extensions: { authorityKeyIdentifier: null } } }));
  await assertGood(await hierarchy({ leaf: { extensions: { subjectKeyIdentifier: null } } }));
});

Deno.test("an authorityKeyIdentifier holds a key identifier and nothing else, a root's its own", async () => {
  const expected = { code: "policy_violation", breaks: "web" } as const;
  const { root } = await hierarchy();
  const serial = extension(
    "2.5.29.35",
    sequence(implicit(0, root.subjectKeyIdentifier), implicit(2, Uint8Array.of(1))),
  );
  await assertBroken(await hierarchy({ root: { extensions: { authorityKeyIdentifier: serial } } }), {
    ...expected,
    rule: "aki_names_issuer",
    message: /only a keyIdentifier belongs/,
  });
  const other = authorityKeyIdentifier(new Uint8Array(20).fill(7));
  await assertBroken(await hierarchy({ root: { extensions: { authorityKeyIdentifier: other } } }), {
    ...expected,
    rule: "aki_differs_from_ski",
    message: /two key identifiers differ/,
  });
});

// Keys and signatures

Deno.test("an RSA key below 2048 bits is weak wherever it stands", async () => {
  const key = await generateSigningKey("RSA-1024");
  const expected = { rule: "short_rsa_key", code: "weak_key", breaks: "path" } as const;
  await assertBroken(await hierarchy({ leaf: { key } }), {
    ...expected,
    message: /^The certificate has an RSA key of 1024 bits/,
  });
  await assertBroken(await hierarchy({ intermediate: { key } }), { ...expected, message: /intermediate/ });
  await assertBroken(await hierarchy({ root: { key } }), { ...expected, message: /root/ });
});

Deno.test("curves below P-256 are weak, others are not the profile's, and unknown kinds of key are no server's", async () => {
  const ecKey = (curve: string) =>
    sequence(
      sequence(objectIdentifier("1.2.840.10045.2.1"), objectIdentifier(curve)),
      fromHex("0342000400" + "11".repeat(63)),
    );
  const expected = { rule: "curve_not_allowed", code: "weak_key" } as const;
  await assertBroken(await hierarchy({ leaf: { spki: ecKey("1.3.132.0.10") } }), {
    ...expected,
    breaks: "web",
    message: /not on P-256/,
  });
  const x25519 = sequence(sequence(objectIdentifier("1.3.101.110")), fromHex("032100" + "11".repeat(32)));
  await assertBroken(await hierarchy({ leaf: { spki: x25519 } }), {
    rule: "key_not_allowed",
    code: "weak_key",
    breaks: "path",
    message: /X25519/,
  });
});

Deno.test("each kind of signature that the web uses is verified", async () => {
  const kinds: SigningKeyKind[] = ["P-256", "P-384", "P-521", "RSA-2048", "RSA-PSS-2048", "Ed25519"];
  for (const kind of kinds) {
    const key = await generateSigningKey(kind);
    await assertGood(await hierarchy({ intermediate: { key } }));
    const { chain } = await judgementOf(
      await hierarchy({ intermediate: { key }, leaf: { signature: new Uint8Array(64).fill(1) } }),
    );
    assert.equal(chain.error?.code, "bad_signature", kind);
  }
  const key = await generateSigningKey("RSA-2048");
  for (const signatureHash of ["SHA-256", "SHA-384", "SHA-512"] as const) {
    await assertGood(await hierarchy({ intermediate: { key }, leaf: { signatureHash } }));
    await assertGood(await hierarchy({ intermediate: { key }, leaf: { signatureHash, signaturePss: true } }));
  }
});

Deno.test("a certificate that is trusted by itself needs no signature that holds", async () => {
  const key = await generateSigningKey("RSA-2048");
  const leaf = await selfSigned({ now, key, dnsNames: ["www.example.com"], signatureHash: "SHA-1" });
  const question = { certificates: [leaf.der], serverName: "www.example.com", now };
  const trusted = await judgeChain({ ...question, trustStore: trustStore([leaf.der]) });
  assert.equal(trusted.chain.error, null);
  const untrusted = await judgeChain({ ...question, trustStore: trustStore([]) });
  assert.ok(untrusted.violations.some(({ code }) => code === "weak_signature"));
});

Deno.test("signatures over SHA-1 are weak, except an anchor's own", async () => {
  const key = await generateSigningKey("RSA-2048");
  const sha1 = { signatureHash: "SHA-1" } as const;
  const expected = { rule: "broken_hash", code: "weak_signature", breaks: "path" } as const;
  await assertBroken(await hierarchy({ intermediate: { key }, leaf: sha1 }), {
    ...expected,
    message: /^The certificate is signed with sha1WithRSAEncryption/,
  });
  await assertBroken(await hierarchy({ root: { key }, intermediate: sha1 }), {
    ...expected,
    message: /^The intermediate/,
  });
  await assertGood(await hierarchy({ root: { key, ...sha1 } }));
});

Deno.test("a signature algorithm that nothing here verifies is told as that", async () => {
  const gost = sequence(objectIdentifier("1.2.643.7.1.1.3.2"));
  const chain = await hierarchy({ leaf: { innerSignatureAlgorithm: gost, outerSignatureAlgorithm: gost } });
  await assertBroken(chain, {
    rule: "unknown_signature_algorithm",
    code: "weak_signature",
    breaks: "path",
    message: /1\.2\.643\.7\.1\.1\.3\.2, which is not verified here/,
  });
});

Deno.test("the signature algorithm is the same inside what is signed and outside", async () => {
  const sha384 = sequence(objectIdentifier("1.2.840.10045.4.3.3"));
  await assertBroken(await hierarchy({ leaf: { innerSignatureAlgorithm: sha384 } }), {
    rule: "signature_algorithms_differ",
    code: "malformed_certificate",
    breaks: "path",
    message: /one signature algorithm inside/,
  });
});

Deno.test("parameters that an algorithm does not have are told", async () => {
  const withNull = sequence(objectIdentifier("1.2.840.10045.4.3.2"), nullValue());
  const chain = await hierarchy({
    leaf: { innerSignatureAlgorithm: withNull, outerSignatureAlgorithm: withNull },
  });
  await assertBroken(chain, {
    rule: "signature_parameters",
    code: "malformed_certificate",
    breaks: "rfc5280",
    message: /ecdsa-with-SHA256, whose parameters are there/,
  });
});

// Everything at once

Deno.test("the first error is the first in the precedence, and every other stays in the violations", async () => {
  const chain = await hierarchy({
    leaf: {
      notBefore: days(-40),
      notAfter: days(-3),
      extendedKeyUsage: ["clientAuth"],
      dnsNames: ["other.example"],
    },
  });
  const { chain: judged, violations } = await judgementOf(chain);
  assert.equal(judged.error?.code, "expired");
  assert.equal(judged.name_matches, false);
  assert.equal(judged.trusted, false, "it is not for servers, whatever the time");
  assert.deepEqual(violations.map(({ rule }) => rule), ["expired", "purpose_missing"]);
});

Deno.test("a self-signed certificate that expired is expired first, by the precedence", async () => {
  const leaf = await selfSigned({
    now,
    dnsNames: ["www.example.com"],
    notBefore: days(-40),
    notAfter: days(-3),
  });
  const { chain, violations } = await judgeChain({
    certificates: [leaf.der],
    trustStore: trustStore([]),
    serverName: null,
    now,
  });
  assert.equal(chain.error?.code, "expired");
  assert.ok(violations.some(({ code }) => code === "self_signed"));
});

Deno.test("a rule broken ten thousand times is told once", async () => {
  const dnsNames = ["www.example.com", ...Array.from({ length: 2000 }, (_, i) => `bad_${i}.example.com`)];
  const { violations } = await judgementOf(await hierarchy({ leaf: { dnsNames } }));
  assert.equal(violations.filter(({ rule }) => rule === "dns_name_syntax").length, 1);
});

Deno.test("of a rule broken several times the worst is told", async () => {
  const names = { emailAddresses: ["no mailbox"], otherNames: [ipAddress(fromHex("c000020105"))] };
  await assertBroken(await hierarchy({ leaf: { dnsNames: ["www.example.com"], ...names } }), {
    rule: "malformed_name",
    code: "malformed_certificate",
    breaks: "path",
    message: /iPAddress of 5 octets/,
  });
  const commonNames = ["example.com", "other.example"].map((value) => ({ type: "CN", value }));
  await assertBroken(
    await hierarchy({ leaf: { subject: commonNames, dnsNames: ["*.example.com"] } }),
    {
      rule: "common_name_not_in_san",
      code: "policy_violation",
      breaks: "web",
      message: /"other\.example"/,
    },
  );
});

Deno.test("an unreadable subject value that is no string changes nothing", async () => {
  const subject = [{ type: "CN", value: octetString(fromHex("00ff")) }, {
    type: "O",
    value: utf8String("Example"),
  }, { type: "L", value: integer(1) }];
  await assertGood(await hierarchy({ leaf: { subject } }));
});

Deno.test("a keyUsage without any use is malformed by the profile, and allows nothing by any reading", async () => {
  const none = extension("2.5.29.15", namedBits([]), true);
  const chain = await hierarchy({ intermediate: { extensions: { keyUsage: none } } });
  assert.equal((await judgementOf(chain)).chain.error?.code, "key_usage");
  assert.equal(
    (await judgementOf(chain, { strictness: "profile" })).chain.error?.code,
    "malformed_certificate",
  );
});
