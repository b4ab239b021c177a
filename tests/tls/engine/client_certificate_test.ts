import assert from "node:assert/strict";
import {
  AlertDescription,
  alerts,
  ContentType,
  HandshakeType,
  SignatureScheme,
} from "../../../src/registry/mod.ts";
import { evidenceOf, SessionError } from "../../../src/tls/mod.ts";
import { encodeEmptyCertificate, encodeEmptyCertificate12 } from "../../../src/tls/message/mod.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { assertFailure, connect, refuse, shake, tls12, tls13 } from "../support.ts";

for (const version of [tls12, tls13]) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";

  Deno.test(`${name}: asked for a certificate, the client sends an empty list and goes on`, async () => {
    const { log, server } = await connect({ version, certificateRequest: true });
    assert(log.certificateRequest!.signatureSchemes.includes(SignatureScheme.ecdsa_secp256r1_sha256));
    assert(evidenceOf(log, "client_finished")!.evidence.emptyCertificateSent);
    const sent = server.received
      .filter(({ contentType }) => contentType === ContentType.handshake)
      .find(({ bytes }) => bytes[0] === HandshakeType.certificate);
    const expected = version === tls12
      ? encodeEmptyCertificate12()
      : encodeEmptyCertificate(new Uint8Array());
    assert.deepEqual(sent!.bytes, expected);
  });

  Deno.test(`${name}: not asked for a certificate, the client sends none`, async () => {
    const { log, server } = await connect({ version });
    assert.equal(log.certificateRequest, null);
    assert(!evidenceOf(log, "client_finished")!.evidence.emptyCertificateSent);
    assert(
      !server.received.some(({ contentType, bytes }) =>
        contentType === ContentType.handshake && bytes[0] === HandshakeType.certificate
      ),
    );
  });
}

/** What servers answer an empty list with: TLS 1.3, Java's JSSE, and others. */
const refusals = [
  AlertDescription.certificate_required,
  AlertDescription.bad_certificate,
  AlertDescription.handshake_failure,
  AlertDescription.certificate_unknown,
  AlertDescription.unknown_ca,
  AlertDescription.access_denied,
];

for (const description of refusals) {
  const alert = alerts.codePoint(description).name;

  Deno.test(`TLS 1.3: "${alert}" after our Finished means that a certificate is required`, async () => {
    const { failure, log, server } = await refusedAfterwards({ certificateRequest: true }, description);
    assertFailure(
      failure,
      { step: "secure_channel", code: "client_certificate_required", alert: null },
      server,
    );
    assert.equal(failure.alert, description);
    assert.equal(failure.alertFrom, "peer");
    assert.equal(log.settled.length, 8, "all eight steps before keep their proof");
  });

  Deno.test(`TLS 1.2: "${alert}" before the server's Finished means that a certificate is required`, async () => {
    const { failure, log } = await refuse({
      version: tls12,
      certificateRequest: true,
      before: async (turn, server) => {
        if (turn !== "ChangeCipherSpec") return;
        await server.sendAlert(description);
        await server.closeWrite();
      },
    }, { step: "server_finished", code: "client_certificate_required", alert: null });
    assert.equal(failure.alert, description);
    assert(evidenceOf(log, "client_finished") !== null, "step 7 keeps its proof");
  });
}

Deno.test("the same alert is any other refusal when no certificate was asked for", async () => {
  const { failure } = await refusedAfterwards({}, AlertDescription.bad_certificate);
  assert.equal(failure.code, "alert_received");
});

Deno.test("an alert about something else is no demand for a certificate", async () => {
  const { failure } = await refusedAfterwards({ certificateRequest: true }, AlertDescription.decrypt_error);
  assert.equal(failure.code, "alert_received");
  assert.match(failure.message, /decrypt_error/);
});

async function refusedAfterwards(script: Partial<ServerScript>, description: number) {
  let error: unknown = null;
  const { log, server } = await shake({
    ...script,
    application: async (server) => {
      await server.sendAlert(description);
      await server.closeWrite();
    },
  }, {
    use: async (session) => {
      error = await session.read().catch((error) => error);
    },
  });
  assert(error instanceof SessionError);
  return { failure: error.failure, log, server };
}
