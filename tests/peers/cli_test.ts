/** The command line as people type it, against real servers: nine steps, and a report that its schema knows. */
import { Ajv2020 } from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import { reportJsonSchema } from "../../src/report/json_schema.ts";
import type { Report } from "../../src/report/mod.ts";
import type { Row } from "./row.ts";
import { makeCredentials } from "./credentials.ts";
import { deno, laterNode, node, openssl, reasonToSkip } from "./tls_servers/mod.ts";

const repository = new URL("../../", import.meta.url).pathname;

const servers: readonly Pick<Row, "server" | "configuration">[] = [
  { server: openssl, configuration: "-www -alpn http/1.1" },
  { server: openssl, configuration: "-tls1_2" },
  { server: node, configuration: "{}" },
  { server: laterNode, configuration: '{"ALPNProtocols":["http/1.1"]}' },
  { server: deno, configuration: "http/1.1" },
];

for (const { server, configuration } of servers) {
  const reason = await reasonToSkip(server);
  const title = `deno task check --json, ${server.name} ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async () => {
      const directory = await Deno.makeTempDir({ prefix: "tls-peer-" });
      try {
        const credentials = (await makeCredentials(directory))["ecdsa-p256"];
        const running = await server.start({ configuration, credentials, directory });
        try {
          passes(await command("--json", "--ca-file", credentials.root, `localhost:${running.port}`));
        } finally {
          await running.stop();
        }
      } finally {
        await Deno.remove(directory, { recursive: true });
      }
    },
  });
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function command(...args: string[]): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "check", ...args],
    cwd: repository,
    stdin: "null",
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

function passes({ code, stdout, stderr }: Ended): void {
  assert.equal(code, 0, stderr + stdout);
  const report: Report = JSON.parse(stdout);
  // Formats come with patterns of their own, so naming them is enough
  const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { "date-time": true, base64: true } });
  const validate = ajv.compile(reportJsonSchema());
  const isValid: boolean = validate(report);
  assert.ok(isValid, JSON.stringify(validate.errors));
  const nine = report.steps.filter(({ number }) => number !== null);
  assert.deepEqual(nine.map(({ number, status }) => `${number} ${status}`), [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${number} pass`),
  ]);
  assert.equal(report.verdict, "pass");
  assert.equal(report.chain?.trusted, true);
  // Deno's own client, with the same anchor, comes to the same end
  assert.equal(report.native?.outcome, "trusted", report.native?.error ?? "");
}
