/** Mozilla's NSS: selfserv, with a database made for it. */
import { runTool } from "../servers/mod.ts";
import { onFreePort } from "./free_port.ts";
import { ServerProcess } from "./server_process.ts";
import { asArguments, type TlsServer } from "./tls_server.ts";

export const nss: TlsServer = {
  name: "NSS selfserv",
  debianPackage: "libnss3-tools",
  programs: ["selfserv", "certutil", "pk12util"],
  version: async () =>
    `NSS ${/libnss3-tools (?:\d+:)?([\d.]+)/.exec(await installed())?.[1] ?? "of unknown version"}`,

  async start(setting) {
    const { credentials: { leaf, key, intermediate }, directory } = setting;
    const database = ["-d", `sql:${directory}`];
    const bundle = `${directory}/server.p12`;
    await runTool("openssl", [
      ...["pkcs12", "-export", "-in", leaf, "-inkey", key, "-certfile", intermediate],
      ...["-name", "server", "-passout", "pass:", "-out", bundle],
    ]);
    await runTool("certutil", ["-N", ...database, "--empty-password"]);
    await runTool("pk12util", ["-i", bundle, ...database, "-W", ""]);
    const args = asArguments(setting);
    const nickname = leaf.includes("ecdsa") ? "-e" : "-n";
    return await onFreePort(async (port) => {
      const process = await ServerProcess.start({
        command: "selfserv",
        args: ["-v", ...database, nickname, "server", "-p", `${port}`, ...args],
        directory,
        ready: /About to call accept/,
      });
      return {
        port,
        async reported() {
          const [, minor] = await process.prints(/SSL version 3\.(\d)/);
          const version = `TLS 1.${Number(minor) - 1}`;
          if (version === "TLS 1.3") return { version };
          const [, extended] = await process.prints(/Extended Master Secret: (Yes|No)/);
          return { version, extendedMainSecret: extended === "Yes" };
        },
        stop: () => process.stop(),
      };
    });
  },
};

/** None of its programs says which version it is. */
function installed(): Promise<string> {
  return runTool("dpkg-query", ["--show", "libnss3-tools"]);
}
