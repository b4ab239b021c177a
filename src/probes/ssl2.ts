/** Whether a server speaks SSL 2.0 and nothing newer: its own ClientHello, and the first octets of the answer. */
import { concat, Writer } from "../bytes/mod.ts";
import { type ByteStream, type Deadline, NetworkError } from "../net/mod.ts";
import { SSL_2_0 } from "../registry/mod.ts";

const CLIENT_HELLO = 1;
const SERVER_HELLO = 4;

/** SSL 2.0's own numbers, three octets each: RC4, RC2, IDEA, DES and 3DES with MD5. */
const CIPHER_KINDS = [0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700c0];

const HEADER_LENGTH = 2;

/** A server that speaks it answers at once; one that does not must not cost the rest of the check's time. */
const PATIENCE_MS = 1000;

/** `random`: octets for the challenge. Silence and a network failure are the answer `false`. */
export async function speaksSsl2(
  stream: ByteStream,
  random: (length: number) => Uint8Array,
  deadline: Deadline,
): Promise<boolean> {
  using patience = deadline.within(PATIENCE_MS);
  try {
    await stream.write(clientHello(random(16)));
    let received: Uint8Array = new Uint8Array();
    while (received.length < HEADER_LENGTH + 1) {
      const bytes = await patience.race(stream.read(), "waiting for an answer in SSL 2.0");
      if (bytes === null) return false;
      received = concat(received, bytes);
    }
    // A header of two octets has its high bit set; then comes the message type.
    return received[0]! >= 0x80 && received[HEADER_LENGTH] === SERVER_HELLO;
  } catch (error) {
    if (error instanceof NetworkError) return false;
    throw error;
  }
}

function clientHello(challenge: Uint8Array): Uint8Array {
  const body = new Writer()
    .uint8(CLIENT_HELLO)
    .uint16(SSL_2_0)
    .uint16(CIPHER_KINDS.length * 3)
    .uint16(0)
    .uint16(challenge.length);
  for (const kind of CIPHER_KINDS) body.uint24(kind);
  body.opaque(challenge);
  return new Writer().uint16(0x8000 + body.length).opaque(body.bytes()).bytes();
}
