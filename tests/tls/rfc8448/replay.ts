/** Replays a handshake of RFC 8448 through the engine: the RFC's entropy and keys, and a server that says what it said. */
import { concat } from "../../../src/bytes/mod.ts";
import { keyShareFromPrivateKey } from "../../../src/crypto/mod.ts";
import { CipherSuite, ExtensionType, NamedGroup, ProtocolVersion } from "../../../src/registry/mod.ts";
import {
  defaultOffer,
  handshake,
  type HandshakeContext,
  type HandshakeLog,
  type Offer,
  type Secret,
  type Session,
} from "../../../src/tls/mod.ts";
import type { Trace } from "../../fixtures/rfc8448/trace.ts";
import { MemoryStream } from "../../support/memory_stream.ts";

/** What the client of every trace offers; the traces differ in groups and compatibility mode. */
export const rfc8448Offer: Offer = {
  ...defaultOffer("server", []),
  versions: [ProtocolVersion.TLS_1_3],
  cipherSuites: [
    CipherSuite.TLS_AES_128_GCM_SHA256,
    CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_AES_256_GCM_SHA384,
  ],
  groups: [
    NamedGroup.x25519,
    NamedGroup.secp256r1,
    NamedGroup.secp384r1,
    NamedGroup.secp521r1,
    NamedGroup.ffdhe2048,
    NamedGroup.ffdhe3072,
    NamedGroup.ffdhe4096,
    NamedGroup.ffdhe6144,
    NamedGroup.ffdhe8192,
  ],
  keyShares: [NamedGroup.x25519],
  // deno-fmt-ignore
  signatureSchemes: [
    0x0403, 0x0503, 0x0603, 0x0203, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0201, 0x0402, 0x0502,
    0x0602, 0x0202,
  ],
  signatureSchemesCert: null,
  statusRequest: false,
  signedCertificateTimestamp: false,
  extendedMainSecret: false,
  encryptThenMac: false,
  ecPointFormats: [],
  recordSizeLimit: 0x4001,
  sessionTicket: false,
  padding: true,
  grease: false,
  compatibilityMode: false,
  extensionOrder: [
    ExtensionType.server_name,
    ExtensionType.renegotiation_info,
    ExtensionType.supported_groups,
    ExtensionType.session_ticket,
    ExtensionType.key_share,
    ExtensionType.early_data,
    ExtensionType.supported_versions,
    ExtensionType.signature_algorithms,
    ExtensionType.cookie,
    ExtensionType.psk_key_exchange_modes,
    ExtensionType.record_size_limit,
    ExtensionType.padding,
  ],
};

export interface Replay {
  readonly log: HandshakeLog;
  readonly session: Session;
  readonly secrets: readonly Secret[];
  /** Everything the client has sent so far. */
  sent(): Uint8Array;
}

export interface ReplayOptions {
  /** How many of the server's records it says after each of the client's flights; the rest with the last. */
  readonly turns?: readonly number[];
  readonly context?: Partial<HandshakeContext>;
}

export async function replay(
  trace: Trace,
  offer: Offer,
  { turns = [], context = {} }: ReplayOptions = {},
): Promise<Replay> {
  const [client, server] = MemoryStream.pair();
  const sent: Uint8Array[] = [];
  const playing = play(trace, server, sent, turns);
  const secrets: Secret[] = [];
  const { log, session } = await handshake(client, offer, {
    ...contextOf(trace),
    ...context,
    onSecret: (secret) => secrets.push(secret),
  });
  if (session === null) throw new Error(`The replay failed: ${JSON.stringify(log.failure)}`);
  await playing;
  return {
    log,
    session,
    secrets,
    sent: () => concat(...sent, ...server.unread()),
  };
}

async function play(trace: Trace, server: MemoryStream, sent: Uint8Array[], turns: readonly number[]) {
  const records = trace.records("server");
  for (const turn of [...turns, records.length]) {
    sent.push((await server.read())!);
    for (const record of records.splice(0, turn)) await server.write(record);
  }
}

function contextOf(trace: Trace): HandshakeContext {
  const clientHello = trace.bytes("client", "construct a ClientHello handshake message", "ClientHello");
  const entropy = [clientHello.subarray(6, 38), clientHello.subarray(39, 39 + clientHello[38]!)];
  let milliseconds = 0;
  return {
    monotonic: () => milliseconds++,
    random(length: number) {
      const octets = entropy.shift();
      if (octets?.length !== length) throw new RangeError(`The trace has no ${length} random octets to give`);
      return octets;
    },
    generateKeyShare: (group: number) => {
      const name = group === NamedGroup.x25519 ? "x25519" : "P-256";
      const action = `create an ephemeral ${name} key pair`;
      const [privateKey, publicKey] = ["private key", "public key"].map((field) =>
        trace.bytes("client", action, field)
      );
      return keyShareFromPrivateKey(group, privateKey!, publicKey!);
    },
  };
}
