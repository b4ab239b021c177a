/** Certificates that the server forgot to send, fetched as browsers do, so that the report can hand them over. */
import type { Deadline, Runtime } from "../net/mod.ts";
import { fetchIssuers, type IssuerFetch } from "../probes/mod.ts";
import { judgeChain, type JudgeInput, type Judgement } from "../x509/mod.ts";

/** Certificates missing one above the other that are fetched. */
const MAXIMUM_ROUNDS = 4;

/** Addresses that are asked for one check: whoever sets up a server decides what is asked. */
const MAXIMUM_FETCHES = 6;

/** A check of a server that forgot one should not take much longer than of one that did not. */
const PATIENCE_MS = 5_000;

export interface FetchedIssuers {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  /** What became of each address, in the order in which they were asked. */
  readonly fetches: readonly IssuerFetch[];
}

/** Whether the path ends where somebody says where to go on. */
export function isMissingIssuers({ notes: { missing } }: Judgement): boolean {
  return missing !== null && missing.addresses.length > 0;
}

/** `judgement`: of `input`. Asks no address twice. */
export async function fetchMissingIssuers(
  runtime: Runtime,
  userAgent: string,
  input: JudgeInput,
  judgement: Judgement,
  deadline: Deadline,
): Promise<FetchedIssuers> {
  using patience = deadline.within(PATIENCE_MS);
  const fetches: IssuerFetch[] = [];
  const certificates: Uint8Array[] = [];
  let { missing } = judgement.notes;
  for (let round = 0; round < MAXIMUM_ROUNDS && missing !== null; round++) {
    const addresses = missing.addresses.filter((address) => !fetches.some(({ url }) => url === address))
      .slice(0, MAXIMUM_FETCHES - fetches.length);
    const more = await fetchIssuers(runtime, addresses, userAgent, patience);
    fetches.push(...more);
    const found = more.flatMap((each) => each.certificates);
    if (found.length === 0) break;
    certificates.push(...found);
    ({ missing } = (await judgeChain({ ...input, fetched: certificates })).notes);
  }
  return { certificates, fetches };
}
