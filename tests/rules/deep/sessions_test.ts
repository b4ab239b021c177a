/** Renegotiation, compression, downgrades, extensions, resumption, and certificates of other kinds. */
import assert from "node:assert/strict";
import type { DeepFacts } from "../../../src/report/mod.ts";
import { checkedAt, passing } from "../../support/report_samples.ts";
import { extensions, findings, judged, smtp, type SomeFacts, version, versions } from "./support.ts";

const refusal = { code: "alert_received" as const, alert: null, message: "The server refused" };

type Renegotiation = NonNullable<DeepFacts["renegotiation"]>;

Deno.test("RFC 5746: renegotiation that is not secured fails where a client may ask for it, and is told where not", () => {
  const of = (secure: boolean, client_initiated: Renegotiation["client_initiated"]) =>
    judged({ renegotiation: { secure, client_initiated, refusal: null } });
  assert.deepEqual(of(true, "refused"), {});
  assert.deepEqual(of(true, "closed"), {});
  assert.deepEqual(of(true, "no_answer"), {});
  assert.deepEqual(of(true, "accepted"), { "renegotiation.client_initiated": "low" });
  assert.deepEqual(of(false, "refused"), { "renegotiation.insecure": "low" });
  assert.deepEqual(of(false, "no_answer"), { "renegotiation.insecure": "low" });
  assert.deepEqual(of(false, null), { "renegotiation.insecure": "low" });
  assert.deepEqual(of(true, null), {});
  assert.deepEqual(of(false, "accepted"), { "renegotiation.insecure": "high" });
});

Deno.test("RFC 9325 §3.3: compression warns, and is called CRIME", () => {
  const method = { value: 1, hex: "0x01", name: "DEFLATE" };
  assert.deepEqual(judged({ compression: { accepted: true, method } }), { "compression.accepted": "medium" });
  assert.match(findings({ compression: { accepted: true, method } })[0]!.detail, /\(CRIME\)/);
  assert.deepEqual(judged({ compression: { accepted: false, method: null } }), {});
  assert.deepEqual(judged({ compression: { accepted: null, method: null } }), {});
});

Deno.test("RFC 9846 §4.2.3: a missing sentinel warns; a fallback that is let pass is told", () => {
  const of = (some: Partial<NonNullable<DeepFacts["downgrade_protection"]>>) =>
    judged({ downgrade_protection: { sentinels: [], fallback_scsv: null, ...some } });
  const sentinel = (found: "tls12" | "none") => ({
    sentinels: [{ version: version("TLS 1.2"), found, expected: "tls12" as const }],
  });
  const scsv = (refused: boolean | null) => ({
    fallback_scsv: { version: version("TLS 1.1"), refused, refusal: null },
  });
  assert.deepEqual(of({}), {});
  assert.deepEqual(of(sentinel("tls12")), {});
  assert.deepEqual(of(sentinel("none")), { "downgrade.no_sentinel": "medium" });
  assert.deepEqual(of(scsv(true)), {});
  assert.deepEqual(of(scsv(null)), {});
  assert.deepEqual(of(scsv(false)), { "downgrade.no_fallback_scsv": "low" });
});

Deno.test("RFC 7627: no extended main secret is told", () => {
  assert.deepEqual(judged(extensions({ extended_main_secret: false })), {
    "extended_main_secret.missing": "low",
  });
  assert.deepEqual(judged(extensions({ extended_main_secret: true })), {});
  assert.deepEqual(judged(extensions({ extended_main_secret: null })), {});
});

Deno.test("RFC 8701: what is unknown is to be passed over", () => {
  const of = (tolerated: boolean | null) =>
    judged({
      protocol_versions: {
        versions: [],
        ssl2_cipher_kinds: null,
        tolerance: [{ test: "unknown_extension", tolerated, refusal: null }],
      },
    });
  assert.deepEqual(of(true), {});
  assert.deepEqual(of(null), {});
  assert.deepEqual(of(false), { "tolerance.unknown_values": "medium" });
});

Deno.test("RFC 9846 §4.3.1: a server of TLS 1.3 may refuse a newer legacy_version, an older one may not", () => {
  const of = (hasTls13: boolean | null) => {
    const { protocol_versions } = versions({ "TLS 1.3": hasTls13, "TLS 1.2": true });
    const tolerance = [{ test: "newer_legacy_version" as const, tolerated: false, refusal: null }];
    return judged({ protocol_versions: { ...protocol_versions!, tolerance } })["tolerance.unknown_values"];
  };
  assert.equal(of(true), undefined);
  assert.equal(of(null), undefined);
  assert.equal(of(false), "medium");
});

type Ech = NonNullable<DeepFacts["encrypted_client_hello"]>;

Deno.test("RFC 9849: a web server that stumbles over what browsers send fails, another one warns", () => {
  const of = (some: Partial<Ech>, overrides = {}) =>
    judged(
      { encrypted_client_hello: { tolerated: true, refusal: null, retry_configs: null, ...some } },
      overrides,
    );
  const no = { tolerated: false, refusal };
  assert.deepEqual(of(no), { "tolerance.encrypted_client_hello": "high" });
  assert.deepEqual(of(no, { target: smtp }), { "tolerance.encrypted_client_hello": "medium" });
  assert.deepEqual(of({ tolerated: null }), {});
  assert.deepEqual(of({}), { "encrypted_client_hello.missing": "info" });
  assert.deepEqual(of({}, { target: { ...passing.target, server_name: null } }), {});
});

