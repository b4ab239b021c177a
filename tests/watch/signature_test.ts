import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { readSecrets, SecretError, signatureHeaders } from "../../src/watch/signature.ts";
import { secret } from "./support.ts";

const other = "whsec_" + new Uint8Array(32).fill(7).toBase64();

Deno.test("the reference library signs the same", async () => {
  const now = new Date("2022-11-03T20:26:10Z");
  const headers = await signatureHeaders(
    readSecrets(secret),
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    now,
    '{"test": 2432232314}',
  );
  assert.deepEqual(headers, {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1667507170",
    "webhook-signature": new Webhook(secret).sign(
      "msg_p5jXN8AQM9LWM0D4loKWxJek",
      now,
      '{"test": 2432232314}',
    ),
  });
});

Deno.test("while a secret is replaced, either verifies; a stranger, an altered body and another id do not", async () => {
  const body = '{"type":"target.changed"}';
  const headers = await signatureHeaders(readSecrets(`${other} ${secret}`), "msg_1", new Date(), body);
  for (const known of [secret, other]) new Webhook(known).verify(body, headers);
  const stranger = new Webhook("whsec_" + new Uint8Array(24).fill(9).toBase64());
  assert.throws(() => stranger.verify(body, headers));
  assert.throws(() => new Webhook(secret).verify(body.replace("changed", "removed"), headers));
  assert.throws(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "msg_2" }));
});

Deno.test("a secret that is missing, not base64, too short or too long is refused without being repeated", () => {
  const long = new Uint8Array(65).toBase64();
  for (const text of ["", "  ", "whsec_", "whsec_hunter2!", "aHVudGVyMg==", long]) {
    assert.throws(() => readSecrets(text), (error) => {
      assert(error instanceof SecretError);
      assert.match(error.hint, /openssl rand -base64 32/);
      const value = text.replace("whsec_", "").trim();
      return value === "" || !error.message.includes(value);
    });
  }
  for (const length of [24, 64]) readSecrets(`whsec_${new Uint8Array(length).toBase64()}`);
});
