/** Every row of the contract's verdict table, through the function, the command and the API. */
import assert from "node:assert/strict";
import type { CheckOptions } from "../../src/check.ts";
import { NetworkError } from "../../src/net/mod.ts";
import { AlertDescription, CipherSuite, ProtocolVersion } from "../../src/registry/mod.ts";
import type { Report, StepId, Verdict } from "../../src/report/mod.ts";
import { MemoryRuntime, type MemoryRuntimeOptions, type Peer } from "../support/memory_runtime.ts";
import {
  answering,
  banner,
  closing,
  httpOk,
  pickyServer,
  reply,
  resetting,
  silent,
  tlsServer,
} from "../support/peers.ts";
import { serverCertificate } from "../support/scripted_server/certificates.ts";
import { dated, fromStranger, issued, signedByItself, withoutIntermediate } from "./certificates.ts";
import { checkHere, factOf, statuses, stepOf, throughApi, throughCommand } from "./support.ts";

interface Row {
  readonly what: string;
  readonly verdict: Verdict;
  readonly runtime: MemoryRuntimeOptions | (() => Promise<MemoryRuntimeOptions>);
  readonly options?: CheckOptions;
  /** The step that fails and its code; `null` when none does. */
  readonly step: readonly [StepId, string] | null;
  /** How the steps went, where that is part of the row: `.` pass, `F` fail, `-` skipped, `?` unobserved. */
  readonly statuses?: string;
  readonly chain?: string;
  readonly findings?: readonly string[];
  readonly more?: (report: Report) => void;
}

const { TLS_1_2 } = ProtocolVersion;
const application = answering(httpOk);
const server = (script: Parameters<typeof tlsServer>[0] = {}): MemoryRuntimeOptions => ({
  peer: tlsServer({ application, ...script }),
});

const healthy = "..-.........";
const badChain = "..-..F......";

