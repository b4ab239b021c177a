/** What Wireshark's dissectors make of a capture. */
import { runTool } from "../peers/servers/mod.ts";

export interface Seen {
  readonly connections: number;
  /** Of the last connection, like all that follows but times and remarks: handshake types in order. */
  readonly handshakeTypes: { readonly sent: number[]; readonly received: number[] };
  /** Of the last ServerHello. */
  readonly cipherSuite: number;
  /** Of the last ClientHello; `null` when it has none. */
  readonly serverName: string | null;
  /** SHA-256 of each, as the server sent them. */
  readonly certificates: string[];
  /** Status codes of HTTP responses, and methods of requests. */
  readonly http: { readonly requests: string[]; readonly responses: string[] };
  /** Of SMTP, in the clear and behind TLS: what the client asked for, each with the keys it went under. */
  readonly smtpCommands: string[];
  /** Seconds since 1970. */
  readonly times: number[];
  /** Every remark that is graver than "this is a SYN": wrong checksums, lost segments, what is malformed. */
  readonly remarks: string[];
}

export interface SeenOptions {
  /** A key log to use instead of what the capture has inside. */
  readonly keyLog?: string;
  /** The port to take for SMTP's. */
  readonly smtpPort?: number;
}

const CHAT = 0x200000;
/** A fact, of the first FIN. */
const CLOSING = "This frame initiates the connection closing";

const fields = [
  "frame.number",
  "frame.time_epoch",
  "tcp.stream",
  "tcp.dstport",
  "tls.handshake.type",
  "tls.handshake.ciphersuite",
  "tls.handshake.extensions_server_name",
  "tls.handshake.certificate",
  "http.request.method",
  "http.response.code",
  "smtp.req.command",
  "_ws.expert.severity",
  "_ws.expert.message",
  "_ws.malformed",
] as const;

/** `serverPort`: tells both ends apart. */
export async function see(capture: string, serverPort: number, options: SeenOptions = {}): Promise<Seen> {
  const printed = await tshark(capture, options, [
    ...["-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=|"],
    ...fields.flatMap((field) => ["-e", field]),
  ]);
  const everyFrame = printed.split("\n").filter((line) => line !== "").map((line) => {
    const cells = line.split("\t");
    return (field: typeof fields[number]) =>
      (cells[fields.indexOf(field)] ?? "").split("|").filter((value) => value !== "");
  });
  const connections = new Set(everyFrame.flatMap((frame) => frame("tcp.stream")));
  const frames = everyFrame.filter((frame) => frame("tcp.stream")[0] === [...connections].at(-1));
  const isSent = (frame: typeof frames[number]) => frame("tcp.dstport")[0] === `${serverPort}`;
  const all = (field: typeof fields[number]) => frames.flatMap((frame) => frame(field));
  const types = (sent: boolean) =>
    frames.filter((frame) => isSent(frame) === sent).flatMap((frame) =>
      frame("tls.handshake.type").map(Number)
    );
  const serverHello = frames.findLast((frame) => !isSent(frame) && frame("tls.handshake.type").includes("2"));
  const clientHello = frames.findLast((frame) => isSent(frame) && frame("tls.handshake.type").includes("1"));
  return {
    connections: connections.size,
    handshakeTypes: { sent: types(true), received: types(false) },
    cipherSuite: Number(serverHello?.("tls.handshake.ciphersuite").at(-1)),
    serverName: clientHello?.("tls.handshake.extensions_server_name")[0] ?? null,
    certificates: await Promise.all(
      frames.filter((frame) => !isSent(frame)).flatMap((frame) => frame("tls.handshake.certificate")).map(
        sha256,
      ),
    ),
    http: { requests: all("http.request.method"), responses: all("http.response.code") },
    smtpCommands: all("smtp.req.command"),
    times: everyFrame.flatMap((frame) => frame("frame.time_epoch")).map(Number),
    remarks: everyFrame.flatMap((frame) => {
      const messages = frame("_ws.expert.message");
      return [
        ...frame("_ws.expert.severity").flatMap((severity, index) =>
          Number(severity) > CHAT && messages[index] !== CLOSING ? [messages[index]] : []
        ),
        ...frame("_ws.malformed"),
      ].map((remark) => `frame ${frame("frame.number")}: ${remark}`);
    }),
  };
}

/**
 * Without the user's own preferences, and with every checksum looked at. A body that ends with the connection is not
 * waited for: whoever has read the header hangs up.
 */
function tshark(
  capture: string,
  { keyLog, smtpPort }: SeenOptions,
  args: readonly string[],
): Promise<string> {
  return outputOf("tshark", [
    ...["-r", capture, "-n", "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"],
    ...["-o", "http.desegment_body:FALSE"],
    ...(keyLog === undefined ? [] : ["-o", `tls.keylog_file:${keyLog}`]),
    ...(smtpPort === undefined ? [] : ["-d", `tcp.port==${smtpPort},smtp`]),
    ...args,
  ]);
}

/** Standard output alone: as root it complains on the other. */
async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    env: { HOME: "/nonexistent" },
    stdin: "null",
  }).output();
  if (!success) throw new Error(`${command} ${args.join(" ")}\n${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

/** What `capinfos` says, line by line. */
export async function infoOf(capture: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await outputOf("capinfos", [capture])).split("\n");
  return new Map(lines.map((line) => [line.split(":")[0]!.trim(), line.slice(line.indexOf(":") + 1).trim()]));
}

/** The same packets without the secrets. */
export async function withoutSecrets(capture: string, to: string): Promise<void> {
  await runTool("editcap", ["--discard-all-secrets", capture, to]);
}

async function sha256(hex: string): Promise<string> {
  const octets = Uint8Array.fromHex(hex.replaceAll(":", ""));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", octets)).toHex();
}
