/** `deno task peers:readme`: runs the table, and writes into README.md what each server negotiated. */
import { type Credentials, type KeyKind, makeCredentials } from "./credentials.ts";
import type { Row } from "./row.ts";
import { connectionOf, runRow } from "./run_row.ts";
import { table } from "./table.ts";
import type { TlsServer } from "./tls_servers/mod.ts";

const file = new URL("./README.md", import.meta.url);
const begin = "<!-- what follows is written by deno task peers:readme -->\n";

if (import.meta.main) {
  const directory = await Deno.makeTempDir({ prefix: "tls-peers-" });
  try {
    const credentials = await makeCredentials(directory);
    const sections: string[] = [];
    for (const [server, rows] of Map.groupBy(table, ({ server }) => server)) {
      sections.push(await section(server, rows, credentials));
    }
    const [head] = (await Deno.readTextFile(file)).split(begin);
    await Deno.writeTextFile(file, head + begin + sections.join(""));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function section(
  server: TlsServer,
  rows: readonly Row[],
  credentials: Record<KeyKind, Credentials>,
): Promise<string> {
  const lines: string[] = [];
  for (const row of rows) lines.push(await line(row, credentials));
  return `
## ${server.name}

${await server.version()}

| configuration | key | version | suite | group | signature | ALPN | and | verdict |
|---|---|---|---|---|---|---|---|---|
${lines.join("")}`;
}

async function line(row: Row, credentials: Record<KeyKind, Credentials>): Promise<string> {
  const { report } = await runRow(row, credentials);
  const connection = connectionOf(report);
  const failed = report.steps.find(({ number, error }) => number !== null && error !== null);
  const more = [
    connection?.helloRetryRequest && "HelloRetryRequest",
    connection?.clientCertificateRequested && "asks for a client certificate",
    connection?.ocspStapled && "OCSP stapled",
    connection?.extendedMainSecret === false && "no extended main secret",
    failed?.error && `step ${failed.number}: ${failed.error.code}`,
    ...report.findings.map(({ id }) => id).filter((id) => !id.startsWith("certificate.")),
  ].filter((text) => typeof text === "string");
  const cells = [
    `\`${row.configuration.replace(/\s+/g, " ").trim()}\``,
    row.certificate,
    connection?.version,
    connection?.suite,
    connection?.group ?? (connection?.primeBits && `${connection.primeBits} bits`),
    connection?.scheme,
    connection?.alpn,
    more.join(", "),
    report.verdict,
  ];
  return `| ${cells.map((cell) => `${cell ?? ""}`.replaceAll("|", "\\|").replace("``", "")).join(" | ")} |\n`;
}