const rows: readonly Row[] = [
  {
    what: "nine steps of TLS 1.3, trusted path, right name, in time",
    verdict: "pass",
    runtime: server(),
    step: null,
    statuses: healthy,
    findings: [],
  },
  {
    what: "nine steps of TLS 1.2",
    verdict: "pass",
    runtime: server({ version: TLS_1_2 }),
    step: null,
    statuses: healthy,
    findings: [],
  },
  {
    what: "the same with a medium finding",
    verdict: "warn",
    runtime: async () => server({ certificate: await dated(-36, 9) }),
    step: null,
    statuses: healthy,
    findings: ["certificate.expires_soon"],
  },
  {
    what: "the certificate has less left than the critical threshold",
    verdict: "fail",
    runtime: async () => server({ certificate: await dated(-36, 2) }),
    step: null,
    statuses: healthy,
    findings: ["certificate.expires_soon"],
  },
  ...[TLS_1_2, ProtocolVersion.TLS_1_3].map((version): Row => ({
    what: `expired, in version ${version & 0xf}`,
    verdict: "fail",
    runtime: async () => server({ version, certificate: await dated(-48, -3) }),
    step: ["authentication", "chain_invalid"],
    statuses: badChain,
    chain: "expired",
    findings: ["certificate.expired"],
  })),
  {
    what: "not yet valid",
    verdict: "fail",
    runtime: async () => server({ certificate: await dated(2, 47) }),
    step: ["authentication", "chain_invalid"],
    statuses: badChain,
    chain: "not_yet_valid",
  },
  {
    what: "for another name",
    verdict: "fail",
    runtime: async () => server({ certificate: await issued({ dnsNames: ["www.example.org"] }) }),
    step: ["authentication", "name_mismatch"],
    statuses: badChain,
    chain: "name_mismatch",
  },
  {
    what: "self-signed",
    verdict: "fail",
    runtime: async () => server({ certificate: await signedByItself() }),
    step: ["authentication", "chain_invalid"],
    statuses: badChain,
    chain: "self_signed",
  },
  {
    what: "without its intermediate",
    verdict: "fail",
    runtime: async () => server({ certificate: await withoutIntermediate() }),
    step: ["authentication", "chain_invalid"],
    statuses: badChain,
    chain: "incomplete_chain",
  },
  {
    what: "from an issuer that nobody trusts",
    verdict: "fail",
    runtime: async () => server({ certificate: await fromStranger() }),
    step: ["authentication", "chain_invalid"],
    statuses: badChain,
    chain: "unknown_issuer",
  },
  {
    what: "the peer refuses with an alert",
    verdict: "fail",
    runtime: { peer: pickyServer(() => AlertDescription.handshake_failure) },
    step: ["server_hello", "alert_received"],
    statuses: "..-.F-------",
    more: (report) => assert.equal(stepOf(report, "server_hello").error?.alert?.name, "handshake_failure"),
  },
  {
    what: "the peer refuses in the middle",
    verdict: "fail",
    runtime: server({ before: alertBefore("CertificateVerify", AlertDescription.internal_error) }),
    step: ["private_key", "alert_received"],
    statuses: "..-....F----",
  },
  {
    what: "the peer breaks the protocol",
    verdict: "fail",
    runtime: server({ alter: (turn, message) => turn === "EncryptedExtensions" ? null : message }),
    step: ["server_hello", "unexpected_message"],
  },
  {
    what: "the peer does not prove its key",
    verdict: "fail",
    runtime: server({ alter: flipLast("CertificateVerify") }),
    step: ["private_key", "bad_signature"],
    statuses: "..-....F----",
  },
  {
    what: "the peer's Finished is of another handshake",
    verdict: "fail",
    runtime: server({ version: TLS_1_2, alter: flipLast("Finished") }),
    step: ["server_finished", "bad_finished"],
    statuses: "..-.......F-",
  },
  ...[
    ["HTTP", reply(text("HTTP/1.1 400 Bad Request\r\n\r\n"))],
    ["SSH", banner("SSH-2.0-Scripted\r\n")],
  ].map(([name, peer]): Row => ({
    what: `${name} on the port`,
    verdict: "fail",
    runtime: { peer: peer as Peer },
    step: ["server_hello", "not_tls"],
    statuses: "..-.F-------",
    more: (report) => assert.ok(report.summary.includes(`the server speaks ${name}`), report.summary),
  })),
  {
    what: "the peer is silent",
    verdict: "fail",
    runtime: { peer: silent },
    options: { timeout: 0.5 },
    step: ["server_hello", "no_response"],
    statuses: "..-.F-------",
  },
  {
    what: "the peer falls silent in the middle",
    verdict: "fail",
    runtime: server({
      version: TLS_1_2,
      before: async (turn, server) => {
        if (turn === "ServerKeyExchange") await server.fallSilent();
      },
    }),
    options: { timeout: 1 },
    step: ["private_key", "timeout"],
    // In TLS 1.2 the server's signature comes before the secret is agreed on.
    statuses: "..-...-F----",
  },
  {
    what: "the peer closes",
    verdict: "fail",
    runtime: { peer: closing },
    step: ["server_hello", "connection_closed"],
    statuses: "..-.F-------",
  },
  {
    what: "the peer resets",
    verdict: "fail",
    runtime: { peer: resetting },
    step: ["server_hello", "connection_reset"],
    statuses: "..-.F-------",
  },
  {
    what: "no such host",
    verdict: "fail",
    runtime: { resolve: new NetworkError("host_not_found", "No address is known for server.example") },
    step: ["dns", "host_not_found"],
    statuses: "F-----------",
  },
  {
    what: "refused",
    verdict: "fail",
    runtime: { dialError: new NetworkError("connection_refused", "192.0.2.7 port 443 refused") },
    step: ["tcp", "connection_refused"],
    statuses: ".F----------",
  },
  {
    what: "connection timeout",
    verdict: "fail",
    runtime: {},
    options: { timeout: 0.5 },
    step: ["tcp", "timeout"],
    statuses: ".F----------",
  },
  ...clientCertificateRows(),
  {
    what: "an address that the policy refuses",
    verdict: "unknown",
    runtime: { dialError: new NetworkError("address_not_allowed", "192.0.2.7 is not an address to check") },
    step: ["tcp", "address_not_allowed"],
    statuses: ".F----------",
    more: (report) => assert.equal(stepOf(report, "tcp").error?.fault, "policy"),
  },
  {
    what: "not reachable from this vantage",
    verdict: "unknown",
    runtime: { dialError: unreachable() },
    step: ["tcp", "unreachable_from_vantage"],
    statuses: ".F----------",
    more: (report) => assert.equal(stepOf(report, "tcp").error?.fault, "policy"),
  },
  {
    what: "a suite that we do not complete",
    verdict: "unknown",
    runtime: async () =>
      onlySuite(CipherSuite.TLS_ECDHE_RSA_WITH_CAMELLIA_128_GCM_SHA256, await serverCertificate("RSA-2048")),
    step: ["session_keys", "unsupported_suite"],
    statuses: "..-.....F---",
    more: (report) => assert.equal(stepOf(report, "session_keys").error?.fault, "us"),
  },
  {
    what: "a weak suite that we do not complete",
    verdict: "fail",
    runtime: async () => onlySuite(CipherSuite.TLS_RSA_WITH_RC4_128_SHA, await serverCertificate("RSA-2048")),
    step: ["session_keys", "unsupported_suite"],
    // With static RSA the key is proven by the server's Finished, which never comes.
    statuses: "..-....-F---",
    findings: ["cipher_suite.weak"],
  },
  {
    what: "only the runtime's own handshake is possible, and it trusts the server",
    verdict: "pass",
    runtime: async () => ({
      dialError: unreachable(),
      native: { outcome: "trusted", certificates: (await serverCertificate("P-256")).chain },
    }),
    step: null,
    statuses: ".?-?????????",
    more: (report) => {
      assert.equal(report.native?.outcome, "trusted");
      assert.equal(report.chain?.error, null);
      assert.equal(report.connection, null);
    },
  },
  {
    what: "only the runtime's own handshake is possible, and it refuses the server",
    verdict: "fail",
    runtime: { dialError: unreachable(), native: { outcome: "refused", error: "UnknownIssuer" } },
    step: null,
    statuses: ".?-?????????",
    more: (report) => assert.match(report.summary, /UnknownIssuer/),
  },
  {
    what: "the runtime's own handshake refuses what we accept",
    verdict: "pass",
    runtime: { ...server(), native: { outcome: "refused", error: "UnknownIssuer" } },
    step: null,
    statuses: healthy,
    findings: ["native.disagrees"],
  },
  {
    what: "the runtime's own handshake trusts what we refuse",
    verdict: "fail",
    runtime: async () => ({
      ...server({ certificate: await fromStranger() }),
      native: { outcome: "trusted" },
    }),
    step: ["authentication", "chain_invalid"],
    statuses: badChain,
    findings: ["native.disagrees"],
  },
];

