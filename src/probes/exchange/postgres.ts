/** PostgreSQL's frontend/backend protocol 3.0: a StartupMessage, and how the server wants its user to prove himself. */
import { Writer } from "../../bytes/mod.ts";
import { decodeText } from "../../starttls/quote.ts";
import type { ExchangeProtocol } from "./protocol.ts";
import { readUntil } from "./read_until.ts";
import { notThis, show } from "./show.ts";

export const postgres: ExchangeProtocol = {
  name: "postgres",
  applicationProtocols: ["postgresql"],
  async exchange(channel) {
    await channel.write(startupMessage(channel.userAgent));
    const received = await readUntil(channel, isWhole);
    const answer = described(received);
    if (answer === null) return notThis("PostgreSQL", received);
    // One who is asked for a password leaves without a word: the server would take it for a broken protocol.
    return answer === AUTHENTICATION_OK ? { ...show(answer), farewell: terminate } : show(answer);
  },
};

/** A type of one octet, a length that counts itself, and the content. */
const HEADER_LENGTH = 5;

function lengthOf(received: Uint8Array): number {
  return 1 + new DataView(received.buffer, received.byteOffset).getUint32(1);
}

function isWhole(received: Uint8Array): boolean {
  return received.length >= HEADER_LENGTH && received.length >= lengthOf(received);
}

function described(received: Uint8Array): string | null {
  if (received.length < HEADER_LENGTH) return null;
  const content = received.subarray(HEADER_LENGTH, lengthOf(received));
  switch (String.fromCharCode(received[0]!)) {
    case "R":
      return authenticationRequest(content);
    case "E":
      return `ErrorResponse ${errorText(content)}`;
    default:
      return null;
  }
}

function authenticationRequest(content: Uint8Array): string | null {
  if (content.length < 4) return null;
  const kind = new DataView(content.buffer, content.byteOffset).getUint32(0);
  const name = authenticationRequests.get(kind) ?? `Authentication request ${kind}`;
  if (name !== "AuthenticationSASL") return name;
  return `${name} ${decodeText(content.subarray(4)).split("\0").filter((mechanism) => mechanism).join(", ")}`;
}

const AUTHENTICATION_OK = "AuthenticationOk";

const authenticationRequests: ReadonlyMap<number, string> = new Map([
  [0, AUTHENTICATION_OK],
  [2, "AuthenticationKerberosV5"],
  [3, "AuthenticationCleartextPassword"],
  [5, "AuthenticationMD5Password"],
  [7, "AuthenticationGSS"],
  [9, "AuthenticationSSPI"],
  [10, "AuthenticationSASL"],
]);

/** Fields of a letter and a string: C is the SQLSTATE, M is for people. */
function errorText(content: Uint8Array): string {
  const fields = decodeText(content).split("\0");
  const field = (letter: string) => fields.find((field) => field.startsWith(letter))?.slice(1);
  return [field("C"), field("M")].filter((text) => text !== undefined).join(" ");
}

const PROTOCOL_3_0 = 0x0003_0000;

/** A user of our name, who is to be in nobody's database; the database of that name is implied. */
function startupMessage(userAgent: string): Uint8Array {
  const user = userAgent.split("/", 1)[0]!;
  const parameters = new TextEncoder().encode(`user\0${user}\0application_name\0${user}\0\0`);
  return new Writer().uint32(8 + parameters.length).uint32(PROTOCOL_3_0).opaque(parameters).bytes();
}

const terminate = new Writer().uint8(0x58).uint32(4).bytes();
