/** Reports with bytes, of scripted servers in memory: what the byte view, the replay and their tests look at. */
import { check } from "../../src/check.ts";
import { CipherSuite, ProtocolVersion } from "../../src/registry/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { MemoryRuntime } from "./memory_runtime.ts";
import { answering, httpOk, tlsServer } from "./peers.ts";
import { scriptedAuthority, serverName } from "./scripted_server/certificates.ts";
import type { ServerScript } from "./scripted_server.ts";

export async function everyByteOf(script: Partial<ServerScript> = {}): Promise<Report> {
  const peer = tlsServer({ application: answering(httpOk), ...script });
  const anchors = [(await scriptedAuthority()).pem];
  return await check(new MemoryRuntime({ peer }), serverName, { anchors, bytes: true, noNative: true });
}

/** By what they show. */
export const everyByteScripts: Readonly<Record<string, Partial<ServerScript>>> = {
  tls13: { changeCipherSpec: true, paddingLength: 7, tickets: 1 },
  tls13_in_pieces: { recordSize: 120, coalesce: false },
  tls12_gcm: { version: ProtocolVersion.TLS_1_2 },
  tls12_cbc: {
    version: ProtocolVersion.TLS_1_2,
    cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
  },
};