for (const row of rows) {
  Deno.test(`${row.what}: ${row.verdict}`, async () => {
    const { timeout, expectClientCertificate = false } = row.options ?? {};
    const seconds = timeout === undefined ? {} : { timeout: String(timeout) };
    const args = [
      ...Object.values(seconds).flatMap((value) => ["--timeout", value]),
      ...expectClientCertificate ? ["--expect-client-certificate"] : [],
    ];
    const parameters = { ...seconds, ...expectClientCertificate ? { expect_client_certificate: "1" } : {} };

    assertRow(row, await checkHere(await runtimeOf(row), row.options));
    const { status, report } = await throughCommand(await runtimeOf(row), args);
    assertRow(row, report);
    assert.equal(status, { pass: 0, warn: 1, fail: 2, unknown: 3 }[row.verdict]);
    assertRow(row, await throughApi(await runtimeOf(row), parameters));
  });
}

function assertRow(row: Row, report: Report): void {
  assert.equal(report.verdict, row.verdict, report.summary);
  const failed = report.steps.find(({ status }) => status === "fail");
  assert.deepEqual(failed ? [failed.id, failed.error!.code] : null, row.step);
  if (row.statuses !== undefined) assert.equal(marks(report), row.statuses);
  if (row.chain !== undefined) assert.equal(report.chain?.error?.code, row.chain);
  const findings = report.findings.map(({ id }) => id);
  for (const id of row.findings ?? []) assert.ok(findings.includes(id), `${id} is among ${findings}`);
  if (row.findings?.length === 0) {
    assert.deepEqual(report.findings.filter(({ severity }) => severity !== "info" && severity !== "low"), []);
  }
  row.more?.(report);
  for (const { id, status, facts } of report.steps) {
    assert.equal(status === "skipped", facts[0]?.name === "skipped", `${id} says why it was skipped`);
    assert.equal(
      status === "unobserved" && id !== "tcp",
      facts[0]?.name === "unobserved" && id !== "tcp",
      id,
    );
  }
}

