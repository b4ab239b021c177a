/**
 * MySQL's connection phase behind the SSLRequest: the HandshakeResponse that the server waits for, and its refusal.
 *
 * The server must hear it: it counts those that hang up before, and blocks their host when there are many
 * (`max_connect_errors`).
 */
import { concat } from "../../bytes/mod.ts";
import { decodeText } from "../../starttls/quote.ts";
import type { ExchangeProtocol } from "./protocol.ts";
import { readUntil } from "./read_until.ts";
import { notThis, show } from "./show.ts";

export const mysql: ExchangeProtocol = {
  name: "mysql",
  applicationProtocols: [],
  async exchange(channel) {
    await channel.write(packet(RESPONSE_SEQUENCE, handshakeResponse(channel.userAgent)));
    const received = await readUntil(channel, isWhole);
    const answer = described(payloadOf(received));
    if (answer === null) return notThis("MySQL", received);
    return answer === OK ? { ...show(answer), farewell: quit } : show(answer);
  },
};

const HEADER_LENGTH = 4;
/** The server's handshake was 0, our SSLRequest 1. */
const RESPONSE_SEQUENCE = 2;

const OK_PACKET = 0x00;
const AUTH_SWITCH_REQUEST = 0xfe;
const ERR_PACKET = 0xff;
const OK = "OK";

/** Three octets of length, least significant first, and a sequence number. */
function packet(sequence: number, payload: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(payload.length, payload.length >> 8, 0, sequence), payload);
}

function isWhole(received: Uint8Array): boolean {
  if (received.length < HEADER_LENGTH) return false;
  const length = received[0]! + received[1]! * 0x100 + received[2]! * 0x10000;
  return received.length >= HEADER_LENGTH + length;
}

function payloadOf(received: Uint8Array): Uint8Array {
  const length = (received[0] ?? 0) + (received[1] ?? 0) * 0x100;
  return received.subarray(HEADER_LENGTH, HEADER_LENGTH + length);
}

function described(payload: Uint8Array): string | null {
  switch (payload[0]) {
    case OK_PACKET:
      return OK;
    case AUTH_SWITCH_REQUEST:
      return `AuthSwitchRequest ${decodeText(payload.subarray(1)).split("\0", 1)[0]}`;
    case ERR_PACKET: {
      const number = (payload[1] ?? 0) + (payload[2] ?? 0) * 0x100;
      return `ERR ${number} ${decodeText(payload.subarray(3)).replace(/^#(.{5})/s, "$1 ")}`;
    }
    default:
      return null;
  }
}

const CLIENT_PROTOCOL_41 = 0x200;
const CLIENT_SSL = 0x800;
const CLIENT_SECURE_CONNECTION = 0x8000;
const LARGEST_PACKET = 2 ** 24;
const UTF8_GENERAL_CI = 33;
/** Capability flags, largest packet, character set and filler: what the SSLRequest was cut off behind. */
const FIXED_LENGTH = 32;

/**
 * HandshakeResponse41: a user of our name, who is to be in nobody's tables, without a password. MySQL goes by the
 * capabilities of the SSLRequest, so these are the same.
 */
function handshakeResponse(userAgent: string): Uint8Array {
  const fixed = new Uint8Array(FIXED_LENGTH);
  const view = new DataView(fixed.buffer);
  const capabilities = CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION;
  view.setUint32(0, capabilities, true);
  view.setUint32(4, LARGEST_PACKET, true);
  view.setUint8(8, UTF8_GENERAL_CI);
  const user = userAgent.split("/", 1)[0]!;
  return concat(fixed, new TextEncoder().encode(`${user}\0\0`));
}

/** COM_QUIT. */
const quit = packet(0, Uint8Array.of(1));