Deno.test("encrypted ClientHello of which only one half is there", () => {
  const config = { version: "0xfe0d", config_id: 1, public_name: "public.example", kem: "X25519" };
  const of = (isServed: boolean, isPublished: boolean | null): SomeFacts => ({
    encrypted_client_hello: { tolerated: true, refusal: null, retry_configs: isServed ? [config] : null },
    https_record: isPublished === null ? null : {
      records: [{
        owner: "www.example.com",
        priority: 1,
        mandatory: [],
        target: ".",
        application_protocols: ["h2"],
        no_default_application_protocol: false,
        port: null,
        ipv4_hints: [],
        ipv6_hints: [],
        encrypted_client_hello: isPublished ? ["public.example"] : null,
        other_parameters: [],
      }],
      malformed: [],
      look_ups: [],
      authenticated: null,
    },
  });
  assert.deepEqual(judged(of(true, true)), {});
  assert.deepEqual(judged(of(true, null)), {});
  assert.deepEqual(judged(of(true, false)), { "encrypted_client_hello.not_published": "info" });
  assert.deepEqual(judged(of(false, true)), { "encrypted_client_hello.published_only": "medium" });
});

Deno.test("RFC 9846 §4.7.1: a ticket for more than seven days is told", () => {
  const of = (name: string, seconds: number | null) => {
    const mechanism = name === "TLS 1.3" ? "pre_shared_key" as const : "session_ticket" as const;
    return findings({
      session_resumption: {
        versions: [{
          version: version(name),
          mechanism,
          offered: true,
          resumed: true,
          tickets: 1,
          ticket_lifetime_seconds: seconds,
        }],
      },
    });
  };
  assert.deepEqual(of("TLS 1.3", 604_800), []);
  assert.deepEqual(of("TLS 1.3", null), []);
  const [tls13] = of("TLS 1.3", 604_801);
  assert.equal(`${tls13!.id} ${tls13!.severity}`, "session.ticket_lifetime low");
  assert.doesNotMatch(tls13!.detail, /forward secrecy/);
  assert.match(of("TLS 1.2", 30 * 86_400)[0]!.detail, /30 days.*no forward secrecy/);
});

Deno.test("RFC 9325 §3.10: early data is told for HTTP, and warns where nothing says what may be sent so", () => {
  const of = (accepted: boolean | null, protocol: string) =>
    judged({ early_data: { advertised: true, max_early_data_size: 16384, accepted } }, {
      target: { ...passing.target, protocol },
    });
  const id = "session.early_data_accepted";
  assert.deepEqual(of(true, "https"), { [id]: "info" });
  assert.deepEqual(of(true, "tls"), { [id]: "info" });
  assert.deepEqual(of(true, "imap"), { [id]: "medium" });
  assert.deepEqual(of(false, "https"), {});
  assert.deepEqual(of(null, "imap"), {});
});

Deno.test("RFC 9846 §4.7.3: a KeyUpdate that is not answered is told", () => {
  assert.deepEqual(judged({ key_update: { answered: false, refusal } }), { "key_update.unanswered": "low" });
  assert.deepEqual(judged({ key_update: { answered: true, refusal: null } }), {});
  assert.deepEqual(judged({ key_update: { answered: null, refusal: null } }), {});
});

type Protocols = NonNullable<DeepFacts["application_protocols"]>;

Deno.test("RFC 7301 §3.2: a protocol that nobody has is to be refused", () => {
  const of = (outcome: Protocols["unknown_only"]["outcome"]) =>
    judged({
      application_protocols: {
        accepted: ["h2"],
        preference: "server",
        unknown_only: { outcome, refusal: null },
      },
    });
  assert.deepEqual(of("refused"), {});
  assert.deepEqual(of("no_answer"), {});
  assert.deepEqual(of("ignored"), { "application_protocol.unknown_ignored": "info" });
  assert.deepEqual(of("invalid"), { "application_protocol.unoffered_chosen": "info" });
  assert.deepEqual(of("accepted"), { "application_protocol.unknown_accepted": "medium" });
});

Deno.test("a certificate for another kind of key that is over, or whose key is weak, fails", () => {
  const day = 86_400_000;
  const served = (not_after: string, bits: number, fingerprint = "ab".repeat(32)): SomeFacts => ({
    served_certificates: {
      by_key: [{
        fingerprint_sha256: fingerprint,
        subject: "CN=www.example.com",
        issuer: "CN=Example",
        not_after,
        dns_names: [],
        public_key: { algorithm: "RSA", bits, curve: null },
      }],
      without_server_name: null,
      unknown_server_name: { outcome: "same", certificate: null, refusal: null },
    },
  });
  const past = new Date(checkedAt.getTime() - day).toISOString();
  const future = new Date(checkedAt.getTime() + day).toISOString();
  assert.deepEqual(judged(served(future, 2048)), {});
  assert.deepEqual(judged(served(past, 2048)), { "certificate.other_expired": "high" });
  assert.deepEqual(judged(served(future, 1024)), { "certificate.other_weak_key": "high" });
  const own = passing.certificates[0]!.fingerprint_sha256;
  assert.deepEqual(judged(served(past, 1024, own)), {}, "the check's own is judged by other rules");
});
