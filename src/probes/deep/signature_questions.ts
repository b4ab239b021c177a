/** By which of the offered schemes a server signs: the questions that `signature_schemes` puts again and again. */
import { DecodeError, Reader } from "../../bytes/mod.ts";
import { HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import type { HandshakeLog } from "../../tls/mod.ts";
import { readCertificateVerify, readHandshake } from "../../tls/message/mod.ts";
import { answerIn, believeIn } from "./believed.ts";
import { completableOffer } from "./completable_offer.ts";
import type { Choice } from "./find_accepted.ts";
import { onlyVersion } from "./offers.ts";
import type { ProbeContext } from "./probe.ts";
import { suitesWith } from "./suites_with.ts";

type Ask = (offered: readonly number[]) => Promise<Choice<number>>;

const { TLS_1_3, TLS_1_2 } = ProtocolVersion;

/** Every scheme that IANA has, in the order in which they are offered. */
export function schemesOfTls13({ offer }: ProbeContext): readonly number[] {
  return onlyVersion(offer, TLS_1_3).signatureSchemes;
}

/** And every pair of a hash and a signature algorithm (RFC 5246 §7.4.1.4.1, RFC 9189 §5). */
export function pairsOfTls12({ offer }: ProbeContext): readonly number[] {
  return [...new Set([...onlyVersion(offer, TLS_1_2).signatureSchemes, ...pairs])];
}

/** MD5 to SHA-512, with RSA, DSA and ECDSA each; and what hashes for itself: GOST's. */
const pairs: readonly number[] = [
  ...[6, 5, 4, 3, 2, 1].flatMap((hash) => [1, 3, 2].map((signature) => hash << 8 | signature)),
  0x0840,
  0x0841,
];

/** TLS 1.3: the scheme stands in CertificateVerify, under the first keys. Verified or not, it is what it signed by. */
export function askForProof(context: ProbeContext): Ask {
  const offer = { ...completableOffer(context), signatureSchemesCert: schemesOfTls13(context) };
  return async (signatureSchemes) => {
    const log = await context.connections.listen({ ...offer, signatureSchemes }, "private_key");
    const value = schemeOf(log);
    if (value === null && log.failure !== null) await believeIn(log.failure, context);
    return choiceOf(value);
  };
}

/** TLS 1.2: in ServerKeyExchange, in the clear. */
export function askForSignedExchange(context: ProbeContext): Ask {
  const offer = {
    ...onlyVersion(context.offer, TLS_1_2),
    cipherSuites: [...suitesWith("ECDHE", TLS_1_2), ...suitesWith("DHE", TLS_1_2)],
    // Of the certificates' own signatures nothing is asked.
    signatureSchemesCert: pairsOfTls12(context),
  };
  return async (signatureSchemes) => {
    const answer = await context.connections.ask({ ...offer, signatureSchemes }, "server_key_exchange");
    const signed = await answerIn(TLS_1_2, answer, context);
    return choiceOf(signed?.serverKeyExchange?.signatureScheme ?? null);
  };
}

function schemeOf({ messages }: HandshakeLog): number | null {
  const message = messages.find(({ msgType }) => msgType === HandshakeType.certificate_verify);
  try {
    return message ? readHandshake(new Reader(message.bytes), readCertificateVerify).algorithm : null;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

function choiceOf(value: number | null): Choice<number> {
  return value === null ? { kind: "none" } : { kind: "chosen", value };
}
