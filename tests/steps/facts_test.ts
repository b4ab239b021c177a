/** The facts of single steps, against servers that were told what to do. */
import assert from "node:assert/strict";
import {
  AlertDescription,
  AlertLevel,
  CipherSuite,
  NamedGroup,
  ProtocolVersion,
} from "../../src/registry/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";
import { afterDialogue, answering, httpOk, pickyServer, tlsServer } from "../support/peers.ts";
import type { ServerScript } from "../support/scripted_server.ts";
import { serverCertificate } from "../support/scripted_server/certificates.ts";
import { checkHere, factOf, stepOf, target } from "../check/support.ts";

const { TLS_1_0, TLS_1_1, TLS_1_2 } = ProtocolVersion;
const application = answering(httpOk);

async function checkScript(script: Partial<ServerScript> = {}): Promise<Report> {
  return await checkHere(new MemoryRuntime({ peer: tlsServer({ application, ...script }) }));
}

Deno.test("step 1 tells what was offered, and how large it was", async () => {
  const report = await checkScript();
  assert.equal(
    factOf(report, "client_hello", "supported_versions"),
    "TLS 1.3, TLS 1.2, TLS 1.1, TLS 1.0",
  );
  assert.equal(factOf(report, "client_hello", "server_name"), target);
  assert.equal(factOf(report, "client_hello", "application_protocols"), "h2, http/1.1");
  assert.equal(factOf(report, "client_hello", "key_shares"), "X25519MLKEM768, x25519");
  const [hello] = report.messages;
  assert.equal(factOf(report, "client_hello", "length"), `${hello!.length} octets`);
});

Deno.test("step 1 tells of a second ClientHello, and why it was asked for", async () => {
  const report = await checkScript({ group: NamedGroup.secp384r1, cookie: new Uint8Array(9) });
  assert.equal(report.connection?.hello_retry_request, true);
  assert.match(factOf(report, "client_hello", "hello_retry_request")!, /secp384r1/);
  assert.equal(factOf(report, "client_hello", "cookie"), "9 octets");
  assert.match(factOf(report, "client_hello", "hello_retry_round_trip")!, /^\d+\.\d ms$/);
  assert.match(factOf(report, "client_hello", "length")!, /^\d+ octets, then \d+ octets$/);
  assert.equal(factOf(report, "server_hello", "hello_retry_request"), "yes, one more round trip");
});

Deno.test("step 2 tells what the server chose", async (test) => {
  const chosen: readonly (readonly [Partial<ServerScript>, string])[] = [
    [{ cipherSuite: CipherSuite.TLS_CHACHA20_POLY1305_SHA256 }, "TLS 1.3, TLS_CHACHA20_POLY1305_SHA256"],
    [{ version: TLS_1_2 }, "TLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"],
    [{ version: TLS_1_1 }, "TLS 1.1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"],
    [{ version: TLS_1_0 }, "TLS 1.0, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"],
  ];
  for (const [script, expected] of chosen) {
    await test.step(expected, async () => {
      const report = await checkScript({ ...script, applicationProtocol: "http/1.1" });
      assert.equal(stepOf(report, "server_hello").facts[0]?.value, expected);
      assert.equal(factOf(report, "server_hello", "application_protocol"), "http/1.1");
    });
  }
});

