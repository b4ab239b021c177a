/** OpenSSL's s_server. It takes one connection at a time. */
import { cipherSuites, protocolVersions, supportedGroups } from "../../../src/registry/mod.ts";
import { runTool } from "../servers/mod.ts";
import { ServerProcess } from "./server_process.ts";
import { asArguments, type Reported, type TlsServer } from "./tls_server.ts";

export const openssl: TlsServer = {
  name: "OpenSSL s_server",
  debianPackage: "openssl",
  programs: ["openssl"],
  version: async () => (await runTool("openssl", ["version"])).split(" ").slice(0, 2).join(" "),

  async start(setting) {
    const { credentials: { leaf, key, intermediate }, directory } = setting;
    const args = asArguments(setting);
    const process = await ServerProcess.start({
      command: "openssl",
      args: [
        ...["s_server", "-accept", "127.0.0.1:0", "-cert", leaf, "-key", key, "-cert_chain", intermediate],
        ...args,
      ],
      directory,
      ready: /^ACCEPT 127\.0\.0\.1:(\d+)$/m,
    });
    const [, port] = await process.prints(/^ACCEPT 127\.0\.0\.1:(\d+)$/m);
    return {
      port: Number(port),
      // As a web server it writes about the connection into the page, not to its output
      reported: () => args.includes("-www") ? Promise.resolve({}) : readSession(process),
      printed: () => process.printed,
      stop: () => process.stop(),
    };
  },
};

/** The SSL_SESSION that it prints is ASN.1, with code points in it. */
async function readSession(process: ServerProcess): Promise<Reported> {
  const [, base64] = await process.prints(
    /-----BEGIN SSL SESSION PARAMETERS-----([^-]+)-----END SSL SESSION PARAMETERS-----/,
  );
  const pem = `-----BEGIN SESSION-----${base64}-----END SESSION-----\n`;
  const printed = await runTool("openssl", ["asn1parse"], { input: pem });
  // SSL_SESSION ::= SEQUENCE { INTEGER 1, version, cipher, …, [13] flags, [16] ALPN, [19] kex_group }
  const values = printed.split("\n").flatMap((line) => {
    const [, depth, value] = /d=(\d) .*(?:INTEGER|OCTET STRING) *:?(.*)$/.exec(line) ?? [];
    const [, tag] = /cont \[ (\d+) \]/.exec(line) ?? [];
    return depth === undefined && tag === undefined ? [] : [{ tag: tag && Number(tag), value: value ?? "" }];
  });
  const tagged = (tag: number) => {
    const index = values.findIndex((entry) => entry.tag === tag);
    return index < 0 ? null : values[index + 1]!.value;
  };
  const version = parseInt(values[1]!.value, 16);
  const group = parseInt(tagged(19) ?? "0", 16);
  return {
    version: protocolVersions.codePoint(version).name!,
    suite: cipherSuites.codePoint(parseInt(values[2]!.value.replace("[HEX DUMP]:", ""), 16)).name!,
    // No group at all, or a finite field that it has no number for
    ...(group !== 0 && { group: supportedGroups.codePoint(group).name }),
    alpn: /^ALPN protocols selected: (.*)$/m.exec(process.printed)?.[1] ?? null,
    ...(version < 0x0304 && { extendedMainSecret: tagged(13) === "01" }),
  };
}
