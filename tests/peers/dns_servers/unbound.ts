/**
 * Unbound, a validating resolver of NLnet Labs, with zones of our own in it: each is signed with a key of its own,
 * and validated by that key or by one that it was never signed with.
 */
import { runTool } from "../servers/mod.ts";
import { onFreePort } from "../tls_servers/free_port.ts";
import { ServerProcess } from "../tls_servers/server_process.ts";

export const unbound = {
  name: "Unbound",
  programs: ["unbound", "ldns-keygen", "ldns-signzone"],
  debianPackages: "unbound, ldnsutils",
} as const;

export interface SignedZone {
  readonly name: string;
  /** In the format of RFC 1035 §5, names relative to the zone's. */
  readonly records: string;
  /** `bogus`: the resolver knows another key for it. `insecure`: it is not signed. */
  readonly status: "secure" | "bogus" | "insecure";
}

export interface RunningResolver {
  /** Of DNS over TCP. */
  readonly port: number;
  /** Of DNS over HTTPS. */
  readonly url: string;
  stop(): Promise<void>;
}

/** `certificate`, `key`: PEM files for DNS over HTTPS. */
export async function startUnbound(
  directory: string,
  zones: readonly SignedZone[],
  { certificate, key }: { readonly certificate: string; readonly key: string },
): Promise<RunningResolver> {
  const parts = await Promise.all(zones.map((zone) => write(directory, zone)));
  return await onFreePort((port) =>
    onFreePort(async (httpsPort) => {
      const configuration = `
server:
  directory: "${directory}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  do-daemonize: no
  interface: 127.0.0.1@${port}
  interface: 127.0.0.1@${httpsPort}
  https-port: ${httpsPort}
  tls-service-pem: "${certificate}"
  tls-service-key: "${key}"
  trust-anchor-signaling: no
${parts.map(({ anchor }) => anchor).join("")}
remote-control:
  control-enable: no
${parts.map(({ zone }) => zone).join("")}`;
      await Deno.writeTextFile(`${directory}/unbound.conf`, configuration);
      const process = await ServerProcess.start({
        command: "unbound",
        args: ["-d", "-c", `${directory}/unbound.conf`],
        directory,
        ready: /start of service/,
      });
      return { port, url: `https://localhost:${httpsPort}/dns-query`, stop: () => process.stop() };
    })
  );
}

async function write(
  directory: string,
  { name, records, status }: SignedZone,
): Promise<{ readonly anchor: string; readonly zone: string }> {
  const file = `${directory}/${name}.zone`;
  await Deno.writeTextFile(
    file,
    `$ORIGIN ${name}.\n$TTL 300\n@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\n${records}\n`,
  );
  const zone = (path: string) =>
    `auth-zone:\n  name: "${name}"\n  zonefile: "${path}"\n` +
    "  for-downstream: no\n  for-upstream: yes\n  fallback-enabled: no\n";
  if (status === "insecure") return { anchor: "", zone: zone(file) };
  const key = await makeKey(directory, name);
  await runTool("ldns-signzone", ["-n", file, key]);
  const known = status === "secure" ? key : await makeKey(directory, name);
  return { anchor: `  trust-anchor-file: "${known}.ds"\n`, zone: zone(`${file}.signed`) };
}

/** The path of its files without their endings. */
async function makeKey(directory: string, zone: string): Promise<string> {
  const printed = await new Deno.Command("ldns-keygen", {
    args: ["-a", "ECDSAP256SHA256", "-k", zone],
    cwd: directory,
  }).output();
  return `${directory}/${new TextDecoder().decode(printed.stdout).trim()}`;
}
