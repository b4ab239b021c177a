/** The session of a completed handshake, over the same driver, so that what follows is logged too. */
import { AlertDescription, ContentType } from "../../registry/mod.ts";
import type { Failure } from "../failure.ts";
import { MAXIMUM_POST_HANDSHAKE_MESSAGES } from "../limits.ts";
import { encodeAlert } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { NetworkError } from "../../net/mod.ts";
import type { Driver } from "./drive.ts";
import { renegotiate } from "./renegotiate.ts";
import { type Session, SessionError } from "./session.ts";
import type { ConnectedState } from "./state.ts";

export function openSession(driver: Driver, { connected, another, updateKeys }: ConnectedState): Session {
  let broken: Failure | null = null;
  let closed = false;
  let writeClosed = false;
  let renegotiated = false;
  let messages = 0;

  const attempt = async <T>(action: () => Promise<T>): Promise<T> => {
    if (broken) throw new SessionError(broken);
    const result = await driver.attempt(action);
    if ("value" in result) return result.value;
    broken = result.failure;
    throw new SessionError(broken);
  };

  const nextData = async (): Promise<Uint8Array | null> => {
    while (true) {
      const message = await driver.receive();
      if (message === null) {
        // RFC 9846 §6.1: without close_notify nobody knows whether something was cut off.
        throw new NetworkError("connection_closed", "The server closed the connection without close_notify");
      }
      if (message.contentType === ContentType.application_data) return message.bytes;
      // Alerts have a bound of their own.
      if (message.contentType !== ContentType.alert && ++messages > MAXIMUM_POST_HANDSHAKE_MESSAGES) {
        throw new ProtocolError(
          "limit_exceeded",
          `The server sent more than ${MAXIMUM_POST_HANDSHAKE_MESSAGES} messages beside its data`,
          { alert: AlertDescription.unexpected_message },
        );
      }
      if (await driver.deliver(message) === "closed") {
        closed = true;
        return null;
      }
    }
  };

  const attemptToWrite = async (action: () => Promise<void>): Promise<void> => {
    // RFC 9846 §6.1: nothing is sent behind a close_notify.
    if (broken === null && writeClosed) throw new TypeError("Nothing can be written after closeWrite");
    await attempt(action);
  };

  const closeWrite = async (): Promise<void> => {
    if (broken === null && writeClosed) return;
    writeClosed = true;
    await attempt(() => driver.send(ContentType.alert, encodeAlert(AlertDescription.close_notify)));
  };

  return {
    ...connected,
    read: () => closed ? Promise.resolve(null) : attempt(nextData),
    write: (bytes) => attemptToWrite(() => driver.send(ContentType.application_data, bytes)),
    flush: () => attempt(() => driver.flush()),
    closeWrite,
    updateKeys: updateKeys && (() => attemptToWrite(() => driver.updateKeys())),
    renegotiate: another && (() => {
      if (renegotiated) throw new TypeError("One renegotiation is all that a connection is asked for");
      renegotiated = true;
      return renegotiate(driver, another);
    }),
  };
}