Deno.test("step 2 tells of warnings that the server sent before its hello", async (test) => {
  const warning = async (turn: string, server: Parameters<ServerScript["before"]>[1]) => {
    if (turn === "ServerHello") {
      await server.sendAlert(AlertDescription.unrecognized_name, AlertLevel.warning);
    }
  };
  for (const version of [TLS_1_2, ProtocolVersion.TLS_1_3]) {
    await test.step(`version ${version & 0xf}`, async () => {
      const report = await checkScript({ version, before: warning });
      assert.equal(report.verdict, "pass", report.summary);
      assert.equal(factOf(report, "server_hello", "warning_alerts"), "unrecognized_name");
      const finding = report.findings.find(({ id }) => id === "server_name.unrecognized");
      assert.equal(finding?.severity, "low");
    });
  }

  await test.step("several, and then a refusal", async () => {
    const report = await checkHere(
      new MemoryRuntime({
        peer: tlsServer({
          before: async (turn, server) => {
            if (turn !== "ServerHello") return;
            await warning(turn, server);
            await warning(turn, server);
            await server.sendAlert(AlertDescription.user_canceled, AlertLevel.warning);
            await server.sendAlert(AlertDescription.access_denied);
            await server.close();
          },
        }),
      }),
      { sni: "", noNative: true },
    );
    assert.equal(stepOf(report, "server_hello").error?.alert?.name, "access_denied");
    assert.equal(factOf(report, "server_hello", "warning_alerts"), "unrecognized_name, user_canceled");
    assert.deepEqual(report.findings.filter(({ id }) => id === "server_name.unrecognized"), []);
  });
});

Deno.test("step 3 tells what the server sent beside its certificates", async () => {
  const report = await checkScript({
    ocspResponse: new Uint8Array(30),
    signedCertificateTimestamps: [new Uint8Array(100), new Uint8Array(100)],
    certificateRequest: true,
  });
  assert.equal(factOf(report, "authentication", "certificates_sent"), "2");
  assert.equal(factOf(report, "authentication", "name_matches"), `valid for ${target}`);
  assert.equal(factOf(report, "authentication", "valid_now"), "yes");
  assert.equal(report.connection?.ocsp_stapled, true);
  assert.equal(report.connection.sct_count, 2);
  assert.equal(factOf(report, "authentication", "client_certificate"), "asked for");
  assert.equal(factOf(report, "authentication", "client_certificate_authorities"), "any");
  assert.match(factOf(report, "client_finished", "client_certificate")!, /an empty list was sent/);
});

