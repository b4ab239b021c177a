/** Cases of C2SP's x509-limbo, where a copy lies beside this repository. */
import { fromBase64 } from "../../src/bytes/mod.ts";
import type { ValidateChainInput } from "../../src/x509/mod.ts";

export interface LimboCase {
  readonly id: string;
  readonly features: readonly string[];
  readonly validation_kind: "SERVER" | "CLIENT";
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly validation_time: string | null;
  readonly expected_peer_name: { readonly kind: string; readonly value: string } | null;
  readonly expected_result: "SUCCESS" | "FAILURE";
  readonly max_chain_depth: number | null;
  readonly crls: readonly string[];
}

export const limboFile: URL = new URL("../../../shared/x509-limbo/limbo.json", import.meta.url);

export function inputOf(testcase: LimboCase): ValidateChainInput {
  return {
    leaf: fromPem(testcase.peer_certificate),
    intermediates: testcase.untrusted_intermediates.map(fromPem),
    anchors: testcase.trusted_certs.map(fromPem),
    serverName: testcase.expected_peer_name?.value ?? null,
    now: testcase.validation_time === null ? new Date() : new Date(testcase.validation_time),
    crls: testcase.crls.map(fromPem),
    maximumIntermediates: testcase.max_chain_depth,
  };
}

function fromPem(pem: string): Uint8Array {
  return fromBase64(pem.replace(/-----[^-]+-----/g, "").replace(/\s/g, ""));
}
