/** What one judgement may spend. The first bound that is reached is remembered by name. */
import {
  MAXIMUM_CANDIDATES,
  MAXIMUM_CERTIFICATES,
  MAXIMUM_CONSTRAINT_COMPARISONS,
  MAXIMUM_OCTETS,
  MAXIMUM_PATHS,
  MAXIMUM_POLICY_NODES,
  MAXIMUM_SIGNATURE_CHECKS,
} from "../bounds.ts";

const bounds = {
  octets: { limit: MAXIMUM_OCTETS, what: "octets of certificates" },
  certificates: { limit: MAXIMUM_CERTIFICATES, what: "certificates" },
  signatureChecks: { limit: MAXIMUM_SIGNATURE_CHECKS, what: "signature checks" },
  candidates: { limit: MAXIMUM_CANDIDATES, what: "issuers considered" },
  paths: { limit: MAXIMUM_PATHS, what: "paths" },
  constraintComparisons: {
    limit: MAXIMUM_CONSTRAINT_COMPARISONS,
    what: "comparisons of names with name constraints",
  },
  policyNodes: { limit: MAXIMUM_POLICY_NODES, what: "policies" },
} as const;

export type Bound = keyof typeof bounds;

export class Budget {
  readonly #spent = new Map<Bound, number>();
  #exceeded: string | null = null;

  /** Whether the amount is still within the bound; once it is not, nothing of that kind is. */
  spend(bound: Bound, amount = 1): boolean {
    const spent = (this.#spent.get(bound) ?? 0) + amount;
    this.#spent.set(bound, spent);
    if (spent <= bounds[bound].limit) return true;
    this.#exceeded ??= `more than ${bounds[bound].limit} ${bounds[bound].what}`;
    return false;
  }

  /** The first bound that was reached, as `more than 128 signature checks`; `null` when none was. */
  get exceeded(): string | null {
    return this.#exceeded;
  }
}
