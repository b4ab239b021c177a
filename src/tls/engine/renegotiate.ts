/** Asks for one more handshake on a connection, and looks no further than the server's first answer. */
import { AlertDescription, ContentType, HandshakeType } from "../../registry/mod.ts";
import { NetworkError } from "../../net/mod.ts";
import { MAXIMUM_POST_HANDSHAKE_MESSAGES } from "../limits.ts";
import { readAlert, readClientHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Driver } from "./drive.ts";
import type { IncomingMessage } from "./incoming_message.ts";
import type { Renegotiation } from "./session.ts";
import type { AnotherHandshake } from "./state.ts";

type Answer = Renegotiation["answer"];

export async function renegotiate(driver: Driver, another: AnotherHandshake): Promise<Renegotiation> {
  const result = await driver.attempt(async () => {
    await driver.send(ContentType.handshake, another.clientHello(), readClientHello);
    return await firstAnswer(driver, another);
  });
  const answer: Answer = "value" in result ? result.value : { kind: "failure", failure: result.failure };
  return { isSecure: another.isSecure, answer };
}

/** Data and requests that were on their way are passed over. */
async function firstAnswer(driver: Driver, another: AnotherHandshake): Promise<Answer> {
  for (let messages = 0; messages < MAXIMUM_POST_HANDSHAKE_MESSAGES; messages++) {
    const message = await driver.receive();
    if (message === null) throw new NetworkError("connection_closed", "The server closed the connection");
    if (message.msgType === HandshakeType.server_hello) {
      return { kind: "server_hello", isTied: another.isTied(message) };
    }
    if (isNoRenegotiation(message)) return { kind: "no_renegotiation" };
    if (message.contentType === ContentType.alert && await driver.deliver(message) === "closed") {
      throw new NetworkError("connection_closed", "The server closed the connection with close_notify");
    }
    if (message.msgType !== null && message.msgType !== HandshakeType.hello_request) {
      throw message.unexpected("server_hello");
    }
  }
  throw new ProtocolError(
    "limit_exceeded",
    `The server sent more than ${MAXIMUM_POST_HANDSHAKE_MESSAGES} messages and did not answer the ClientHello`,
  );
}

/** RFC 5246 §7.2.2: always a warning; some call it fatal, and then the connection is over all the same. */
function isNoRenegotiation(message: IncomingMessage): boolean {
  return message.contentType === ContentType.alert &&
    message.decode(readAlert).description === AlertDescription.no_renegotiation;
}