function marks(report: Report): string {
  return statuses(report).split(" ").map((status) =>
    ({ pass: ".", fail: "F", skipped: "-", unobserved: "?", warn: "w" })[status]
  ).join("");
}

async function runtimeOf({ runtime }: Row): Promise<MemoryRuntime> {
  return new MemoryRuntime(typeof runtime === "function" ? await runtime() : runtime);
}

function clientCertificateRows(): Row[] {
  const certificateRequest = true;
  const refused = (description: number) => async (server: Parameters<typeof application>[0]) => {
    await server.sendAlert(description);
    await server.close();
  };
  const ways: readonly [string, MemoryRuntimeOptions, StepId, string][] = [
    [
      "in TLS 1.3, after our Finished",
      server({ certificateRequest, application: refused(AlertDescription.certificate_required) }),
      "secure_channel",
      "..-........F",
    ],
    [
      "in TLS 1.3, with Java's alert",
      server({ certificateRequest, application: refused(AlertDescription.bad_certificate) }),
      "secure_channel",
      "..-........F",
    ],
    [
      "in TLS 1.2, instead of the server's Finished",
      server({
        version: TLS_1_2,
        certificateRequest,
        before: alertBefore("ChangeCipherSpec", AlertDescription.handshake_failure),
      }),
      "server_finished",
      "..-.......F-",
    ],
    [
      "in HTTP, as nginx does",
      server({
        certificateRequest,
        application: answering(
          "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html>No required SSL certificate was sent</html>",
        ),
      }),
      "secure_channel",
      "..-........F",
    ],
  ];
  return ways.flatMap(([how, runtime, step, statuses]): Row[] => {
    const row = { runtime, step: [step, "client_certificate_required"] as const, statuses };
    return [
      {
        ...row,
        what: `a client certificate is required ${how}`,
        verdict: "fail",
        more: (report) => {
          assert.match(report.summary, /requires a client certificate/);
          assert.equal(report.connection?.client_certificate_requested, true);
          assert.equal(factOf(report, "authentication", "client_certificate"), "asked for");
        },
      },
      {
        ...row,
        what: `a client certificate is required ${how}, as expected`,
        verdict: "pass",
        options: { expectClientCertificate: true },
      },
    ];
  });
}

function onlySuite(
  cipherSuite: number,
  certificate: Awaited<ReturnType<typeof serverCertificate>>,
): MemoryRuntimeOptions {
  return {
    peer: pickyServer(
      ({ cipherSuites }) => cipherSuites.includes(cipherSuite) ? null : AlertDescription.handshake_failure,
      { version: TLS_1_2, cipherSuite, certificate },
    ),
  };
}

function unreachable(): NetworkError {
  return new NetworkError("unreachable_from_vantage", "This platform may not connect there");
}

function alertBefore(wanted: string, description: number) {
  return async (turn: string, server: Parameters<typeof application>[0]) => {
    if (turn !== wanted) return;
    await server.sendAlert(description);
    await server.close();
  };
}

function flipLast(wanted: string) {
  return (turn: string, message: Uint8Array): Uint8Array =>
    turn === wanted ? message.with(-1, message.at(-1)! ^ 1) : message;
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
