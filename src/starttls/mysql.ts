import { concat } from "../bytes/mod.ts";
import type { Dialogue } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { type StarttlsProtocol, turnedAway, withoutTls } from "./protocol.ts";
import { decodeText, quote } from "./quote.ts";

/** MySQL and MariaDB. The server gives no go-ahead: TLS follows our SSLRequest at once. */
export const mysql: StarttlsProtocol = {
  name: "mysql",
  title: "MySQL",
  defaultPort: 3306,
  implicitPort: null,
  implicitScheme: null,
  reference: "MySQL Server documentation, Connection Phase, Initial Handshake",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  const { sequence, payload } = await readPacket(dialogue);
  if (payload[0] === ERR_PACKET) throw turnedAway(readError(dialogue, payload));
  const { protocolVersion, serverVersion, capabilities } = readGreeting(payload);
  dialogue.logMessage(`Handshake, protocol ${protocolVersion}, server ${serverVersion}`, payload);
  if ((capabilities & CLIENT_SSL) === 0) {
    throw withoutTls(
      `The server, version ${
        quote(serverVersion)
      }, runs without TLS: CLIENT_SSL is not among its capabilities`,
    );
  }
  await dialogue.sendMessage("SSLRequest", sslRequest(sequence + 1));
}

interface Packet {
  readonly sequence: number;
  readonly payload: Uint8Array;
}

/** A packet: three octets of length, least significant first, and a sequence number. */
async function readPacket(dialogue: Dialogue): Promise<Packet> {
  const [low, middle, high, sequence] = await dialogue.receiveExactly(4);
  const payload = await dialogue.receiveExactly(low! + middle! * 0x100 + high! * 0x10000);
  return { sequence: sequence!, payload };
}

interface Greeting {
  readonly protocolVersion: number;
  readonly serverVersion: string;
  readonly capabilities: number;
}

/** Handshake v10; v9, from before MySQL 3.21, has no capabilities at this place and no TLS. */
function readGreeting(payload: Uint8Array): Greeting {
  const protocolVersion = payload[0] ?? 0;
  const end = payload.indexOf(0, 1);
  if ((protocolVersion !== 10 && protocolVersion !== 9) || end === -1) {
    throw new DialogueError("malformed_message", "The first packet is not a MySQL handshake");
  }
  const serverVersion = decodeText(payload.subarray(1, end));
  if (protocolVersion === 9) return { protocolVersion, serverVersion, capabilities: 0 };
  const at = end + 1 + THREAD_ID_AND_SALT;
  if (payload.length < at + 2) {
    throw new DialogueError("malformed_message", "The MySQL handshake ends before its capability flags");
  }
  return { protocolVersion, serverVersion, capabilities: payload[at]! + payload[at + 1]! * 0x100 };
}

/** ERR_Packet: a number, and a text which a `#` and an SQL state may precede: 1040 too many connections, 1129 host blocked. */
function readError(dialogue: Dialogue, payload: Uint8Array): string {
  const number = (payload[1] ?? 0) + (payload[2] ?? 0) * 0x100;
  const said = `${number} ${decodeText(payload.subarray(3)).replace(/^#.{5}/s, "")}`;
  dialogue.logMessage(`Error ${said}`, payload);
  return quote(said);
}

/** A HandshakeResponse cut off behind the character set: capability flags, largest packet, character set, filler. */
function sslRequest(sequence: number): Uint8Array {
  const request = new Uint8Array(32);
  const view = new DataView(request.buffer);
  view.setUint32(0, CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION, true);
  view.setUint32(4, LARGEST_PACKET, true);
  view.setUint8(8, UTF8_GENERAL_CI);
  return concat(Uint8Array.of(request.length, 0, 0, sequence), request);
}

const ERR_PACKET = 0xff;
/** Four octets of connection id, eight of authentication data, one of filler. */
const THREAD_ID_AND_SALT = 13;
const CLIENT_PROTOCOL_41 = 0x200;
const CLIENT_SSL = 0x800;
const CLIENT_SECURE_CONNECTION = 0x8000;
const LARGEST_PACKET = 2 ** 24;
const UTF8_GENERAL_CI = 33;
