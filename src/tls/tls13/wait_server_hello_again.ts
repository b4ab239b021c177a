/** WAIT_SH after a HelloRetryRequest: the same version, suite and group, and no second retry. */
import { cipherSuites, HandshakeType } from "../../registry/mod.ts";
import type { HelloRetryEvidence } from "../engine/evidence.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { State, Transition } from "../engine/state.ts";
import { find, supportedVersions } from "../extension/mod.ts";
import type { Client } from "../hello/client.ts";
import { checkServerHello, negotiatedVersion } from "../hello/server_hello_rules.ts";
import { readServerHello, type ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { afterServerHello } from "./after_server_hello.ts";

export const waitServerHelloAgain = (client: Client, retry: HelloRetryEvidence): State => ({
  name: "WAIT_SH",
  step: "server_hello",
  async *receive(message: IncomingMessage): Transition {
    const serverHello = message.expect(HandshakeType.server_hello).decode(readServerHello);
    // RFC 9846 §4.2.4: a second HelloRetryRequest is an unexpected message.
    if (serverHello.isHelloRetryRequest) {
      throw new ProtocolError("unexpected_message", "The server sent a second HelloRetryRequest");
    }
    checkSameVersion(serverHello, retry.helloRetryRequest);
    const version = negotiatedVersion(client, serverHello);
    checkServerHello(client, serverHello, version);
    if (serverHello.cipherSuite !== retry.helloRetryRequest.cipherSuite) {
      throw new ProtocolError(
        "illegal_parameter",
        `The ServerHello chose ${
          cipherSuites.codePoint(serverHello.cipherSuite).name
        }, the HelloRetryRequest ` +
          `${cipherSuites.codePoint(retry.helloRetryRequest.cipherSuite).name}`,
      );
    }
    return yield* afterServerHello(client, retry, serverHello, message);
  },
});

/** RFC 9846 §4.2.4: what the HelloRetryRequest chose is kept. */
function checkSameVersion(serverHello: ServerHello, helloRetryRequest: ServerHello): void {
  const selected = find(serverHello.extensions, supportedVersions, "ServerHello");
  if (selected === find(helloRetryRequest.extensions, supportedVersions, "HelloRetryRequest")) return;
  throw new ProtocolError(
    "illegal_parameter",
    "The ServerHello chose another version than the HelloRetryRequest before it",
  );
}
