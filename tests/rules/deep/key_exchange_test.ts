/** Forward secrecy, primes, groups, and keys that are used again. */
import assert from "node:assert/strict";
import { judge } from "../../../src/rules/mod.ts";
import type { DeepFacts } from "../../../src/report/mod.ts";
import { passing } from "../../support/report_samples.ts";
import { inputFrom } from "../support.ts";
import {
  deep,
  findings,
  finiteFields,
  gcm,
  groups,
  judged,
  type SomeFacts,
  staticRsa,
  suite,
  suites,
  version,
  versions,
} from "./support.ts";

const dhe = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";

Deno.test("RFC 10015 §4: static RSA, which browsers offer, is told; static (EC)DH, which they do not, warns", () => {
  const id = "key_exchange.static_accepted";
  assert.deepEqual(judged(suites({ "TLS 1.2": [gcm, staticRsa] })), { [id]: "low" });
  assert.deepEqual(judged(suites({ "TLS 1.2": [gcm, "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256"] })), {
    [id]: "medium",
  });
  assert.deepEqual(judged(suites({ "TLS 1.2": [gcm, "TLS_DH_RSA_WITH_AES_128_GCM_SHA256"] })), {
    [id]: "medium",
  });
  assert.deepEqual(judged(suites({ "TLS 1.2": [gcm] })), {});
  assert.match(findings(suites({ "TLS 1.2": [gcm, staticRsa] }))[0]!.detail, /\(ROBOT\)/);
});

Deno.test("no forward secrecy at all warns, in the place of what is told of the one suite", () => {
  const only12 = versions({ "TLS 1.3": false, "TLS 1.2": true });
  const connection = {
    ...passing.connection!,
    protocol_version: version("TLS 1.2"),
    cipher_suite: suite(staticRsa),
  };
  const of = (some: SomeFacts) =>
    judge(inputFrom(passing, { connection, deep: deep({ ...only12, ...some }) })).findings
      .filter(({ id }) => id.startsWith("key_exchange.")).map(({ id, severity }) => `${id} ${severity}`);
  assert.deepEqual(of(suites({ "TLS 1.2": [staticRsa] })), ["key_exchange.no_forward_secrecy medium"]);
  assert.deepEqual(of(suites({ "TLS 1.2": [staticRsa, gcm] })), ["key_exchange.no_forward_secrecy low"]);
  assert.deepEqual(of(suites({ "TLS 1.2": [staticRsa] }, { complete: false })), [
    "key_exchange.no_forward_secrecy low",
  ]);
});

Deno.test("RFC 9325 §4.5: the smallest prime that was seen decides, wherever it was seen", () => {
  const id = "key_exchange.small_prime";
  const field = { bits: 1024, name: null };
  assert.deepEqual(judged(finiteFields({ bits: 2048, name: "ffdhe2048" })), {});
  assert.deepEqual(judged(finiteFields({ bits: 1536, name: null })), { [id]: "medium" });
  assert.deepEqual(judged(finiteFields({ bits: 4096, name: null }, field)), { [id]: "high" });
  const elsewhere: SomeFacts = {
    cipher_suites: {
      versions: [{
        version: version("TLS 1.2"),
        preference: "server",
        prioritizes_chacha20: null,
        suites: [{ cipher_suite: suite(dhe), named_group: null, finite_field: field }],
        complete: true,
      }],
    },
  };
  assert.deepEqual(judged(elsewhere), { [id]: "high" });
  assert.match(findings(elsewhere)[0]!.detail, /1024 bits \(Logjam\)/);
});

Deno.test("RFC 10015 §3: DHE in TLS 1.2 warns, and is one finding with what is wrong about it", () => {
  const accepted = suites({ "TLS 1.2": [gcm, dhe] });
  assert.deepEqual(judged(accepted), { "key_exchange.finite_field_accepted": "medium" });
  assert.deepEqual(judged({ ...accepted, ...exchange("DHE", true) }), {
    "key_exchange.reused_finite_field_key": "medium",
  });
  assert.deepEqual(judged({ ...accepted, ...finiteFields({ bits: 1024, name: null }) }), {
    "key_exchange.small_prime": "high",
  });
  assert.match(findings({ ...accepted, ...exchange("DHE", true) })[0]!.detail, /\(Raccoon\)/);
});

Deno.test("an ECDHE key that is used again is told; a new one for each connection is not", () => {
  assert.deepEqual(judged(exchange("ECDHE", true)), { "key_exchange.reused_curve_key": "low" });
  assert.deepEqual(judged(exchange("ECDHE", false)), {});
});

Deno.test("groups that IANA discourages warn; a draft's are told", () => {
  const id = "key_exchange.discouraged_group";
  assert.deepEqual(judged(groups("x25519", "secp256r1", "secp521r1", "X25519MLKEM768")), {});
  assert.deepEqual(judged(groups("x25519", "secp192r1")), { [id]: "medium" });
  assert.deepEqual(judged(groups("sect163k1")), { [id]: "medium" });
  assert.deepEqual(judged(groups("x25519", "X25519Kyber768Draft00 (OBSOLETE)")), { [id]: "low" });
});

Deno.test("a group that was not offered is no answer", () => {
  const some = groups("x25519");
  const chosen = {
    ...some.named_groups!.versions[0]!,
    not_offered: { value: 23, hex: "0x0017", name: "secp256r1" },
  };
  assert.deepEqual(judged({ named_groups: { versions: [chosen], finite_fields: [] } }), {
    "key_exchange.group_not_offered": "medium",
  });
});

type PostQuantum = NonNullable<DeepFacts["post_quantum"]>;

Deno.test("post-quantum key exchange: not there, later than need be, or broken", () => {
  const of = (outcome: PostQuantum["outcome"]) => judged(postQuantum({ outcome }));
  assert.deepEqual(of("at_once"), {});
  assert.deepEqual(of("absent"), { "post_quantum.absent": "low" });
  assert.deepEqual(of("after_hello_retry_request"), { "post_quantum.after_hello_retry_request": "info" });
  assert.deepEqual(of("advertised_but_refused"), { "post_quantum.advertised_but_refused": "medium" });
});

Deno.test("a large ClientHello that is not answered warns, unless the check itself was refused for it", () => {
  const no = { answered: false, refusal: null };
  const id = "tolerance.large_client_hello";
  assert.deepEqual(judged(postQuantum({ two_segments: no })), { [id]: "medium" });
  assert.deepEqual(judged(postQuantum({ one_segment: no })), { [id]: "medium" });
  assert.deepEqual(judged(postQuantum({ two_segments: { answered: null, refusal: null } })), {});
  const refused = { variation: "ordinary" as const, reached_server_hello: false, error: null };
  assert.deepEqual(judged(postQuantum({ two_segments: no }), { attempts: [refused] }), {});
});

function postQuantum(some: Partial<PostQuantum>): SomeFacts {
  const yes = { answered: true, refusal: null };
  return {
    post_quantum: {
      outcome: "at_once",
      chosen_beside_classical: true,
      groups: [],
      negotiated_group: null,
      refusal: null,
      round_trip_ms: null,
      client_hello_length: 1800,
      one_segment: yes,
      two_segments: yes,
      ...some,
    },
  };
}

function exchange(key_exchange: "DHE" | "ECDHE", reused: boolean): SomeFacts {
  return {
    ephemeral_keys: {
      exchanges: [{
        key_exchange,
        version: version("TLS 1.2"),
        named_group: null,
        finite_field: null,
        connections: 2,
        reused,
      }],
    },
  };
}
