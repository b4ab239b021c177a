/** What another client is answered when it wants what we want: for servers that tell nothing themselves. */
import { runTool } from "../servers/mod.ts";
import { laterNodePath } from "./later_node.ts";
import type { Reported } from "./tls_server.ts";

/** TLS 1.3 only. */
export async function askedByAnotherClient(port: number): Promise<Reported> {
  const script = new URL("./node_client.mjs", import.meta.url).pathname;
  const printed = await runTool(await laterNodePath(), [script, `${port}`, "h2,http/1.1"]);
  const answer = printed.slice(printed.indexOf("ServerHello, Length="));
  const alpn = find(printed, /^ALPN: (.*)$/m);
  return {
    version: find(answer, /extension_type=supported_versions.*\n\s*(TLS [\d.]+) /),
    suite: find(answer, /cipher_suite \{[^}]*\} (\S+)/),
    group: find(answer, /NamedGroup: (\S+)/),
    scheme: find(answer, /Signature Algorithm: (\S+) \(0x/),
    alpn: alpn === "none" ? null : alpn,
  };
}

function find(text: string, pattern: RegExp): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`Node's client does not say ${pattern}`);
  return value;
}
