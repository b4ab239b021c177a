/** A handshake that is broken off: for what a server says under its first keys, without the work of the rest. */
import type { ByteStream } from "../net/mod.ts";
import type { HandshakeContext } from "./engine/context.ts";
import { Driver } from "./engine/drive.ts";
import { evidenceOf, type HandshakeLog } from "./engine/handshake_log.ts";
import { Recorder } from "./engine/recorder.ts";
import { start } from "./hello/start.ts";
import type { Offer } from "./offer.ts";

/** Steps of the server's first flight. */
export type UpToStep = "server_hello" | "authentication" | "private_key";

/**
 * Ends when `step` is settled and the next one waits, without a word to the peer: closing the stream is the caller's.
 * Never rejects for what the peer or the network does: that is the log's `failure`.
 */
export async function handshakeUpTo(
  step: UpToStep,
  stream: ByteStream,
  offer: Offer,
  context: HandshakeContext,
): Promise<HandshakeLog> {
  const recorder = new Recorder(context);
  const driver = new Driver(stream, context, recorder);
  const result = await driver.attempt(async () => {
    await driver.begin(start(offer, context));
    while (!isOver(step, driver, recorder)) await driver.deliver(await driver.next());
  });
  recorder.end("failure" in result ? result.failure : null);
  return recorder;
}

/** TLS 1.3 settles the server's hello twice; and a server that shows no certificate may come to the end without. */
function isOver(step: UpToStep, driver: Driver, log: HandshakeLog): boolean {
  return evidenceOf(log, step) !== null && driver.step !== step || driver.step === "secure_channel";
}
