/** Checks of scripted TLS servers on loopback, with the sources that their certificates name beside them. */
import { check, type CheckOptions } from "../../src/check.ts";
import {
  certificateAuthority,
  type CertificateOptions,
  issue,
  type IssuedCertificate,
} from "../../src/demo/certificates.ts";
import type { Runtime } from "../../src/net/mod.ts";
import type { Finding, Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { type LoopbackHttp, loopbackHttp } from "../support/loopback_http.ts";
import { loopbackTls } from "../support/loopback_tls.ts";
import { answering, httpOk } from "../support/peers.ts";
import type { ServerScript } from "../support/scripted_server.ts";
import { assertContract } from "./support.ts";

export const now = new Date(Math.floor(Date.now() / 1000) * 1000);
export const root = await certificateAuthority({ subject: { O: "Test", CN: "Test Root" }, now });
export const intermediate = await certificateAuthority({
  subject: { O: "Test", CN: "Test Intermediate" },
  issuer: root,
});

export function hours(count: number): Date {
  return new Date(now.getTime() + count * 3_600_000);
}

/** A certificate for 127.0.0.1. */
export function leafOf(
  issuer: IssuedCertificate,
  options: CertificateOptions = {},
): Promise<IssuedCertificate> {
  return issue(issuer, { subject: "leaf", ipAddresses: ["127.0.0.1"], ...options });
}

export interface Shown {
  /** As sent, leaf first. */
  readonly chain: readonly [IssuedCertificate, ...IssuedCertificate[]];
  readonly ocspResponse?: Uint8Array | null;
  readonly script?: Partial<ServerScript>;
  readonly runtime?: Runtime;
}

/** `check` of a server that shows this, held against the contract. Trusts `root`. */
export async function checkShown(
  { chain, ocspResponse = null, script = {}, runtime = denoRuntime() }: Shown,
  options: CheckOptions = {},
): Promise<Report> {
  await using server = loopbackTls(serverScript({ chain, ocspResponse, script }));
  const report = await check(runtime, server.target, { ...trustingRoot, ...options });
  assertContract(report);
  return report;
}

export const trustingRoot: CheckOptions = { anchors: [root.pem], timeout: 10, noNative: true };

export function serverScript({ chain, ocspResponse = null, script = {} }: Shown): Partial<ServerScript> {
  return {
    certificate: { chain: chain.map(({ der }) => der), key: chain[0].key },
    ocspResponse,
    application: answering(httpOk),
    ...script,
  };
}

/** With sources that end with the test. */
export async function withSources(work: (sources: LoopbackHttp) => Promise<void>): Promise<void> {
  await using sources = loopbackHttp();
  await work(sources);
}

export function findingOf({ findings }: Report, id: string): Finding | undefined {
  return findings.find((finding) => finding.id === id);
}
