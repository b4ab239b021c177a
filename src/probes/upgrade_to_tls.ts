/** What comes before TLS on a connection to a server that begins in the clear. */
import type { ByteStream, Runtime } from "../net/mod.ts";
import { starttls } from "../starttls/mod.ts";
import type { HandshakePlan } from "./handshake.ts";
import type { StarttlsFacts } from "./handshake_facts.ts";
import { internalFailure } from "./internal_failure.ts";

/** What EHLO says we are; RFC 2606 reserves the top-level domain. */
export const CLIENT_NAME = "tls-handshake-checker.invalid";

/** `null` when the target begins with TLS. A failure is in the facts; never rejects. */
export async function upgradeToTls(
  runtime: Runtime,
  plan: HandshakePlan,
  stream: ByteStream,
): Promise<StarttlsFacts | null> {
  if (plan.starttls === null) return null;
  const { monotonic } = runtime.clock;
  const startedMs = monotonic();
  const upgraded = await upgrade(plan.starttls, plan, stream, monotonic);
  return { protocol: plan.starttls, ...upgraded, startedMs, endedMs: monotonic() };
}

async function upgrade(
  protocol: string,
  { serverName, hostname }: HandshakePlan,
  stream: ByteStream,
  monotonic: () => number,
): Promise<Pick<StarttlsFacts, "dialogue" | "failure" | "injected">> {
  try {
    const context = { serverName, hostname, clientName: CLIENT_NAME, monotonic };
    const { dialogue, failure, injected } = await starttls(protocol, stream, context);
    return { dialogue, failure, injected };
  } catch (error) {
    return { dialogue: [], failure: internalFailure(error), injected: null };
  }
}
