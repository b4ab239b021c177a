/**
 * The system's code for a connection that cannot be made, by a second attempt with `node:net`: newer workerds give it
 * there and nowhere else. The module is loaded for that alone, as it costs a cold isolate some 5 ms.
 */
import type { Deadline } from "../net/mod.ts";

/** `ECONNREFUSED`; `null` when the platform keeps it to itself, or the attempt does not fail. Never rejects. */
export async function systemCode(address: string, port: number, deadline: Deadline): Promise<string | null> {
  const { connect } = await import("node:net");
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const socket = connect({ host: address, port });
  socket.on("error", (error: Error & { code?: unknown }) => {
    resolve(typeof error.code === "string" ? error.code : null);
  });
  socket.once("connect", () => resolve(null));
  try {
    return await deadline.race(promise, `connecting to ${address} port ${port}`);
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}
