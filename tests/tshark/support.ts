/** Real servers, the command line as people type it, and what its report and a capture must agree on. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { type Credentials, type KeyKind, makeCredentials } from "../peers/credentials.ts";
import type { RunningTlsServer, TlsServer } from "../peers/tls_servers/mod.ts";
import type { Seen } from "./tshark.ts";

const repository = new URL("../../", import.meta.url).pathname;

export interface Place {
  readonly running: RunningTlsServer;
  readonly credentials: Credentials;
  /** Temporary, removed afterwards. */
  readonly directory: string;
}

export async function withServer(
  server: TlsServer,
  configuration: string,
  certificate: KeyKind,
  work: (place: Place) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir({ prefix: "tls-evidence-" });
  try {
    const credentials = (await everyCredentials())[certificate];
    const running = await server.start({ configuration, credentials, directory });
    try {
      await work({ running, credentials, directory });
    } finally {
      await running.stop();
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** `deno task check --json`: a report for each target. */
export async function check(...args: string[]): Promise<Report[]> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "check", "--json", ...args],
    cwd: repository,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const lines = new TextDecoder().decode(stdout).trimEnd().split(/\n(?=\{)/);
  assert.ok(lines[0]!.startsWith("{"), new TextDecoder().decode(stderr));
  return lines.map((line) => JSON.parse(line));
}

/** Messages, suite, name and certificates; with bytes in the report, every record, opened and as it was on the wire. */
export function assertSame(seen: Seen, report: Report): void {
  const typesOf = (direction: "sent" | "received") =>
    report.messages.filter((message) => message.direction === direction && message.content_type.value === 22)
      .map(({ msg_type }) => msg_type!.value);
  assert.deepEqual(seen.handshakeTypes, { sent: typesOf("sent"), received: typesOf("received") });
  for (const direction of ["sent", "received"] as const) {
    if (report.records === undefined) break;
    const records = report.records.filter((record) => record.direction === direction);
    const types = records.map(({ content_type }) => content_type?.value);
    const octets = records.map(({ bytes }) => bytes).join("");
    // What comes in one packet with the answer, and behind it, the check has no need to look into
    assert.deepEqual(seen.contentTypes[direction].slice(0, types.length), types);
    const before = seen.octets[direction].indexOf(octets);
    assert.ok(report.target.starttls === null ? before === 0 : before > 0, `${before}`);
  }
  assert.equal(seen.cipherSuite, report.connection!.cipher_suite.value);
  assert.equal(seen.serverName, report.target.server_name);
  const sent = report.certificates.filter(({ source }) => source === "sent");
  assert.deepEqual(seen.certificates, sent.map(({ fingerprint_sha256 }) => fingerprint_sha256));
}

let made: Promise<Record<KeyKind, Credentials>> | null = null;

/** Once in a process. */
function everyCredentials(): Promise<Record<KeyKind, Credentials>> {
  return made ??= makeIn();
}

async function makeIn(): Promise<Record<KeyKind, Credentials>> {
  const directory = await Deno.makeTempDir({ prefix: "tls-evidence-" });
  addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));
  return await makeCredentials(directory);
}
