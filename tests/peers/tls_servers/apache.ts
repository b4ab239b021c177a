/** Apache httpd with mod_ssl. */
import { runTool } from "../servers/mod.ts";
import { onFreePort } from "./free_port.ts";
import { ianaSuite, versionName } from "./openssl_names.ts";
import { ServerProcess } from "./server_process.ts";
import { type TlsServer, withPaths } from "./tls_server.ts";

/** The configuration is directives of mod_ssl. */
export const apache: TlsServer = {
  name: "Apache httpd",
  debianPackage: "apache2-bin",
  programs: ["apache2"],
  version: async () => /Apache\/[\d.]+/.exec(await runTool("apache2", ["-v"]))![0].replace("/", " "),

  start(setting) {
    const { credentials: { chain, key }, directory } = setting;
    return onFreePort(async (port) => {
      await Deno.writeTextFile(
        `${directory}/apache.conf`,
        `
${modules}
ServerRoot ${directory}
ServerName localhost
User nobody
Group nogroup
PidFile ${directory}/pid
DefaultRuntimeDir ${directory}
ErrorLog /dev/stderr
Listen 127.0.0.1:${port}
CustomLog /dev/stdout 'session "%{SSL_PROTOCOL}x" "%{SSL_CIPHER}x"'
SSLEngine on
SSLCertificateFile ${chain}
SSLCertificateKeyFile ${key}
${withPaths(setting)}
`,
      );
      const process = await ServerProcess.start({
        command: "apache2",
        args: ["-DFOREGROUND", "-f", `${directory}/apache.conf`],
        directory,
        ready: /configured -- resuming normal operations/,
      });
      return {
        port,
        async reported() {
          const [, version, suite] = await process.prints(/^session "(TLS.*)" "(.*)"$/m);
          return { version: versionName(version!), suite: await ianaSuite(suite!) };
        },
        stop: () => process.stop(),
      };
    });
  },
};

const modules = ["mpm_event", "authz_core", "ssl", "socache_shmcb"]
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n");