Deno.test("step 4 tells the kind of key exchange, and whether recordings stay closed", async (test) => {
  const rsa = await serverCertificate("RSA-2048");
  const kinds: readonly (readonly [Partial<ServerScript>, RegExp, string, string])[] = [
    [{ group: NamedGroup.X25519MLKEM768 }, /^X25519MLKEM768$/, "yes, with ML-KEM", "yes"],
    [{ group: NamedGroup.x25519 }, /^x25519 \(ECDHE/, "no", "yes"],
    [{ version: TLS_1_2, group: NamedGroup.secp384r1 }, /^secp384r1 \(ECDHE, 384 bits\)$/, "no", "yes"],
    [
      { version: TLS_1_2, certificate: rsa, cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256 },
      /^RSA$/,
      "no",
      "no",
    ],
  ];
  for (const [script, exchange, postQuantum, forwardSecrecy] of kinds) {
    await test.step(String(exchange), async () => {
      const report = await checkScript(script);
      assert.match(stepOf(report, "premaster_secret").facts[0]!.value, exchange);
      assert.equal(factOf(report, "premaster_secret", "post_quantum"), postQuantum);
      assert.equal(factOf(report, "premaster_secret", "forward_secrecy"), forwardSecrecy);
    });
  }

  await test.step("DHE", async () => {
    const dhe = CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    const peer = pickyServer(
      ({ cipherSuites }) => cipherSuites.includes(dhe) ? null : AlertDescription.handshake_failure,
      { application, version: TLS_1_2, certificate: rsa, cipherSuite: dhe, group: NamedGroup.ffdhe2048 },
    );
    const report = await checkHere(new MemoryRuntime({ peer }));
    assert.match(stepOf(report, "premaster_secret").facts[0]!.value, /^DHE, 2048 bits, ffdhe2048/);
  });
});

Deno.test("step 5 tells how the key was proven", async () => {
  const tls13 = await checkScript({ certificate: await serverCertificate("RSA-2048") });
  assert.match(stepOf(tls13, "private_key").facts[0]!.value, /^rsa_pss_rsae_sha256 signature$/);
  assert.match(factOf(tls13, "private_key", "transcript_hash")!, /^[0-9a-f]{64}$/);
  assert.equal(stepOf(tls13, "private_key").reference, "RFC 9846 §4.5.2");

  const tls12 = await checkScript({ version: TLS_1_2 });
  assert.match(stepOf(tls12, "private_key").facts[0]!.value, /^ecdsa_secp256r1_sha256 signature$/);
  assert.equal(factOf(tls12, "private_key", "public_key"), "ECDSA P-256");
  assert.equal(stepOf(tls12, "private_key").reference, "RFC 5246 §7.4.3");

  const staticRsa = await checkScript({
    version: TLS_1_2,
    certificate: await serverCertificate("RSA-2048"),
    cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
  });
  assert.equal(stepOf(staticRsa, "private_key").status, "pass");
  assert.doesNotMatch(stepOf(staticRsa, "private_key").facts[0]!.value, /signature/);
});

Deno.test("step 6 tells the keys, and never their octets", async () => {
  const tls13 = await checkScript();
  assert.equal(
    stepOf(tls13, "session_keys").facts[0]?.value,
    "AES-128-GCM, 128 bits, by HKDF with SHA-256",
  );
  const tls12 = await checkScript({ version: TLS_1_2, extendedMainSecret: false });
  assert.match(stepOf(tls12, "session_keys").facts[0]!.value, /by PRF with SHA-256$/);
  assert.equal(factOf(tls12, "session_keys", "extended_main_secret"), "no");
  assert.equal(tls12.connection?.extended_main_secret, false);
});

Deno.test("steps 7 and 8 tell the seals: 32 octets in TLS 1.3 with SHA-256, 12 before", async () => {
  const tls13 = await checkScript();
  const tls12 = await checkScript({ version: TLS_1_2 });
  for (const id of ["client_finished", "server_finished"] as const) {
    assert.match(stepOf(tls13, id).facts[0]!.value, /^32 octets/);
    assert.match(stepOf(tls12, id).facts[0]!.value, /^12 octets/);
  }
});

Deno.test("the upgrade's dialogue is told line by line", async () => {
  const dialogue = ["220 mx ESMTP\r\n", "250-mx\r\n250 STARTTLS\r\n", "220 go ahead\r\n"] as const;
  const runtime = new MemoryRuntime({ peer: afterDialogue(dialogue, tlsServer()) });
  const report = await checkHere(runtime, {}, `smtp://${target}`);
  const { facts, status } = stepOf(report, "starttls");
  assert.equal(status, "pass");
  assert.equal(facts[0]?.value, "smtp");
  const lines = facts.filter(({ name }) => name.startsWith("line_")).map(({ value }) => value);
  assert.deepEqual(lines.filter((line) => line.startsWith("←")), [
    "← 220 mx ESMTP",
    "← 250-mx",
    "← 250 STARTTLS",
    "← 220 go ahead",
  ]);
  assert.match(lines[1]!, /^→ EHLO /);
  assert.equal(lines.at(-2), "→ STARTTLS");
});

Deno.test("plaintext behind the go-ahead is told, and fails the check", async () => {
  const dialogue = [
    "220 mx ESMTP\r\n",
    "250-mx\r\n250 STARTTLS\r\n",
    "220 go ahead\r\n250 evil\r\n",
  ] as const;
  const runtime = new MemoryRuntime({ peer: afterDialogue(dialogue, tlsServer()) });
  const report = await checkHere(runtime, {}, `smtp://${target}`);
  assert.equal(report.verdict, "fail");
  assert.equal(factOf(report, "starttls", "injected"), '"250 evil"');
  assert.ok(report.findings.some(({ id }) => id === "starttls.injection"));
  assert.equal(stepOf(report, "secure_channel").status, "pass");
});
