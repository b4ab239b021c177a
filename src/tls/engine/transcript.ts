/** The handshake messages so far, for the transcript hash (RFC 9846 §4.1). */
import { concat, Writer } from "../../bytes/mod.ts";
import { hash, type HashName } from "../../crypto/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";

export class Transcript {
  #messages: Uint8Array[] = [];

  add(message: Uint8Array): this {
    this.#messages.push(message);
    return this;
  }

  /** `partial`: the beginning of a message that is not whole yet, behind those that are. */
  hash(name: HashName, partial = new Uint8Array()): Promise<Uint8Array<ArrayBuffer>> {
    return hash(name).digest(concat(...this.#messages, partial));
  }

  /** RFC 9846 §4.1: after a HelloRetryRequest the first ClientHello stands as a synthetic message_hash. */
  async foldClientHello(name: HashName): Promise<void> {
    const digest = await this.hash(name);
    this.#messages = [new Writer().uint8(HandshakeType.message_hash).vector(3, digest).bytes()];
  }
}
