import { runTool } from "../servers/mod.ts";
import { onFreePort } from "./free_port.ts";
import { ianaSuite, versionName } from "./openssl_names.ts";
import { ServerProcess } from "./server_process.ts";
import { type TlsServer, withPaths } from "./tls_server.ts";

/** The configuration is directives of the server block. */
export const nginx: TlsServer = {
  name: "nginx",
  debianPackage: "nginx",
  programs: ["nginx"],
  version: async () => (await runTool("nginx", ["-v"])).trim().replace(/^.*nginx\/(\S+).*$/, "nginx $1"),

  start(setting) {
    const { credentials: { chain, key }, directory } = setting;
    const directives = withPaths(setting);
    // Before nginx 1.25.1 this was no directive but a parameter of another
    const http2 = "http2 on;";
    const hasHttp2 = directives.includes(http2);
    return onFreePort(async (port) => {
      await Deno.writeTextFile(
        `${directory}/nginx.conf`,
        `
daemon off;
master_process off;
pid nginx.pid;
error_log /dev/stderr notice;
events {}
http {
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  log_format session 'session "$ssl_protocol" "$ssl_cipher" "$ssl_alpn_protocol"';
  access_log /dev/stdout session;
  server {
    listen 127.0.0.1:${port} ssl${hasHttp2 ? " http2" : ""};
    ssl_certificate ${chain};
    ssl_certificate_key ${key};
    ${directives.replace(http2, "")}
    return 204;
  }
}
`,
      );
      const process = await ServerProcess.start({
        command: "nginx",
        args: ["-p", directory, "-c", `${directory}/nginx.conf`],
        directory,
        ready: /using the "\w+" event method/,
      });
      return {
        port,
        async reported() {
          if (hasHttp2) return {}; // it logs requests, and there was none
          const [, version, suite, alpn] = await process.prints(/^session "(.*)" "(.*)" "(.*)"$/m);
          return { version: versionName(version!), suite: await ianaSuite(suite!), alpn: alpn || null };
        },
        stop: () => process.stop(),
      };
    });
  },
};
