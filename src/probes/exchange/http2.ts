/** HTTP/2, RFC 9113 §3.4: the connection preface, answered by the server's SETTINGS. */
import { concat, Reader, Writer } from "../../bytes/mod.ts";
import type { ExchangeChannel, ExchangeProtocol } from "./protocol.ts";

const PREFACE = new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const FRAME_HEADER_LENGTH = 9;
const SETTINGS = 4;
const GOAWAY = 7;
const ACK = 1;

/** RFC 9113 §6.5.2. */
const settingNames = new Map([
  [1, "HEADER_TABLE_SIZE"],
  [2, "ENABLE_PUSH"],
  [3, "MAX_CONCURRENT_STREAMS"],
  [4, "INITIAL_WINDOW_SIZE"],
  [5, "MAX_FRAME_SIZE"],
  [6, "MAX_HEADER_LIST_SIZE"],
  [8, "ENABLE_CONNECT_PROTOCOL"],
]);

export const http2: ExchangeProtocol = {
  name: "h2",
  applicationProtocols: ["h2"],
  async exchange(channel) {
    await channel.write(concat(PREFACE, frame(SETTINGS, 0, new Uint8Array())));
    const settings = await readSettings(channel);
    if (settings === null) return { answer: null, http: null };
    if (typeof settings === "string") return { answer: settings, http: null };
    // RFC 9113 §6.8: leave in order; no stream was opened, no error.
    const farewell = concat(frame(SETTINGS, ACK, new Uint8Array()), frame(GOAWAY, 0, new Uint8Array(8)));
    return { answer: `SETTINGS ${settings.join(", ")}`.trim(), http: null, farewell };
  },
};

function frame(type: number, flags: number, payload: Uint8Array): Uint8Array {
  return new Writer().uint24(payload.length).uint8(type).uint8(flags).uint32(0).opaque(payload).bytes();
}

/** The parameters of the server's preface, a sentence when it sent something else, `null` when nothing came. */
async function readSettings(channel: ExchangeChannel): Promise<string[] | string | null> {
  let received: Uint8Array = new Uint8Array();
  for (let bytes = await channel.read(); bytes !== null; bytes = await channel.read()) {
    received = concat(received, bytes);
    if (received.length < FRAME_HEADER_LENGTH) continue;
    const reader = new Reader(received);
    const length = reader.uint24("length");
    // RFC 9113 §3.4: SETTINGS must be the first frame.
    if (reader.uint8("type") !== SETTINGS) return "data that is not HTTP/2 SETTINGS";
    if (received.length < FRAME_HEADER_LENGTH + length) continue;
    reader.opaque("flags and stream", 5);
    return Array.from({ length: Math.floor(length / 6) }, () => {
      const id = reader.uint16("identifier");
      return `${settingNames.get(id) ?? id}=${reader.uint32("value")}`;
    });
  }
  return received.length === 0 ? null : "data that is not HTTP/2 SETTINGS";
}
