/** What people are told to write into their servers' configuration, read by those servers. Java and Postfix are run. */
import assert from "node:assert/strict";
import type { ServerSoftware } from "../../src/rules/configuration/mod.ts";
import { type Configured, settings } from "../../src/rules/configuration/settings/mod.ts";
import { runTool } from "./servers/mod.ts";
import { filledIn, forOlderOpenSsl, hasPlaces, spelledForLaterOpenSsl } from "./written_lines.ts";

const site = { name: "www.example.com", port: 8443 };

interface Reader {
  readonly program: string;
  /** The file around what is read. */
  around(text: string, directory: string): string;
  /** How it reads a file without acting on it. */
  args(file: string): readonly string[];
}

const readers = {
  nginx: {
    program: "/usr/sbin/nginx",
    around: (text, directory) => `pid ${directory}/pid;\nevents {}\nhttp {\naccess_log off;\n${text}\n}`,
    args: (file) => ["-t", "-e", "stderr", "-c", file],
  },
  apache: {
    program: "/usr/sbin/apache2",
    around: (text, directory) =>
      `${apacheModules}\nServerRoot ${directory}\nServerName localhost\nErrorLog ${directory}/log\n${text}`,
    args: (file) => ["-t", "-f", file],
  },
  caddy: {
    program: "/usr/bin/caddy",
    around: (text, directory) => `{\n  storage file_system ${directory}\n}\n${text}`,
    args: (file) => ["validate", "--adapter", "caddyfile", "--config", file],
  },
  haproxy: {
    program: "/usr/sbin/haproxy",
    around: (text) => `defaults\n    mode http\n    timeout client 5s\n${text}\n`,
    args: (file) => ["-c", "-f", file],
  },
  zone: {
    program: "/usr/bin/ldns-read-zone",
    around: (text) =>
      `$ORIGIN example.com.\n$TTL 3600\n@ IN SOA ns hostmaster 1 7200 3600 86400 3600\n@ IN NS ns\n${text}\n`,
    args: (file) => [file],
  },
} satisfies Partial<Record<ServerSoftware, Reader>>;

const apacheModules = ["mpm_event", "authz_core", "ssl", "socache_shmcb", "http2", "headers", "alias"]
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n");

for (const [software, { program, around, args }] of Object.entries(readers)) {
  const isThere = await Deno.stat(program).then(() => true, () => false);
  for (const [topic, setting] of Object.entries(settings)) {
    const { snippets }: Configured = setting(site);
    const snippet = snippets[software as keyof typeof readers];
    if (snippet === undefined) continue;
    Deno.test({
      name: `${software} takes its configuration: ${topic}${isThere ? "" : ` (${program} is not installed)`}`,
      ignore: !isThere,
      async fn() {
        const directory = await Deno.makeTempDir({ prefix: "configuration-" });
        try {
          await makeFiles(directory);
          const here = snippet.complete.replaceAll(/\/etc\/(ssl|haproxy\/certs)\//g, `${directory}/`)
            .replaceAll("/var/run/apache2/", `${directory}/`);
          const read = async (text: string) => {
            const file = `${directory}/configuration`;
            await Deno.writeTextFile(file, around(text, directory));
            await runTool(program, args(file), { environment: { HOME: directory } });
          };
          for (const text of new Set([here, forOlderOpenSsl(here), spelledForLaterOpenSsl(here)])) {
            await read(filledIn(text));
          }
          await assert.rejects(read(`${filledIn(here)}\n}}}`), "and does read it");
          // A text record may have any text.
          if (hasPlaces(here) && !/ IN TXT .*</.test(here)) await assert.rejects(read(here), "not as it is");
        } finally {
          await Deno.remove(directory, { recursive: true });
        }
      },
    });
  }
}

async function makeFiles(directory: string): Promise<void> {
  const folder = `${directory}/${site.name}`;
  await Deno.mkdir(folder);
  const [key, chain] = [`${folder}/privkey.pem`, `${folder}/fullchain.pem`];
  await runTool("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
    ...["-keyout", key, "-out", chain, "-subj", `/CN=${site.name}`, "-days", "3"],
  ]);
  await Deno.copyFile(chain, `${folder}/chain.pem`);
  await Deno.copyFile(chain, `${directory}/client-ca.pem`);
  await Deno.writeTextFile(
    `${directory}/${site.name}.pem`,
    await Deno.readTextFile(chain) + await Deno.readTextFile(key),
  );
}
