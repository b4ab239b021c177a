import { fromHex } from "../bytes/mod.ts";
import type { Dialogue } from "./dialogue.ts";
import { DialogueError } from "./failure.ts";
import { type StarttlsProtocol, turnedAway, withoutTls } from "./protocol.ts";
import { decodeText, quote, quoteOctets } from "./quote.ts";

export const postgres: StarttlsProtocol = {
  name: "postgres",
  title: "PostgreSQL",
  defaultPort: 5432,
  implicitPort: null,
  implicitScheme: null,
  reference: "PostgreSQL documentation, Frontend/Backend Protocol, SSL Session Encryption",
  upgrade,
};

async function upgrade(dialogue: Dialogue): Promise<void> {
  await dialogue.sendMessage("SSLRequest", sslRequest);
  const answer = String.fromCharCode(...await dialogue.receiveExactly(1));
  if (answer === "S" && !looksLikeSsh(dialogue)) return dialogue.logReceived("S");
  if (answer === "N") {
    dialogue.logReceived("N");
    throw withoutTls("The server answered the SSLRequest with N: it runs without TLS");
  }
  if (answer === "E") throw turnedAway(await readErrorMessage(dialogue));
  if (answer === TLS_ALERT) await dialogue.receiveExactly(2); // Enough of the record to be recognised by
  throw new DialogueError("malformed_message", `${quoteOctets(dialogue.firstOctets)} answers no SSLRequest`);
}

/** An SSH server speaks first, and its first letter would pass for consent. */
function looksLikeSsh(dialogue: Dialogue): boolean {
  return decodeText(dialogue.firstOctets).startsWith("SSH-");
}

/**
 * ErrorResponse: a length, then fields of a letter and a string; the field M is for people. What comes in the clear
 * here is not authenticated, and libpq does not show it (CVE-2024-10977): for us it is evidence, quoted as such.
 */
async function readErrorMessage(dialogue: Dialogue): Promise<string> {
  const header = await dialogue.receiveExactly(4);
  const length = new DataView(header.buffer, header.byteOffset).getUint32(0);
  if (length < 4) {
    throw new DialogueError("malformed_message", `An ErrorResponse cannot be ${length} octets long`);
  }
  const body = await dialogue.receiveExactly(length - 4);
  const fields = decodeText(body).split("\0");
  const message = fields.find((field) => field.startsWith("M"))?.slice(1) ?? "no message";
  const code = fields.find((field) => field.startsWith("C"))?.slice(1);
  const said = code === undefined ? message : `${code} ${message}`;
  dialogue.logMessage(`ErrorResponse ${said}`, body);
  return quote(said);
}

/** RFC 9846 §5.1: the content type with which a TLS server answers what is no ClientHello. */
const TLS_ALERT = "\x15";

/** A length of 8, and 1234 and 5679 in place of a protocol version. */
const sslRequest = fromHex("00000008 04d2162f");
