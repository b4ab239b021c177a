/** NewSessionTicket (RFC 5077 §3.3), when one was promised, and the server's ChangeCipherSpec (RFC 5246 §7.1). */
import { ContentType, HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { readWith } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import { type NewSessionTicket12, readChangeCipherSpec, readNewSessionTicket12 } from "../message/mod.ts";
import type { RecordProtection } from "../record/mod.ts";
import type { ResumptionMainSecret } from "../resumable_session.ts";
import type { Negotiated } from "./negotiated.ts";
import { waitFinished } from "./wait_finished.ts";
import type { Keyed } from "./wait_server_hello_done.ts";

export interface Secured extends Negotiated {
  readonly mainSecret: Uint8Array;
  readonly serverKeys: RecordProtection;
  /** `null`: none has come. */
  readonly ticket: NewSessionTicket12 | null;
  readonly handshake: FullHandshake | AbbreviatedHandshake;
}

export interface FullHandshake {
  readonly kind: "full";
  readonly keyed: Keyed;
  /** Of our Finished, which went before. */
  readonly clientVerifyData: Uint8Array;
}

/** The server finishes first, and we with these keys. */
export interface AbbreviatedHandshake {
  readonly kind: "abbreviated";
  readonly session: ResumptionMainSecret;
  readonly clientKeys: RecordProtection;
}

export const waitChangeCipherSpec = (negotiated: Secured): State => ({
  name: negotiated.willIssueTicket ? "NewSessionTicket" : "ChangeCipherSpec",
  step: "server_finished",
  async *receive(message: IncomingMessage): Transition {
    if (message.msgType === HandshakeType.new_session_ticket && negotiated.willIssueTicket) {
      const ticket = message.decode(readNewSessionTicket12);
      negotiated.client.transcript.add(message.bytes);
      return waitChangeCipherSpec({ ...negotiated, ticket, willIssueTicket: false });
    }
    // RFC 5077 §3.3: a promised ticket is sent, if need be an empty one; servers that forget it harm nobody.
    if (message.contentType !== ContentType.change_cipher_spec) {
      throw message.unexpected("change_cipher_spec");
    }
    message.decode(readChangeCipherSpec);
    yield readWith("application", negotiated.serverKeys);
    return waitFinished(negotiated);
  },
});
