/** Runs one case through the whole check, and holds what must hold whatever the server does. */
import assert from "node:assert/strict";
import { check } from "../../src/check.ts";
import { type ByteStream, NetworkError, type Runtime } from "../../src/net/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { MemoryStream } from "../support/memory_stream.ts";
import { serverName, validAt } from "../support/scripted_server/certificates.ts";
import { serveScript } from "../support/scripted_server.ts";
import { Random } from "./random.ts";
import { type Layer, scriptOf } from "./scripted_case.ts";

/** A report is read by people and stored by monitors: no server makes it larger than this. */
const MAXIMUM_REPORT_LENGTH = 2_000_000;
/** The ordinary ClientHello, and what `src/probes/variations.ts` may try after it. */
const MAXIMUM_CONNECTIONS = 9;

export interface CaseResult {
  readonly report: Report;
  readonly layer: Layer;
}

/** Throws `AssertionError` when the check does not end in a sound report. */
export async function runCase(seed: number): Promise<CaseResult> {
  const random = new Random(seed);
  const layer: Layer = seed % 2 === 0 ? "wire" : "plaintext";
  const servers: Promise<unknown>[] = [];
  const streams: MemoryStream[] = [];
  const runtime = runtimeFor(random, async () => {
    const [client, server] = MemoryStream.pair({
      readSize: random.chance(10) ? 1 + random.below(40) : Infinity,
    });
    streams.push(client);
    servers.push(serveScript(server, await scriptOf(new Random(seed + streams.length), layer)));
    return failingWhenBothWait(client, server);
  });
  const report = await check(runtime, serverName, { resolve: "192.0.2.1", noNative: true, timeout: 20 });
  await Promise.all(servers);

  reportSchema.parse(report);
  assert.ok(JSON.stringify(report).length < MAXIMUM_REPORT_LENGTH, "the report is bounded");
  assert.ok(streams.length <= MAXIMUM_CONNECTIONS, "the connections are bounded");
  assert.ok(streams.every(({ closed }) => closed), "every connection is closed");
  const ours = report.steps.find(({ error }) => error?.code === "internal");
  assert.equal(ours?.error?.message, undefined, "no server makes this program fail");
  return { report, layer };
}

function runtimeFor(random: Random, dial: () => Promise<ByteStream>): Runtime {
  return {
    name: "fuzz",
    version: "0",
    region: null,
    clock: { now: () => validAt, monotonic: () => performance.now() },
    random: (length) => random.bytes(length),
    resolve: () => Promise.reject(new TypeError("The address is given")),
    dial,
    native: () => Promise.reject(new TypeError("The witness was left out")),
  };
}

/** When both ends wait for the other nothing more will come: that is a deadline, without the waiting for it. */
function failingWhenBothWait(client: MemoryStream, server: MemoryStream): ByteStream {
  const read = async () => {
    const reading = client.read();
    const watch = setInterval(() => {
      if (!client.waiting || !(server.waiting || server.closed)) return;
      client.fail(new NetworkError("timeout", "The script has nothing more to say"));
    }, 1);
    try {
      return await reading;
    } finally {
      clearInterval(watch);
    }
  };
  return {
    read,
    write: (bytes) => client.write(bytes),
    closeWrite: () => client.closeWrite(),
    close: () => client.close(),
  };
}
