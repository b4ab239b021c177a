/** Scripted servers whose choice is a function of the ClientHello. */
import { concat, Reader } from "../../../src/bytes/mod.ts";
import { AlertDescription, ProtocolVersion } from "../../../src/registry/mod.ts";
import { isGrease } from "../../../src/registry/grease.ts";
import { find, supportedGroups } from "../../../src/tls/extension/mod.ts";
import { type ClientHello, readClientHello, readHandshake } from "../../../src/tls/message/mod.ts";
import { Deframer, HandshakeJoiner } from "../../../src/tls/record/mod.ts";
import type { Peer } from "../../support/memory_runtime.ts";
import type { MemoryStream } from "../../support/memory_stream.ts";
import { tlsServer } from "../../support/peers.ts";
import { readAgain } from "../../support/read_again.ts";
import { type ServerConnection, type ServerScript, serveScript } from "../../support/scripted_server.ts";
import {
  changeServerHello,
  cookie,
  ecdheParams,
  encodeServerKeyExchange,
  selectedGroup,
  selectedVersion,
} from "../../support/scripted_server/messages.ts";

/** A server with another script for each ClientHello. */
export function serverByHello(scriptFor: (hello: ClientHello) => Partial<ServerScript>): Peer {
  return async (stream) => {
    const { octets, hello } = await firstHello(stream);
    await serveScript(readAgain(octets, stream), hello === null ? {} : scriptFor(hello));
  };
}

/** What came, up to the end of a ClientHello; `null`: it was none. */
async function firstHello(stream: MemoryStream) {
  const [deframer, joiner] = [new Deframer(), new HandshakeJoiner()];
  let octets = new Uint8Array();
  for (let read = await stream.read(); read !== null; read = await stream.read()) {
    octets = concat(octets, read);
    deframer.push(read);
    for (let record = deframer.next(); record !== null; record = deframer.next()) {
      joiner.push(record.fragment);
    }
    const message = joiner.next();
    if (message !== null) return { octets, hello: readHandshake(new Reader(message), readClientHello) };
  }
  return { octets, hello: null };
}

/** `offered`: without GREASE. `null`: it refuses the handshake. */
export type Choose = (offered: readonly number[], hello: ClientHello) => number | null;

/** Not in a registry: no client has a share for it. */
const NOBODYS = 0xfeff;

/** TLS 1.3: asks for the group. What would follow is nothing that a question hears. */
export function asksForGroup(choose: Choose): Peer {
  return tlsServer({
    group: NOBODYS,
    alter: (turn, message, server) =>
      turn !== "HelloRetryRequest" ? message : changeServerHello(message, () => ({
        extensions: [selectedVersion(ProtocolVersion.TLS_1_3), selectedGroup(choice(choose, server)!)],
      })),
    before: (turn, server) => turn === "HelloRetryRequest" ? refuseUnless(choose, server) : undefined,
  });
}

/** TLS 1.3: wants its cookie back before anything else. */
export const asksForCookie: Peer = tlsServer({
  group: NOBODYS,
  alter: (turn, message) =>
    turn !== "HelloRetryRequest" ? message : changeServerHello(message, () => ({
      extensions: [selectedVersion(ProtocolVersion.TLS_1_3), cookie(new Uint8Array(8))],
    })),
});

/** TLS 1.2: an ECDHE key exchange on the curve, whatever would become of it. */
export function exchangesOn(choose: Choose): Peer {
  return tlsServer({
    version: ProtocolVersion.TLS_1_2,
    alter(turn, message, server) {
      if (turn !== "ServerKeyExchange") return message;
      const params = ecdheParams(choice(choose, server)!, new Uint8Array(32));
      return encodeServerKeyExchange(params, 0x0403, new Uint8Array(70));
    },
    before: (turn, server) => turn === "ServerHello" ? refuseUnless(choose, server) : undefined,
  });
}

function choice(choose: Choose, server: ServerConnection): number | null {
  const hello = readHandshake(new Reader(server.received[0]!.bytes), readClientHello);
  const offered = find(hello.extensions, supportedGroups, "ClientHello") ?? [];
  return choose(offered.filter((group) => !isGrease(group)), hello);
}

async function refuseUnless(choose: Choose, server: ServerConnection): Promise<void> {
  if (choice(choose, server) !== null) return;
  await server.sendAlert(AlertDescription.handshake_failure);
  await server.close();
}
