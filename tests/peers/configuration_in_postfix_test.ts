/** What people are told to write for Postfix, in a Postfix that runs with it: it does what the topic says. */
import assert from "node:assert/strict";
import { type Configured, settings, type Topic } from "../../src/rules/configuration/settings/mod.ts";
import { sClient } from "./s_client.ts";
import { type PeerServer, reasonToSkip, runServer, runTool, starttlsServers } from "./servers/mod.ts";
import { forOlderOpenSsl } from "./written_lines.ts";

const postfix = starttlsServers.find(({ name }) => name === "Postfix")!;
const reason = await reasonToSkip(postfix);

const refused = /alert (handshake failure|protocol version)|no shared cipher|Cipher is \(NONE\)/;

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
    ["-tls1_2 -cipher ECDHE-RSA-AES128-SHA256", refused],
    ["-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256", refused],
    ["-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256", /^New, TLSv1\.2/m],
    ["-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305", /^New, TLSv1\.2/m],
  ],
  cipherSuitePreference: [
    [
      "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384",
      /Cipher is ECDHE-RSA-AES256-GCM/,
    ],
  ],
  finiteField: [["-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256", refused]],
  groups: [
    ["-tls1_3 -groups P-521", refused],
    ["-tls1_3 -groups X25519", /^New, TLSv1\.3/m],
  ],
  signatures: [
    ["-tls1_2 -sigalgs RSA+SHA1 -cipher DEFAULT@SECLEVEL=0", refused],
    ["-tls1_2 -sigalgs RSA+SHA256", /^New, TLSv1\.2/m],
  ],
  renegotiation: [["-tls1_2", /RENEGOTIATING[^]*no renegotiation/, "R\n"]],
  compression: [["-tls1_2", /^Compression: NONE$/m]],
  sessionTickets: [["-tls1_2", /ticket lifetime hint: 86400 /]],
  clientCertificates: [["-tls1_2", /client certificate CA names/]],
};

for (const [topic, setting] of Object.entries(settings)) {
  const { snippets }: Configured = setting({ name: "mx.example.com", port: 25 });
  if (snippets.postfix === undefined) continue;
  const { complete } = snippets.postfix;
  Deno.test({
    name: `Postfix takes its configuration: ${topic}${reason === null ? "" : ` (${reason})`}`,
    ignore: reason !== null,
    async fn() {
      const running = await runServer(written(forOlderOpenSsl(complete)), { tls: true });
      try {
        for (
          const [args, prints, input = ""] of expected[topic as Topic] ?? [["", /^New, TLSv1\.3/m] as const]
        ) {
          const printed = await sClient(running.ports.smtp!, ["-starttls", "smtp", ...words(args)], input);
          assert.ok(prints.test(printed), `${args}\n${printed}`);
        }
      } finally {
        await running.stop();
      }
    },
  });
}

/** A Postfix with these lines at the end of its main.cf, where the last word counts, and nothing in them unknown to it. */
function written(complete: string): PeerServer {
  return {
    ...postfix,
    async configure(given) {
      const { directory, tls } = given;
      const invocation = await postfix.configure(given);
      await Deno.mkdir(`${directory}/mx.example.com`);
      await Deno.copyFile(tls!.certificate, `${directory}/mx.example.com/fullchain.pem`);
      await Deno.copyFile(tls!.key, `${directory}/mx.example.com/privkey.pem`);
      await Deno.copyFile(tls!.certificate, `${directory}/client-ca.pem`);
      await Deno.writeTextFile(
        `${directory}/main.cf`,
        complete.replaceAll("/etc/ssl/", `${directory}/`) + "\n",
        { append: true },
      );
      assert.doesNotMatch(
        await runTool("postconf", ["-n", "-c", directory]),
        /unused parameter|warning: .*unknown/,
      );
      return invocation;
    },
  };
}

function words(args: string): string[] {
  return args.split(" ").filter((arg) => arg !== "");
}
