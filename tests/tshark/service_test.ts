/** What the service hands out, opened the same way. */
import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import type { Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { openssl } from "../peers/tls_servers/mod.ts";
import { assertSame, type Place, withServer } from "./support.ts";
import { see, withoutSecrets } from "./tshark.ts";

Deno.test("the evidence of a check that was asked to keep it", () =>
  withServer(openssl, "-www -alpn http/1.1", "ecdsa-p256", async (place) => {
    const { app, query } = await service(place);
    const report: Report = await (await app.request(`/api/v1/check?${query}&evidence=1`)).json();
    const [zip, pcapng] = report.evidence!.files;
    await holds(place, report, await (await app.request(zip!)).bytes());
    const capture = `${place.directory}/single.pcapng`;
    await Deno.writeFile(capture, await (await app.request(pcapng!)).bytes());
    assertSame(await see(capture, place.running.port), report);
  }));

Deno.test("the evidence of a check that was made for it", () =>
  withServer(openssl, "-www -alpn http/1.1 -tls1_2", "ecdsa-p256", async (place) => {
    const { app, query } = await service(place);
    await holds(place, null, await (await app.request(`/evidence.zip?${query}`)).bytes());
  }));

async function service({ running: { port }, credentials }: Place) {
  const anchors = [await Deno.readTextFile(credentials.root)];
  const app = createApp(denoRuntime(), { termsFor: () => ownTerms, defaults: { anchors } });
  return { app, query: `target=https://localhost:${port}&resolve=127.0.0.1&native=0` };
}

/** `report`: as it was answered; the one in the archive when not given. */
async function holds({ running: { port }, directory }: Place, answered: Report | null, zip: Uint8Array) {
  const files = Object.entries(unzipSync(zip));
  const file = (end: string) => files.find(([name]) => name.endsWith(end))![1];
  const report: Report = JSON.parse(new TextDecoder().decode(file(".json")));
  assert.equal(report.verdict, "pass");
  if (answered !== null) assert.equal(report.started_at, answered.started_at);
  const [capture, keyLog] = [`${directory}/zipped.pcapng`, `${directory}/zipped.keylog`];
  await Deno.writeFile(capture, file(".pcapng"));
  await Deno.writeFile(keyLog, file(".keylog"));
  const seen = await see(capture, port);
  assert.deepEqual(seen.remarks, []);
  assertSame(seen, report);
  assert.deepEqual(seen.spoken.received, ["200"]);
  await withoutSecrets(capture, `${capture}.bare`);
  assert.deepEqual(await see(`${capture}.bare`, port, { keyLog }), seen);
}
