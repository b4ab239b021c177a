import { runTool } from "../servers/mod.ts";
import { onFreePort } from "./free_port.ts";
import { ianaSuite, versionName } from "./openssl_names.ts";
import { ServerProcess } from "./server_process.ts";
import { type TlsServer, withPaths } from "./tls_server.ts";

/** The configuration is the service's settings, with a semicolon between them. Behind it is an echo. */
export const stunnel: TlsServer = {
  name: "stunnel",
  debianPackage: "stunnel4",
  programs: ["stunnel"],
  version: async () => /stunnel [\d.]+/.exec(await runTool("stunnel", ["-version"]))![0],

  start(setting) {
    const { credentials: { keyAndChain }, directory } = setting;
    return onFreePort(async (port) => {
      await Deno.writeTextFile(
        `${directory}/stunnel.conf`,
        `
foreground = yes
pid =
debug = info
[tls]
accept = 127.0.0.1:${port}
exec = /bin/cat
execArgs = cat
cert = ${keyAndChain}
${withPaths(setting).split(";").map((line) => line.trim()).join("\n")}
`,
      );
      const process = await ServerProcess.start({
        command: "stunnel",
        args: [`${directory}/stunnel.conf`],
        directory,
        ready: /Configuration successful/,
      });
      return {
        port,
        async reported() {
          const [, version, suite] = await process.prints(/(TLSv[\d.]+) ciphersuite: (\S+)/);
          return { version: versionName(version!), suite: await ianaSuite(suite!) };
        },
        stop: () => process.stop(),
      };
    });
  },
};
