/** What people are told to write for Java, in a server that runs with it: it starts, and does what the topic says. */
import assert from "node:assert/strict";
import { javaHeadings, type JavaParts } from "../../src/rules/configuration/others.ts";
import { type Configured, settings, type Topic } from "../../src/rules/configuration/settings/mod.ts";
import { runTool } from "./servers/mod.ts";
import { ServerProcess } from "./tls_servers/server_process.ts";
import { sClient } from "./s_client.ts";
import { filledIn } from "./written_lines.ts";

/** Java's HTTPS server closes without an alert. */
const refused = /Cipher is \(NONE\)/;

/** What `openssl s_client` is told, and what it prints when the configuration is in force. */
const expected: Readonly<
  Partial<Record<Topic, readonly (readonly [args: string, prints: RegExp, input?: string])[]>>
> = {
  versions: [
    ["-tls1_1 -cipher DEFAULT@SECLEVEL=0", refused],
    ["-tls1_2", /^New, TLSv1\.2/m],
    ["-tls1_3", /^New, TLSv1\.3/m],
  ],
  cipherSuites: [
    ["-tls1_2 -cipher AES128-GCM-SHA256", refused],
    ["-tls1_2 -cipher ECDHE-RSA-AES128-SHA", refused],
    ["-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256", refused],
    ["-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256", /^New, TLSv1\.2/m],
  ],
  cipherSuitePreference: [
    [
      "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384",
      /Cipher is ECDHE-RSA-AES256-GCM/,
    ],
  ],
  finiteField: [["-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256", /Server Temp Key: DH, 2048 bits/]],
  groups: [
    ["-tls1_3 -groups P-521", refused],
    ["-tls1_3 -groups X25519", /^New, TLSv1\.3/m],
  ],
  postQuantum: [["-tls1_3 -groups X25519", /^New, TLSv1\.3/m]],
  signatures: [
    ["-tls1_2 -sigalgs RSA+SHA1 -cipher DEFAULT@SECLEVEL=0", refused],
    ["-tls1_2 -sigalgs RSA-PSS+SHA256:RSA+SHA256", /^New, TLSv1\.2/m],
  ],
  applicationProtocols: [["-alpn http/1.1", /ALPN protocol: http\/1\.1/]],
  clientCertificates: [[
    "-tls1_2",
    /client certificate CA names[^]*(unexpected eof|alert (bad certificate|handshake failure))/,
  ]],
  renegotiation: [["-tls1_2", /RENEGOTIATING[^]*(unexpected eof|handshake failure)/, "R\n"]],
  sessionTickets: [["-tls1_2", /ticket lifetime hint: 86400 /]],
  strictTransportSecurity: [["-quiet", /^Strict-Transport-Security: max-age=63072000\r$/mi, "GET"]],
  redirect: [["-quiet", /^HTTP\/1\.1 301 [^]*^Location: https:\/\/www\.example\.com\/\r$/mi, "GET"]],
};

/** What java.security has where somebody has let the old versions in again. */
const loosened: Readonly<Partial<Record<Topic, string>>> = {
  versions: "jdk.tls.disabledAlgorithms=SSLv3, RC4, DES, MD5withRSA, anon, NULL",
};

const isThere = await Deno.stat("/usr/bin/java").then(() => true, () => false);

for (const [topic, setting] of Object.entries(settings)) {
  // The port is the redirect's, which is left out where it is HTTPS's own.
  const port = topic === "redirect" ? 443 : freePort();
  const { snippets }: Configured = setting({ name: "www.example.com", port });
  const { java } = snippets;
  // Where there is nothing to configure, nothing is to be tried.
  if (java === undefined || java.complete.split("\n").every((line) => line.startsWith("#"))) continue;
  Deno.test({
    name: `Java takes its configuration: ${topic}${isThere ? "" : " (java is not installed)"}`,
    ignore: !isThere,
    async fn() {
      const directory = await Deno.makeTempDir({ prefix: "configuration-" });
      try {
        await makeFiles(directory, java.complete.includes("client-ca.p12"));
        const server = await start(
          directory,
          partsOf(filledIn(java.complete).replaceAll("/etc/ssl/", `${directory}/`)),
          loosened[topic as Topic],
        );
        try {
          const serving = Number((await server.prints(/^port (\d+)$/m))[1]);
          for (
            const [args, prints, input = ""] of expected[topic as Topic] ?? [["", /^New, TLSv1\.3/m] as const]
          ) {
            const request = input === "GET"
              ? "GET / HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n"
              : input;
            const printed = await sClient(serving, args.split(" ").filter((arg) => arg !== ""), request);
            assert.ok(prints.test(printed), `${args}\n${printed}`);
          }
        } finally {
          await server.stop();
        }
      } finally {
        await Deno.remove(directory, { recursive: true });
      }
    },
  });
}

/** By the headings that the parts stand below. */
function partsOf(complete: string): Required<JavaParts> {
  const parts: Record<keyof JavaParts, string[]> = { options: [], code: [] };
  let current: string[] | null = null;
  for (const line of complete.split("\n")) {
    const heading = Object.entries(javaHeadings).find(([, heading]) => heading === line);
    if (heading !== undefined) current = parts[heading[0] as keyof JavaParts];
    else current!.push(line);
  }
  return parts;
}

async function start(
  directory: string,
  { options, code }: Required<JavaParts>,
  security = "",
): Promise<ServerProcess> {
  await Deno.writeTextFile(`${directory}/security`, security);
  const template = await Deno.readTextFile(new URL("./tls_servers/Configured.java", import.meta.url));
  const place = code.join("\n").includes("exchange") ? "// answer" : "// configure";
  await Deno.writeTextFile(`${directory}/Configured.java`, template.replace(place, code.join("\n")));
  // As the launcher reads them from a file: remarks are let pass there.
  await Deno.writeTextFile(`${directory}/options`, options.join("\n"));
  return await ServerProcess.start({
    command: "java",
    args: [
      `-Djavax.net.ssl.keyStore=${directory}/www.example.com/keystore.p12`,
      "-Djavax.net.ssl.keyStorePassword=changeit",
      `-Djava.security.properties=${directory}/security`,
      `@${directory}/options`,
      `${directory}/Configured.java`,
    ],
    directory,
    ready: /^port \d+$/m,
  });
}

async function makeFiles(directory: string, withAuthority: boolean): Promise<void> {
  const folder = `${directory}/www.example.com`;
  await Deno.mkdir(folder);
  const [key, chain] = [`${folder}/privkey.pem`, `${folder}/fullchain.pem`];
  await runTool("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", chain],
    ...["-subj", "/CN=www.example.com", "-days", "3"],
  ]);
  await runTool("openssl", [
    ...["pkcs12", "-export", "-in", chain, "-inkey", key, "-passout", "pass:changeit"],
    ...["-out", `${folder}/keystore.p12`],
  ]);
  if (!withAuthority) return;
  await runTool("keytool", [
    ...["-importcert", "-noprompt", "-file", chain, "-keystore", `${directory}/client-ca.p12`],
    ...["-storetype", "PKCS12", "-storepass", "changeit"],
  ]);
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
