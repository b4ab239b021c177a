/** One case: a server with a script of its own, whose seed says what it is and where it goes wrong. */
import {
  AlertDescription,
  CipherSuite,
  ContentType,
  NamedGroup,
  ProtocolVersion,
} from "../../src/registry/mod.ts";
import { serverCertificate } from "../support/scripted_server/certificates.ts";
import type { Altered, ServerScript } from "../support/scripted_server.ts";
import { mutate, withFittingLength } from "./mutate.ts";
import type { Random } from "./random.ts";

/** Where the flight is spoilt: as it goes over the wire, or before it is encrypted with the right keys. */
export type Layer = "wire" | "plaintext";

export async function scriptOf(random: Random, layer: Layer): Promise<Partial<ServerScript>> {
  const script = await soundScript(random);
  return layer === "wire"
    ? { ...script, ...spoiltOnTheWire(random) }
    : { ...script, ...spoiltInside(random) };
}

async function soundScript(random: Random): Promise<Partial<ServerScript>> {
  const version = random.pick([
    ProtocolVersion.TLS_1_3,
    ProtocolVersion.TLS_1_3,
    ProtocolVersion.TLS_1_2,
    ProtocolVersion.TLS_1_0,
  ]);
  return {
    version,
    certificate: await serverCertificate("P-256"),
    ...version === ProtocolVersion.TLS_1_2 && random.chance(3)
      ? await settingsWithRsa(random)
      : settings(version, random),
    random: random.bytes(32),
    certificateRequest: random.chance(4),
    applicationProtocol: random.chance(2) ? "http/1.1" : null,
    ocspResponse: random.chance(4) ? random.bytes(40) : null,
    signedCertificateTimestamps: random.chance(4) ? [random.bytes(60)] : [],
    tickets: random.below(3),
    recordSize: random.chance(8) ? 1 + random.below(60) : 2 ** 14,
    coalesce: random.chance(2),
    paddingLength: random.chance(6) ? random.below(40) : 0,
    application: async (server) => {
      if (random.chance(4)) {
        await server.sendAlert(random.pick([AlertDescription.close_notify, 40, 116, 255]));
      }
      await server.send(ContentType.application_data, answer);
      await server.sendAlert(AlertDescription.close_notify);
      await server.flush();
    },
  };
}

function settings(version: number, random: Random): Partial<ServerScript> {
  if (version === ProtocolVersion.TLS_1_3) {
    return {
      cipherSuite: random.pick([
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_AES_256_GCM_SHA384,
        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
      ]),
      cookie: random.chance(6) ? random.bytes(1 + random.below(40)) : null,
      group: random.chance(8) ? NamedGroup.secp256r1 : NamedGroup.x25519,
    };
  }
  const cbc = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;
  const isOld = version < ProtocolVersion.TLS_1_2;
  return {
    group: NamedGroup.x25519,
    cipherSuite: isOld || random.chance(3) ? cbc : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    extendedMainSecret: random.chance(2),
    encryptThenMac: random.chance(2),
  };
}

/** The key exchanges that have messages of their own. */
async function settingsWithRsa(random: Random): Promise<Partial<ServerScript>> {
  return {
    certificate: await serverCertificate("RSA-2048"),
    group: NamedGroup.ffdhe2048,
    cipherSuite: random.pick([
      CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    ]),
  };
}

const answer = new TextEncoder().encode("HTTP/1.1 200 OK\r\nServer: scripted\r\nContent-Length: 0\r\n\r\n");

/** One record, or one in three of them all, is not what it was. */
export function spoiltOnTheWire(random: Random): Partial<ServerScript> {
  const target = random.below(9);
  const often = random.chance(4);
  return {
    alterRecord: (record, index) => {
      if (often ? !random.chance(3) : index !== target) return record;
      return random.pick<() => Altered>([
        () => mutate(record, random),
        () => mutate(record, random),
        () => mutate(record, random),
        () => [record, record],
        () => null,
        () => [random.bytes(random.below(80)), record],
        () => [record.slice(0, 5 + random.below(record.length)), record],
      ])();
    },
  };
}

/** One message is not what it was, though all that follows is hashed, signed and encrypted as it should be. */
export function spoiltInside(random: Random): Partial<ServerScript> {
  const target = random.below(8);
  const earlier: Uint8Array[] = [];
  let turn = -1;
  return {
    alter: (_turn, message) => {
      turn++;
      const whole = message;
      earlier.push(whole);
      if (turn !== target) return message;
      return random.pick<() => Altered>([
        () => withFittingLength(mutate(message, random)),
        () => withFittingLength(mutate(message, random)),
        () => withFittingLength(mutate(message, random)),
        () => withFittingLength(mutate(message, random)),
        () => mutate(message, random),
        () => [message, message],
        () => null,
        () => [random.pick(earlier), message],
        () => withFittingLength(Uint8Array.from([random.below(30), ...message.subarray(1)])),
      ])();
    },
  };
}
