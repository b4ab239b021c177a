/** Messages and records in a report with bytes, and how they belong together. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";
import { answering, httpOk, tlsServer } from "../support/peers.ts";
import { checkHere } from "./support.ts";

Deno.test("without bytes a report has neither octets nor records", async () => {
  const { messages, records } = await checkServer(false);
  assert.equal(records, undefined);
  assert(messages.length > 5);
  assert(messages.every(({ bytes, records }) => bytes === undefined && records === undefined));
});

Deno.test("with bytes every message names the records that it came in, and their contents are the message", async () => {
  const { messages, records } = await checkServer(true);
  const contents = records!.map(({ bytes, fields, decrypted }) => {
    const content = decrypted?.fields[0] ?? fields[3]!;
    const octets = decrypted?.bytes ?? bytes;
    return octets.slice(2 * content.offset, 2 * (content.offset + content.length));
  });
  for (const direction of ["sent", "received"]) {
    const own = messages.filter((message) => message.direction === direction);
    const carrying = new Set(own.flatMap(({ records }) => records!));
    assert.equal(
      contents.filter((_content, index) => carrying.has(index)).join(""),
      own.map(({ bytes }) => bytes).join(""),
    );
  }
  for (const { index, length, bytes, content_type, protection, decrypted } of records!) {
    assert.equal(records![index]!.bytes, bytes);
    assert.equal(bytes.length, 2 * length);
    assert.notEqual(content_type, null);
    assert.equal(decrypted === null, protection === "none");
  }
  assert(records!.some(({ protection }) => protection === "handshake"));
  assert(records!.some(({ protection }) => protection === "application"));
});

async function checkServer(bytes: boolean): Promise<Report> {
  const peer = tlsServer({ application: answering(httpOk), changeCipherSpec: true, paddingLength: 3 });
  return await checkHere(new MemoryRuntime({ peer }), { bytes });
}
