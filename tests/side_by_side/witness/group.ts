/** Whether a key exchange comes about in a group. */
import { laterNodePath } from "../../peers/tls_servers/later_node.ts";
import type { Target } from "../tools.ts";
import { openssl, versionOptions } from "./openssl_client.ts";
import { runClient } from "./run_client.ts";

export async function group(target: Target, version: string, name: string): Promise<boolean | null> {
  const option = versionOptions.get(version);
  if (option === undefined) return null;
  if (version === "TLS 1.3") {
    if (name.includes("MLKEM")) return await node(target, name);
    return await openssl(target, option, "-groups", name) !== null;
  }
  if (name.startsWith("ffdhe")) return await gnutls(target, version, name);
  // Before TLS 1.3 the certificate's curve is to be among the groups too (RFC 8422 §5.1)
  const groups = [...new Set([name, "secp256r1", "secp384r1"])].join(":");
  const completed = await openssl(target, option, "-cipher", "kEECDH:@SECLEVEL=0", "-groups", groups);
  return completed !== null && completed.group?.toLowerCase().replace("prime256v1", "secp256r1") === name;
}

/** RFC 7919, which OpenSSL's client does not ask for before TLS 1.3. */
async function gnutls({ port }: Target, version: string, name: string): Promise<boolean> {
  const group = name.toUpperCase();
  const priority = `NORMAL:-VERS-ALL:+VERS-${
    version.replace(" ", "")
  }:-KX-ALL:+DHE-RSA:-GROUP-ALL:+GROUP-${group}`;
  const printed = await runClient("gnutls-cli", [
    ...["--insecure", "--port", `${port}`, "--priority", priority, "localhost"],
  ]);
  return printed.includes(`-(DHE-${group})-`);
}

/** Whose OpenSSL is new enough. */
async function node({ port }: Target, name: string): Promise<boolean> {
  const printed = await runClient(await laterNodePath(), ["-e", script, `${port}`, name]);
  return printed.includes("connected");
}

const script = `
const [port, ecdhCurve] = process.argv.slice(1);
const socket = require("node:tls").connect(
  { host: "127.0.0.1", port, servername: "localhost", rejectUnauthorized: false, ecdhCurve, minVersion: "TLSv1.3" },
  () => { console.log("connected"); socket.destroy(); },
);
socket.on("error", () => {});
`;
