/** The library's door to chain validation: given certificates and anchors, no network, no clock of its own. */
import { clientAuth, serverAuth } from "./extension/extended_key_usage.ts";
import { assess } from "./assess.ts";
import { type Chain, chainOf } from "./chain.ts";
import { readAll } from "./certificate/read_all.ts";
import { storeOf } from "./trust/trust_store.ts";

export interface ValidateChainInput {
  /** DER. */
  readonly leaf: Uint8Array;
  /** DER, any order, untrusted. */
  readonly intermediates: readonly Uint8Array[];
  /** DER, trusted. What cannot be read is trusted with nothing. */
  readonly anchors: readonly Uint8Array[];
  /** DNS name or IP literal; `null`: no name check. */
  readonly serverName: string | null;
  readonly now: Date;
  /** DER. A certificate whose issuer's CRL is among them is held against it. */
  readonly crls?: readonly Uint8Array[];
  /** How many intermediates a path may have, self-issued ones not counted. Default: as many as its own constraints allow. */
  readonly maximumIntermediates?: number | null;
}

/**
 * Judges by RFC 5280 and the CA/Browser Forum's profile for servers, as strictly as `judge_chain.ts` says.
 * `ok`: one path is trusted and valid at `now`, and the name matches. Without a name it is not known whether a
 * server is asked about, so a certificate for TLS clients is as good as one for servers.
 */
export async function validateChain(input: ValidateChainInput): Promise<Chain & { readonly ok: boolean }> {
  const anchors = readAll(input.anchors).flatMap(({ certificate }) => certificate ?? []);
  const assessment = await assess({
    certificates: [input.leaf, ...input.intermediates],
    trustStore: storeOf(anchors, "the given anchors"),
    serverName: input.serverName,
    now: input.now,
    crls: input.crls ?? [],
    maximumIntermediates: input.maximumIntermediates ?? null,
    purposes: input.serverName === null ? [serverAuth, clientAuth] : [serverAuth],
    strictness: "profile",
    everyPath: false,
  });
  const chain = await chainOf(assessment, input.serverName !== null);
  return { ok: chain.error === null, ...chain };
}
