import type { Failure, Offer, ServerAnswer } from "../../tls/mod.ts";
import type { Connections } from "./connections.ts";

export interface InTurn {
  /** The first in the version that was asked for, and to what; `null`: there was none. */
  readonly answered: (ServerAnswer & { readonly offer: Offer }) | null;
  /** How the last was refused; `null`: none was. */
  readonly failure: Failure | null;
}

/** ClientHello after ClientHello for one version, until one is answered. */
export async function askInTurn(
  version: number,
  offers: readonly Offer[],
  connections: Connections,
): Promise<InTurn> {
  let failure: Failure | null = null;
  for (const offer of offers) {
    const answer = await connections.ask(offer);
    if (answer.kind === "refused") failure = answer.failure;
    else if (answer.protocolVersion === version) return { answered: { ...answer, offer }, failure };
  }
  return { answered: null, failure };
}
