/** Caddy, which is Go's crypto/tls. */
import { cipherSuites, protocolVersions } from "../../../src/registry/mod.ts";
import { runTool } from "../servers/mod.ts";
import { onFreePort } from "./free_port.ts";
import { ServerProcess } from "./server_process.ts";
import { type TlsServer, withPaths } from "./tls_server.ts";

/** The configuration is the inside of the `tls` directive. */
export const caddy: TlsServer = {
  name: "Caddy",
  debianPackage: "caddy",
  programs: ["caddy"],
  version: async () =>
    `Caddy ${(await runTool("caddy", ["version"])).trim().split(" ")[0]!.replace(/^v/, "")}`,

  start(setting) {
    const { credentials: { chain, key }, directory } = setting;
    return onFreePort(async (port) => {
      await Deno.writeTextFile(
        `${directory}/Caddyfile`,
        `
{
  admin off
  auto_https off
  storage file_system ${directory}
}
https://localhost:${port} {
  bind 127.0.0.1
  tls ${chain} ${key} {
    ${withPaths(setting)}
  }
  log {
    output stderr
    format json
  }
  respond 204
}
`,
      );
      const process = await ServerProcess.start({
        command: "caddy",
        args: ["run", "--adapter", "caddyfile", "--config", `${directory}/Caddyfile`],
        directory,
        environment: { HOME: directory, XDG_CONFIG_HOME: directory, XDG_DATA_HOME: directory },
        ready: /serving initial configuration/,
      });
      return {
        port,
        async reported() {
          if (/alpn h2/.test(setting.configuration)) return {}; // it logs requests, and there was none
          const [line] = await process.prints(/^\{.*"handled request".*$/m);
          const { version, cipher_suite, proto } = JSON.parse(line).request.tls;
          return {
            version: protocolVersions.codePoint(version).name!,
            suite: cipherSuites.codePoint(cipher_suite).name!,
            alpn: proto || null,
          };
        },
        printed: () => process.printed,
        stop: () => process.stop(),
      };
    });
  },
};
