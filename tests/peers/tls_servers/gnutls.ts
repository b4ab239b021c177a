/** GnuTLS's gnutls-serv, whose report of a session is the most complete of all. */
import { runTool } from "../servers/mod.ts";
import { onFreePort } from "./free_port.ts";
import { ServerProcess } from "./server_process.ts";
import { asArguments, type Reported, type TlsServer } from "./tls_server.ts";

/** The configuration is a priority string, and further arguments behind it. */
export const gnutls: TlsServer = {
  name: "GnuTLS gnutls-serv",
  debianPackage: "gnutls-bin",
  programs: ["gnutls-serv"],
  version: async () =>
    (await runTool("gnutls-serv", ["--version"])).split("\n")[0]!.replace("gnutls-serv", "GnuTLS"),

  start(setting) {
    const { credentials: { chain, key }, directory } = setting;
    const [priority = "", ...args] = asArguments(setting);
    return onFreePort(async (port) => {
      const process = await ServerProcess.start({
        command: "gnutls-serv",
        args: [
          ...["--http", "--port", `${port}`, "--x509certfile", chain, "--x509keyfile", key],
          ...["--priority", priority],
          ...(args.some((argument) => argument.includes("client-cert")) ? [] : ["--disable-client-cert"]),
          ...args,
        ],
        directory,
        ready: /IPv4 \S+ port \d+\.\.\.done/,
      });
      return {
        port,
        reported: () => readSession(process),
        printed: () => process.printed,
        stop: () => process.stop(),
      };
    });
  },
};

async function readSession(process: ServerProcess): Promise<Reported> {
  const [printed] = await process.prints(/^- Description:[^]*^- Options:.*$[^]*?^- Channel bindings/m);
  const find = (pattern: RegExp) => pattern.exec(printed)?.[1] ?? null;
  const version = find(/^- Version: TLS(.*)$/m);
  const group = find(/^- Description: .*\(ECDHE-(\w+)\)/m);
  const primeBits = find(/^ - Using prime: (\d+) bits$/m);
  // In the older versions it says RSA-SHA1 where there is no choice, and MD5 is signed too
  const signature = version === "1.0" || version === "1.1" ? null : find(/^- Server Signature: (.*)$/m);
  return {
    version: `TLS ${version}`,
    ...(group !== null && { group: group.toLowerCase() }),
    ...(primeBits !== null && { primeBits: Number(primeBits) }),
    ...(signature !== null && { scheme: schemeName(signature) }),
    alpn: find(/^- Application protocol: (.*)$/m),
    ...(version !== "1.3" && { extendedMainSecret: /^- Options:.*extended master secret/m.test(printed) }),
  };
}

/** `RSA-PSS-RSAE-SHA256`, `RSA-SHA256`, `ECDSA-SECP256R1-SHA256`, `ECDSA-SHA256`, `EdDSA-Ed25519` as IANA has them. */
function schemeName(name: string): string {
  const curves: Readonly<Record<string, string>> = {
    sha256: "secp256r1",
    sha384: "secp384r1",
    sha512: "secp521r1",
  };
  return name.toLowerCase().replaceAll("-", "_")
    .replace(/^eddsa_/, "")
    .replace(/^rsa_sha/, "rsa_pkcs1_sha")
    .replace(/^rsa_pss_sha/, "rsa_pss_pss_sha")
    .replace(/^ecdsa_(sha\d+)$/, (_, hash) => `ecdsa_${curves[hash]}_${hash}`);
}
