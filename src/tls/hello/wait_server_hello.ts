/** WAIT_SH: the server's answer decides the version, and with it which states come next. */
import { HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { writeWith } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import { readServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { plaintext } from "../record/mod.ts";
import { afterServerHello as afterServerHello12 } from "../tls12/after_server_hello.ts";
import { afterHelloRetryRequest } from "../tls13/after_hello_retry_request.ts";
import { afterServerHello as afterServerHello13 } from "../tls13/after_server_hello.ts";
import type { Client } from "./client.ts";
import { checkDowngrade, checkServerHello, negotiatedVersion, versionName } from "./server_hello_rules.ts";

export const waitServerHello = (client: Client): State => ({
  name: "WAIT_SH",
  step: "server_hello",
  async *receive(message: IncomingMessage): Transition {
    const serverHello = message.expect(HandshakeType.server_hello).decode(readServerHello);
    const version = negotiatedVersion(client, serverHello);
    checkServerHello(client, serverHello, version);
    checkDowngrade(client, serverHello, version);
    if (version < ProtocolVersion.TLS_1_3) {
      if (client.offer.earlyData !== null) {
        yield writeWith("none", plaintext(version));
        // RFC 9846 appendix E.3: it would not know what to make of what was sent already.
        throw new ProtocolError(
          "unsupported_version",
          `The server answered early data with ${versionName(version)}, which has none`,
        );
      }
      return yield* afterServerHello12(client, serverHello, version, message);
    }
    if (serverHello.isHelloRetryRequest) return yield* afterHelloRetryRequest(client, serverHello, message);
    return yield* afterServerHello13(client, null, serverHello, message);
  },
});
