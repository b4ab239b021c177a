/** What a scripted server remembers from one connection to the next: the secrets behind its tickets. */
import { equalBytes, toHex } from "../../../src/bytes/mod.ts";
import { hash as hashOf, type HashName } from "../../../src/crypto/mod.ts";
import { Transcript } from "../../../src/tls/engine/transcript.ts";
import { find, preSharedKey, sessionTicket } from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { finishedVerifyData, KeySchedule, resumptionPsk } from "../../../src/tls/tls13/key_schedule.ts";
import { ScriptEnd } from "./connection.ts";

interface Psk {
  readonly hash: HashName;
  readonly secret: Uint8Array;
}

export class ServerSessions {
  readonly #psks = new Map<string, Psk>();
  /** By session id and by ticket. */
  readonly #mainSecrets = new Map<string, Uint8Array>();
  readonly #isSingleUse: boolean;

  /** `isSingleUse`: RFC 9846 §8.1, no ticket is taken up twice. */
  constructor({ isSingleUse = false } = {}) {
    this.#isSingleUse = isSingleUse;
  }

  /** RFC 9846 §4.7.1. */
  async remember(
    hash: HashName,
    resumptionSecret: Uint8Array,
    { ticket, ticketNonce }: { readonly ticket: Uint8Array; readonly ticketNonce: Uint8Array },
  ): Promise<void> {
    this.#psks.set(toHex(ticket), { hash, secret: await resumptionPsk(hash, resumptionSecret, ticketNonce) });
  }

  /** The early schedule of the PSK that the ClientHello offers, once its binder is verified; `null`: no such PSK. */
  async recall(
    { extensions }: ClientHello,
    hash: HashName,
    transcript: Transcript,
    message: Uint8Array,
  ): Promise<KeySchedule | null> {
    const offered = find(extensions, preSharedKey, "ClientHello");
    const [identity] = offered?.identities ?? [];
    const psk = identity && this.#psks.get(toHex(identity.identity));
    if (psk === undefined || psk.hash !== hash) return null;
    if (this.#isSingleUse) this.#psks.delete(toHex(identity!.identity));
    const schedule = await KeySchedule.early(hash, psk.secret);
    // RFC 9846 §4.3.11.2: one binder behind two lengths, of the list and of its own.
    const truncated = message.slice(0, -(3 + hashOf(hash).length));
    const binderKey = await schedule.derive("res binder");
    const expected = await finishedVerifyData(hash, binderKey, await transcript.hash(hash, truncated));
    if (!equalBytes(expected, offered!.binders[0]!)) throw new ScriptEnd("The client's binder does not fit");
    return schedule;
  }

  rememberMainSecret(sessionId: Uint8Array, ticket: Uint8Array | null, secret: Uint8Array): void {
    if (sessionId.length > 0) this.#mainSecrets.set(toHex(sessionId), secret);
    if (ticket !== null) this.#mainSecrets.set(toHex(ticket), secret);
  }

  /** RFC 5077 §3.4: by the ticket, where there is one, else by the session id. */
  recallMainSecret({ extensions, legacySessionId }: ClientHello): Uint8Array | null {
    const ticket = find(extensions, sessionTicket, "ClientHello");
    return this.#mainSecrets.get(toHex(ticket?.length ? ticket : legacySessionId)) ?? null;
  }
}
