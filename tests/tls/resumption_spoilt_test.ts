/** Resumed handshakes in which something is not what it was: whatever it is, the server is told off, and never we. */
import assert from "node:assert/strict";
import { ExtensionType } from "../../src/registry/mod.ts";
import { spoiltInside, spoiltOnTheWire } from "../fuzz/scripted_case.ts";
import { Random } from "../fuzz/random.ts";
import type { ServerScript } from "../support/scripted_server.ts";
import { data } from "../support/scripted_server/messages.ts";
import { knownServer } from "./resumption.ts";
import { shake, type ShakeOptions, tls12 } from "./support.ts";

const early: Partial<ServerScript> = {
  ticket: { extensions: [[ExtensionType.early_data, data((writer) => writer.uint32(1000))]] },
  acceptsEarlyData: true,
};
const earlyData = new Uint8Array(20);

const cases:
  readonly (readonly [what: string, script: Partial<ServerScript>, offer: ShakeOptions["offer"]])[] = [
    ["a PSK", {}, {}],
    ["a PSK and early data", early, { earlyData }],
    ["a PSK, early data and a HelloRetryRequest", { ...early, cookie: Uint8Array.of(1) }, { earlyData }],
    ["a ticket of TLS 1.2", { version: tls12 }, {}],
    ["a session id", { version: tls12, tickets: 0, sessionId: new Uint8Array(32).fill(1) }, {}],
  ];

for (const [what, script, offer] of cases) {
  Deno.test(`eighty spoilt flights, resumed by ${what}, each end in the server's fault or in none`, async () => {
    const known = await knownServer({ ...script, cookie: null });
    let failed = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const random = new Random(seed);
      const spoilt = seed % 2 === 0 ? spoiltInside(random) : spoiltOnTheWire(random);
      const { log } = await shake({ ...known.script, ...script, ...spoilt }, {
        offer: { ...offer, resume: known.resume },
      });
      if (log.failure === null) continue;
      failed++;
      assert.notEqual(log.failure.code, "internal", `seed ${seed}: ${log.failure.message}`);
    }
    assert(failed > 20 && failed < 80, `${failed} failed`);
  });
}
