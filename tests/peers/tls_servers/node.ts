/** Node's `tls` server: Debian's Node, or a later one from the npm registry, whose OpenSSL knows ML-KEM. */
import { runTool } from "../servers/mod.ts";
import { laterNodePath, laterNodePrograms } from "./later_node.ts";
import { versionName } from "./openssl_names.ts";
import { ServerProcess } from "./server_process.ts";
import type { TlsServer } from "./tls_server.ts";

export const node = nodeServer("Node tls", ["node"], () => Promise.resolve("node"));

export const laterNode = nodeServer("Node 24 tls", laterNodePrograms, laterNodePath);

/** The configuration is the JSON of `tls.createServer`'s options. */
function nodeServer(name: string, programs: readonly string[], find: () => Promise<string>): TlsServer {
  return {
    name,
    debianPackage: null,
    programs,
    async version() {
      const printed = await runTool(await find(), [
        "-p",
        "`Node ${process.version}, OpenSSL ${process.versions.openssl}`",
      ]);
      return printed.trim();
    },
    async start({ configuration, credentials: { chain, key }, directory }) {
      const script = new URL("./node_server.mjs", import.meta.url).pathname;
      const process = await ServerProcess.start({
        command: await find(),
        args: [script, chain, key, configuration],
        directory,
        ready: /"port":\d+/,
      });
      return {
        port: Number((await process.prints(/"port":(\d+)/))[1]),
        async reported() {
          const [line] = await process.prints(/^\{"version".*$/m);
          const { version, suite, alpn } = JSON.parse(line);
          return { version: versionName(version), suite, alpn };
        },
        printed: () => process.printed,
        stop: () => process.stop(),
      };
    },
  };
}
