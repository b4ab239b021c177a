/**
 * SSL 2.0, which has messages and cipher suites of its own (draft-hickman-netscape-ssl-00): whether a server speaks
 * it, by its ClientHello and the answer. Nothing is agreed on.
 */
import { concat, DecodeError, Reader, Writer } from "../bytes/mod.ts";
import { type ByteStream, type Deadline, NetworkError } from "../net/mod.ts";
import { alerts, ContentType, SSL_2_0 } from "../registry/mod.ts";
import type { FailureCode } from "../tls/mod.ts";

export type Ssl2Answer = Ssl2ServerHello | Ssl2Refusal;

export interface Ssl2ServerHello {
  readonly kind: "accepted";
  /** By the draft's names, as the server lists them; empty also where the list did not come whole. */
  readonly cipherKinds: readonly string[];
}

export interface Ssl2Refusal {
  readonly kind: "refused";
  readonly code: FailureCode;
  /** The alert that came. */
  readonly alert: number | null;
  readonly message: string;
}

/** A server that speaks it answers at once; one that does not must not cost the rest of the check's time. */
const PATIENCE_MS = 1000;

/** `random`: octets for the challenge. Never rejects for what the peer or the network does. */
export async function askForSsl2(
  stream: ByteStream,
  random: (length: number) => Uint8Array,
  deadline: Deadline,
): Promise<Ssl2Answer> {
  using patience = deadline.within(PATIENCE_MS);
  let received: Uint8Array = new Uint8Array();
  try {
    await stream.write(clientHello(random(16)));
    while (received.length < lengthOf(received)) {
      const octets = await patience.race(stream.read(), "waiting for an answer in SSL 2.0");
      if (octets === null) break;
      received = concat(received, octets);
    }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    if (!isServerHello(received)) return unanswered(error, received);
  }
  return isServerHello(received)
    ? { kind: "accepted", cipherKinds: cipherKinds(received) }
    : refusal(received);
}

const CLIENT_HELLO = 1;
const SERVER_HELLO = 4;

/** Numbers of three octets: the cipher, and the length of its key. */
const CIPHER_KINDS: ReadonlyMap<number, string> = new Map([
  [0x010080, "SSL_CK_RC4_128_WITH_MD5"],
  [0x020080, "SSL_CK_RC4_128_EXPORT40_WITH_MD5"],
  [0x030080, "SSL_CK_RC2_128_CBC_WITH_MD5"],
  [0x040080, "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5"],
  [0x050080, "SSL_CK_IDEA_128_CBC_WITH_MD5"],
  [0x060040, "SSL_CK_DES_64_CBC_WITH_MD5"],
  [0x0700c0, "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"],
]);

const HEADER_LENGTH = 2;
const ALERT_RECORD_LENGTH = 7;

function clientHello(challenge: Uint8Array): Uint8Array {
  const body = new Writer()
    .uint8(CLIENT_HELLO)
    .uint16(SSL_2_0)
    .uint16(CIPHER_KINDS.size * 3)
    .uint16(0)
    .uint16(challenge.length);
  for (const kind of CIPHER_KINDS.keys()) body.uint24(kind);
  body.opaque(challenge);
  return new Writer().uint16(0x8000 + body.length).opaque(body.bytes()).bytes();
}

/** How much there is to read, as far as the first octets tell. A header's high bit says that it has two. */
function lengthOf(received: Uint8Array): number {
  if (received.length < HEADER_LENGTH + 1) return HEADER_LENGTH + 1;
  if (isServerHello(received)) return HEADER_LENGTH + ((received[0]! & 0x7f) << 8 | received[1]!);
  return received[0] === ContentType.alert ? ALERT_RECORD_LENGTH : received.length;
}

function isServerHello(received: Uint8Array): boolean {
  return received.length > HEADER_LENGTH && received[0]! >= 0x80 && received[HEADER_LENGTH] === SERVER_HELLO;
}

function cipherKinds(message: Uint8Array): string[] {
  const reader = new Reader(message);
  try {
    reader.opaque("header", HEADER_LENGTH);
    reader.opaque("msg_server_hello, session_id_hit, certificate_type", 3);
    reader.uint16("server_version");
    const [certificate, kinds] = [reader.uint16("certificate_length"), reader.uint16("cipher_specs_length")];
    reader.uint16("connection_id_length");
    reader.opaque("certificate_data", certificate);
    return Array.from({ length: Math.floor(kinds / 3) }, () => kindName(reader.uint24("cipher_spec")));
  } catch (error) {
    if (error instanceof DecodeError) return [];
    throw error;
  }
}

function kindName(kind: number): string {
  return CIPHER_KINDS.get(kind) ?? `0x${kind.toString(16).padStart(6, "0")}`;
}

function refusal(received: Uint8Array): Ssl2Refusal {
  const nothing = { kind: "refused", alert: null } as const;
  if (received.length === 0) {
    return {
      ...nothing,
      code: "connection_closed",
      message: "The server closed the connection without an answer",
    };
  }
  if (received[0] !== ContentType.alert || received.length < ALERT_RECORD_LENGTH) {
    return { ...nothing, code: "unexpected_message", message: "The server answered with something else" };
  }
  const alert = received[ALERT_RECORD_LENGTH - 1]!;
  const message = `The server refused with the alert "${alerts.codePoint(alert).name ?? alert}"`;
  return { kind: "refused", code: "alert_received", alert, message };
}

function unanswered({ code, message }: NetworkError, received: Uint8Array): Ssl2Refusal {
  const nothing = { kind: "refused", alert: null } as const;
  if (code !== "timeout") {
    const isReset = code === "connection_reset";
    return { ...nothing, code: isReset ? "connection_reset" : "connection_closed", message };
  }
  return received.length > 0
    ? { ...nothing, code: "timeout", message: "The server did not finish its answer" }
    : { ...nothing, code: "no_response", message: "The server did not answer" };
}
