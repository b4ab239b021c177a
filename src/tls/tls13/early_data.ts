/** Early data (0-RTT), RFC 9846 §4.3.10: sent behind the ClientHello, before the server has said a word. */
import { ContentType, ExtensionType } from "../../registry/mod.ts";
import { type Tls13Suite, tls13Suites } from "../cipher_suite.ts";
import type { EarlyDataOutcome } from "../engine/evidence.ts";
import { keyLog, sendChangeCipherSpec, writeWith } from "../engine/output.ts";
import type { Output } from "../engine/state.ts";
import type { Transcript } from "../engine/transcript.ts";
import type { Extension } from "../extension/mod.ts";
import { suiteName } from "../hello/server_hello_rules.ts";
import type { Offer } from "../offer.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Negotiated } from "./negotiated.ts";
import type { OfferedPsk } from "./offered_psk.ts";
import { trafficKeys } from "./traffic_keys.ts";

/** Under the keys of the PSK and of the suite it was made with. `transcript`: the ClientHello. */
export async function* sendEarlyData(
  octets: Uint8Array,
  { compatibilityMode }: Offer,
  { schedule, session }: OfferedPsk,
  transcript: Transcript,
): AsyncGenerator<Output, void, void> {
  const suite = tls13Suites.get(session.cipherSuite)!;
  const transcriptHash = await transcript.hash(suite.hash);
  const [clientSecret, exporterSecret] = await Promise.all([
    schedule.derive("c e traffic", transcriptHash),
    schedule.derive("e exp master", transcriptHash),
  ]);
  yield keyLog("CLIENT_EARLY_TRAFFIC_SECRET", clientSecret);
  yield keyLog("EARLY_EXPORTER_SECRET", exporterSecret);
  // RFC 9846 appendix E.4: the one dummy stands here, and in none of the flights to come.
  if (compatibilityMode) yield sendChangeCipherSpec("client_hello");
  yield writeWith("application", await trafficKeys(suite, clientSecret));
  if (octets.length === 0) return;
  yield { kind: "send", contentType: ContentType.application_data, bytes: octets, step: "client_hello" };
}

/** Whether EncryptedExtensions may yet accept it. Without the PSK, or after a HelloRetryRequest, they may not. */
export function isUndecided({ client, retry, psk }: Pick<Negotiated, "client" | "retry" | "psk">): boolean {
  return client.offer.earlyData !== null && retry === null && psk !== null;
}

/** What EncryptedExtensions say of it; `null`: none was sent. Throws `ProtocolError` when they cannot say that. */
export function earlyDataOutcome(
  negotiated: Negotiated,
  extensions: readonly Extension[],
  applicationProtocol: string | null,
): EarlyDataOutcome | null {
  if (negotiated.client.offer.earlyData === null) return null;
  if (!extensions.some(({ type }) => type === ExtensionType.early_data)) return "rejected";
  if (negotiated.psk === null) {
    throw new ProtocolError(
      "illegal_parameter",
      "The server accepts early data, and not the PSK it came with",
    );
  }
  checkAccepted(negotiated.suite, applicationProtocol, negotiated.psk);
  return "accepted";
}

/** RFC 9846 §4.3.10: accepted, it goes on as the session that the PSK comes from. */
function checkAccepted(suite: Tls13Suite, applicationProtocol: string | null, { session }: OfferedPsk): void {
  if (suite.value !== session.cipherSuite) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server accepts early data of ${suiteName(session.cipherSuite)} and chose ${
        suiteName(suite.value)
      }`,
    );
  }
  if (applicationProtocol !== session.applicationProtocol) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server accepts early data of ${named(session)} and chose ${named({ applicationProtocol })}`,
    );
  }
}

function named({ applicationProtocol }: { readonly applicationProtocol: string | null }): string {
  return applicationProtocol === null ? "no ALPN protocol" : `the ALPN protocol "${applicationProtocol}"`;
}
