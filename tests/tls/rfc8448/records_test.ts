import assert from "node:assert/strict";
import { toHex } from "../../../src/bytes/mod.ts";
import { aead } from "../../../src/crypto/mod.ts";
import { ContentType } from "../../../src/registry/mod.ts";
import { aeadTls13, Deframer, type RecordProtection } from "../../../src/tls/record/mod.ts";
import { type Actor, type Trace, traces } from "../../fixtures/rfc8448/trace.ts";

const contentTypes: ReadonlyMap<string, number> = new Map([
  ["send handshake record", ContentType.handshake],
  ["send application_data record", ContentType.application_data],
  ["send alert record", ContentType.alert],
]);

for (const trace of Object.values(traces)) {
  for (const actor of ["client", "server"] as const) {
    Deno.test(`RFC 8448 §${trace.section}: every protected record of the ${actor} is sealed and opened`, async () => {
      const [seals, opens] = await Promise.all([epochs(trace, actor), epochs(trace, actor)]);
      let compared = 0;
      for (const { action, payload, record } of protectedRecords(trace, actor)) {
        const contentType = contentTypes.get(action)!;
        assert.equal(toHex(await seals[0]!.seal(contentType, payload)), toHex(record), action);
        const deframer = new Deframer();
        deframer.push(record);
        const opened = await opens[0]!.open(deframer.next()!);
        assert.equal(opened.contentType, contentType);
        assert.equal(toHex(opened.fragment), toHex(payload));
        if (endsEpoch(trace, actor, payload)) [seals, opens].forEach((protections) => protections.shift());
        compared++;
      }
      assert(compared >= 2);
      assert.equal(seals.length, 1, "the application keys are the last");
    });
  }
}

function protectedRecords(trace: Trace, actor: Actor) {
  return trace.steps
    .filter((step) => step.actor === actor && step.fields.has("complete record"))
    .map(({ action, fields }) => ({
      action,
      payload: fields.get("payload")!,
      record: fields.get("complete record")!,
    }))
    .filter(({ record }) => record[0] === ContentType.application_data);
}

/** The protections an actor writes with, in order: what one side writes with the other reads with. */
async function epochs(trace: Trace, actor: Actor): Promise<RecordProtection[]> {
  const protections: RecordProtection[] = [];
  for (const purpose of ["early application", "handshake", "application"]) {
    const step = trace.steps.find((step) =>
      step.action ===
        `derive ${step.actor === actor ? "write" : "read"} traffic keys for ${purpose} data`
    );
    if (!step) continue;
    const { importKey, tagLength } = aead("AES-128-GCM");
    const key = await importKey(step.fields.get("key expanded")!);
    protections.push(aeadTls13(key, step.fields.get("iv expanded")!, tagLength));
  }
  return protections;
}

/** A Finished or an EndOfEarlyData is the last message under its keys. */
function endsEpoch(trace: Trace, actor: Actor, payload: Uint8Array): boolean {
  return trace.messages(actor).some(({ name, bytes }) =>
    ["Finished", "EndOfEarlyData"].includes(name) && toHex(payload).endsWith(toHex(bytes))
  );
}
