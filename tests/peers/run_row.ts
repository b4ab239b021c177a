/** Runs a row: starts the server, checks it, and asks it what it has seen. */
import { check } from "../../src/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import type { Credentials, KeyKind } from "./credentials.ts";
import type { ExpectedConnection, Row } from "./row.ts";
import type { Reported } from "./tls_servers/mod.ts";

export interface Outcome {
  readonly report: Report;
  /** Asked for after the check. Servers tell of handshakes that completed; `null` where it was not to. */
  readonly reported: PromiseSettledResult<Reported> | null;
}

export async function runRow(row: Row, credentials: Record<KeyKind, Credentials>): Promise<Outcome> {
  const directory = await Deno.makeTempDir({ prefix: "tls-peer-" });
  try {
    return await runIn(directory, row, credentials[row.certificate]);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function runIn(directory: string, row: Row, credentials: Credentials): Promise<Outcome> {
  const { server, configuration, protocol = "tls", serverName, expected } = row;
  const running = await server.start({ configuration, credentials, directory });
  try {
    const report = await check(`${protocol === "tls" ? "" : `${protocol}://`}localhost:${running.port}`, {
      anchors: [await Deno.readTextFile(credentials.root)],
      noDefaultRoots: true,
      resolve: "127.0.0.1",
      noNative: true,
      ...(serverName !== undefined && { sni: serverName }),
    });
    const [reported = null] = expected.failure === null ? await Promise.allSettled([running.reported()]) : [];
    return { report, reported };
  } finally {
    await running.stop();
  }
}

/** The report's connection in the table's words. */
export function connectionOf({ connection }: Report): ExpectedConnection | null {
  return connection && {
    version: connection.protocol_version.name ?? connection.protocol_version.hex,
    suite: connection.cipher_suite.name ?? connection.cipher_suite.hex,
    group: connection.named_group?.name ?? null,
    primeBits: connection.finite_field?.bits ?? null,
    scheme: connection.signature_scheme?.name ?? null,
    alpn: connection.application_protocol,
    helloRetryRequest: connection.hello_retry_request,
    clientCertificateRequested: connection.client_certificate_requested,
    extendedMainSecret: connection.extended_main_secret,
    ocspStapled: connection.ocsp_stapled,
  };
}
