import assert from "node:assert/strict";
import { AlertDescription, AlertLevel, alerts, ContentType } from "../../../src/registry/mod.ts";
import type { ServerConnection, ServerScript, Turn } from "../../support/scripted_server.ts";
import { connect, type Expected, refuse, tls12, tls13 } from "../support.ts";

/** The server sends this alert in this turn, and nothing more. */
function alertAt(turn: Turn, description: number, level?: number): Partial<ServerScript> {
  return {
    before: async (now, server) => {
      if (now !== turn) return;
      await server.sendAlert(description, level);
      await server.closeWrite();
    },
  };
}

const waiting: readonly (readonly [version: number, turn: Turn, step: Expected["step"]])[] = [
  [tls13, "ServerHello", "server_hello"],
  [tls13, "EncryptedExtensions", "server_hello"],
  [tls13, "Certificate", "authentication"],
  [tls13, "CertificateVerify", "private_key"],
  [tls13, "Finished", "server_finished"],
  [tls12, "ServerHello", "server_hello"],
  [tls12, "Certificate", "authentication"],
  [tls12, "ServerKeyExchange", "private_key"],
  [tls12, "ServerHelloDone", "premaster_secret"],
  [tls12, "ChangeCipherSpec", "server_finished"],
  [tls12, "Finished", "server_finished"],
];

for (const [version, turn, step] of waiting) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";
  Deno.test(`${name}: an alert in place of ${turn} fails the step that waits for it`, async () => {
    const { failure } = await refuse({ version, ...alertAt(turn, AlertDescription.handshake_failure) }, {
      step,
      code: "alert_received",
      alert: null,
    });
    assert.equal(failure.alert, AlertDescription.handshake_failure);
    assert.equal(failure.alertFrom, "peer");
  });

  Deno.test(`${name}: close_notify in place of ${turn} is a close`, async () => {
    const { failure } = await refuse({ version, ...alertAt(turn, AlertDescription.close_notify) }, {
      step,
      code: "connection_closed",
      alert: null,
    });
    assert.equal(failure.alert, AlertDescription.close_notify);
  });
}

for (const { value, name } of alerts.entries) {
  if (value === AlertDescription.close_notify || value === AlertDescription.user_canceled) continue;
  Deno.test(`the alert "${name}" is said by its name`, async () => {
    const { failure } = await refuse(alertAt("ServerHello", value), {
      step: "server_hello",
      code: "alert_received",
      alert: null,
    });
    assert.match(failure.message, new RegExp(`"${name}"`));
    assert.equal(failure.alert, value);
  });
}

Deno.test("an alert that nobody knows is kept and said by its number", async () => {
  const { failure } = await refuse(alertAt("ServerHello", 201), {
    step: "server_hello",
    code: "alert_received",
    alert: null,
  });
  assert.match(failure.message, /201/);
});

Deno.test("a level that nobody knows is no warning", async () => {
  await refuse(alertAt("ServerHello", AlertDescription.unrecognized_name, 7), {
    step: "server_hello",
    code: "alert_received",
    alert: null,
  });
});

Deno.test("RFC 6066 §3: a warning about the name does not end the handshake of TLS 1.2", async () => {
  await connect({
    version: tls12,
    before: (turn, server) =>
      turn === "ServerHello"
        ? server.sendAlert(AlertDescription.unrecognized_name, AlertLevel.warning)
        : undefined,
  });
});

Deno.test("RFC 9846 §6: in TLS 1.3 the same alert is an error, whatever its level", async () => {
  const inTurn = (turn: Turn) => alertAt(turn, AlertDescription.unrecognized_name, AlertLevel.warning);
  await refuse(inTurn("EncryptedExtensions"), { step: "server_hello", code: "alert_received", alert: null });
  await refuse(inTurn("Finished"), { step: "server_finished", code: "alert_received", alert: null });
});

Deno.test("user_canceled waits for the close_notify that must follow it", async () => {
  const { failure } = await refuse({
    before: async (turn, server) => {
      if (turn !== "Certificate") return;
      await server.sendAlert(AlertDescription.user_canceled);
      await server.sendAlert(AlertDescription.close_notify);
      await server.closeWrite();
    },
  }, { step: "authentication", code: "connection_closed", alert: null });
  assert.equal(failure.alert, AlertDescription.close_notify);
});

Deno.test("a server that cannot encrypt any more is heard in the clear while the handshake lasts", async () => {
  const { failure } = await refuse({
    before: async (turn, server) => {
      if (turn !== "Certificate") return;
      await server.sendPlainRecord(ContentType.alert, Uint8Array.of(2, AlertDescription.internal_error));
      await server.closeWrite();
    },
  }, { step: "authentication", code: "alert_received", alert: null });
  assert.equal(failure.alert, AlertDescription.internal_error);
});

for (const octets of [[2], [2, 40, 0], [2, 40, 2, 40]]) {
  Deno.test(`RFC 9846 §5.1: an alert record of ${octets.length} octets is malformed`, async () => {
    await refuse({
      before: (turn, server: ServerConnection) =>
        turn === "ServerHello" ? server.send(ContentType.alert, Uint8Array.from(octets)) : undefined,
    }, { step: "server_hello", code: "malformed_message", alert: "decode_error" });
  });
}

Deno.test("what the server receives of us is one alert, fatal, and nothing behind it", async () => {
  const { server } = await refuse({
    alter: (turn, message) => turn === "Finished" ? null : message.slice(),
    before: (turn, server) =>
      turn === "Finished" ? server.sendHandshake(new Uint8Array([99, 0, 0, 0])) : undefined,
  }, { step: "server_finished", code: "unexpected_message", alert: "unexpected_message" });
  assert.equal(server.alerts[0]!.level, AlertLevel.fatal);
  assert.equal(server.received.at(-1)!.contentType, ContentType.alert);
});
