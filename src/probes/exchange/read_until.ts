import { concat } from "../../bytes/mod.ts";
import type { ExchangeChannel } from "./protocol.ts";

/** What had come when `isWhole` said so of it, or when nothing more came. */
export async function readUntil(
  channel: ExchangeChannel,
  isWhole: (received: Uint8Array) => boolean,
): Promise<Uint8Array> {
  let received: Uint8Array = new Uint8Array();
  for (let bytes = await channel.read(); bytes !== null; bytes = await channel.read()) {
    received = concat(received, bytes);
    if (isWhole(received)) break;
  }
  return received;
}
