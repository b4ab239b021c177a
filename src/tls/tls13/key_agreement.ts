/** The key shares of both sides, and the secret that they agree on, RFC 9846 §4.3.8, §7.4. */
import { group, type KeyShare, KeyShareError } from "../../crypto/mod.ts";
import { AlertDescription, PskKeyExchangeMode, supportedGroups } from "../../registry/mod.ts";
import type { HelloRetryEvidence } from "../engine/evidence.ts";
import { settle } from "../engine/output.ts";
import type { Output } from "../engine/state.ts";
import { find, keyShare, type KeyShareEntry } from "../extension/mod.ts";
import type { Client } from "../hello/client.ts";
import type { ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";

export interface Shares {
  readonly own: KeyShare;
  readonly server: KeyShareEntry;
}

/** `null`: a PSK is to do alone. Throws `ProtocolError` when one side's share is missing, or is not to be there. */
export function agreedShares(
  client: Client,
  retry: HelloRetryEvidence | null,
  { extensions }: ServerHello,
  resumes: boolean,
): Shares | null {
  const server = find(extensions, keyShare, "ServerHello");
  if (resumes) checkMode(client, server);
  else if (server === null) {
    // RFC 9846 §9.2: without a PSK there is no handshake without a key share.
    throw new ProtocolError("illegal_parameter", "The ServerHello of TLS 1.3 has no key_share", {
      alert: AlertDescription.missing_extension,
    });
  }
  return server && { own: ownShare(client, retry, server.group), server };
}

/** RFC 9846 §4.3.9: whether a share comes says which mode the server chose, and it must be one of ours. */
function checkMode({ offer: { pskKeyExchangeModes } }: Client, server: KeyShareEntry | null): void {
  const mode = server === null ? PskKeyExchangeMode.psk_ke : PskKeyExchangeMode.psk_dhe_ke;
  if (pskKeyExchangeModes.includes(mode)) return;
  throw new ProtocolError(
    "illegal_parameter",
    `The ServerHello takes up a PSK with${server === null ? "out" : ""} a key_share, which was not offered`,
  );
}

function ownShare({ keyShares }: Client, retry: HelloRetryEvidence | null, wanted: number): KeyShare {
  const share = keyShares.find(({ group }) => group === wanted);
  if (share) return share;
  const { name, hex } = supportedGroups.codePoint(wanted);
  const asked = retry?.selectedGroup != null
    ? "its own HelloRetryRequest asked for another"
    : "no share was sent for it";
  // RFC 9846 §4.3.8.
  throw new ProtocolError(
    "illegal_parameter",
    `The server's key share is of the group ${name ?? hex}: ${asked}`,
  );
}

/** The shared secret, RFC 9846 §7.4. */
export async function* agree({ own, server }: Shares): AsyncGenerator<Output, Uint8Array, void> {
  const sharedSecret = await deriveSharedSecret(own, server);
  yield settle({
    step: "premaster_secret",
    keyExchange: group(server.group)!.kind,
    namedGroup: server.group,
    finiteField: null,
    clientPublicLength: own.publicKey.length,
    serverPublicLength: server.keyExchange.length,
    sharedSecretLength: sharedSecret.length,
  });
  return sharedSecret;
}

async function deriveSharedSecret(own: KeyShare, { keyExchange }: KeyShareEntry): Promise<Uint8Array> {
  try {
    return await own.deriveSharedSecret(keyExchange);
  } catch (error) {
    if (!(error instanceof KeyShareError)) throw error;
    const { name } = supportedGroups.codePoint(own.group);
    // RFC 9846 §7.4.2: an all-zero result or a point off the curve ends the handshake.
    throw new ProtocolError(
      "bad_key_share",
      `The server's ${name} key share is not usable: ${error.message}`,
      {
        step: "premaster_secret",
        cause: error,
      },
    );
  }
}
