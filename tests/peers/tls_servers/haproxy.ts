import { runTool } from "../servers/mod.ts";
import { onFreePort } from "./free_port.ts";
import { ianaSuite, versionName } from "./openssl_names.ts";
import { ServerProcess } from "./server_process.ts";
import { type TlsServer, withPaths } from "./tls_server.ts";

/** The configuration is parameters of `bind`. */
export const haproxy: TlsServer = {
  name: "HAProxy",
  debianPackage: "haproxy",
  programs: ["haproxy"],
  version: async () =>
    (await runTool("haproxy", ["-v"])).replace(/^HAProxy version ([\d.]+)[^]*$/, "HAProxy $1"),

  start(setting) {
    const { credentials: { keyAndChain }, directory } = setting;
    return onFreePort(async (port) => {
      await Deno.writeTextFile(
        `${directory}/haproxy.cfg`,
        `
global
  log stdout format raw local0
defaults
  mode http
  timeout client 5s
  timeout connect 5s
  timeout server 5s
frontend tls
  bind 127.0.0.1:${port} ssl crt ${keyAndChain} ${withPaths(setting)}
  log global
  option dontlognull
  log-format "session \\"%sslv\\" \\"%sslc\\" \\"%[ssl_fc_alpn]\\""
  http-request return status 200
`,
      );
      const process = await ServerProcess.start({
        command: "haproxy",
        args: ["-db", "-V", "-f", `${directory}/haproxy.cfg`],
        directory,
        ready: /Using \w+\(\) as the polling mechanism/,
      });
      await process.takesConnections(port);
      return {
        port,
        async reported() {
          if (/alpn h2/.test(setting.configuration)) return {}; // it logs requests, and there was none
          const [, version, suite, alpn] = await process.prints(/^session "(TLS.*)" "(.*)" "(.*)"$/m);
          return {
            version: versionName(version!),
            suite: await ianaSuite(suite!),
            alpn: alpn === "" || alpn === "-" ? null : alpn!,
          };
        },
        stop: () => process.stop(),
      };
    });
  },
};
