/** The first ClientHello that a scripted server was told. */
import { Reader } from "../../../src/bytes/mod.ts";
import { type ClientHello, readClientHello, readHandshake } from "../../../src/tls/message/mod.ts";
import type { ServerConnection } from "../../support/scripted_server.ts";

export function helloOf(server: ServerConnection): ClientHello {
  return readHandshake(new Reader(server.received[0]!.bytes), readClientHello);
}
