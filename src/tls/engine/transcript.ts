/** The handshake messages so far, for the transcript hash (RFC 9846 §4.1). */
import { concat, Writer } from "../../bytes/mod.ts";
import { hash, type HashName } from "../../crypto/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";

export class Transcript {
  #messages: Uint8Array[] = [];
  /** Asked for more than once between two messages. */
  #hash: { readonly name: HashName; readonly digest: Promise<Uint8Array<ArrayBuffer>> } | null = null;

  add(message: Uint8Array): this {
    this.#messages.push(message);
    this.#hash = null;
    return this;
  }

  /** `partial`: the beginning of a message that is not whole yet, behind those that are. */
  hash(name: HashName, partial?: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    if (partial !== undefined) return hash(name).digest(concat(...this.#messages, partial));
    if (this.#hash?.name !== name) {
      this.#hash = { name, digest: hash(name).digest(concat(...this.#messages)) };
    }
    return this.#hash.digest;
  }

  /** RFC 9846 §4.1: after a HelloRetryRequest the first ClientHello stands as a synthetic message_hash. */
  async foldClientHello(name: HashName): Promise<void> {
    const digest = await this.hash(name);
    this.#hash = null;
    this.#messages = [new Writer().uint8(HandshakeType.message_hash).vector(3, digest).bytes()];
  }
}
