/** What Wireshark's dissectors make of a capture. */
import { runTool } from "../peers/servers/mod.ts";

export interface Seen {
  readonly connections: number;
  /** Of the last connection, like all that follows but times and remarks: handshake types in order. */
  readonly handshakeTypes: BothWays<number[]>;
  /** Content types of the records, of what is in those that are encrypted. */
  readonly contentTypes: BothWays<number[]>;
  /** All that TCP carried, in hex. */
  readonly octets: BothWays<string>;
  /** Of the last ServerHello. */
  readonly cipherSuite: number;
  /** Of the last ClientHello; `null` when it has none. */
  readonly serverName: string | null;
  /** SHA-256 of each, as the server sent them. */
  readonly certificates: string[];
  /** What was spoken in the clear and behind TLS: HTTP's methods and status codes, HTTP/2's frame types, SMTP's commands. */
  readonly spoken: BothWays<string[]>;
  /** Seconds since 1970. */
  readonly times: number[];
  /** Every remark that is graver than "this is a SYN": wrong checksums, lost segments, what is malformed. */
  readonly remarks: string[];
}

interface BothWays<T> {
  readonly sent: T;
  readonly received: T;
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

const spoken = ["http.request.method", "http.response.code", "http2.type", "smtp.req.command"] as const;

const fields = [
  "frame.number",
  "frame.time_epoch",
  "tcp.stream",
  "tcp.dstport",
  "tcp.payload",
  "tls.record.content_type",
  "tls.handshake.type",
  "tls.handshake.ciphersuite",
  "tls.handshake.extensions_server_name",
  "tls.handshake.certificate",
  ...spoken,
  "_ws.expert.severity",
  "_ws.expert.message",
  "_ws.malformed",
] as const;

/** `serverPort`: tells both ends apart. */
export async function see(capture: string, serverPort: number, options: SeenOptions = {}): Promise<Seen> {
  const printed = await tshark(capture, serverPort, options, [
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
  const bothWays = (field: typeof fields[number]): BothWays<string[]> => ({
    sent: frames.filter(isSent).flatMap((frame) => frame(field)),
    received: frames.filter((frame) => !isSent(frame)).flatMap((frame) => frame(field)),
  });
  const numbers = ({ sent, received }: BothWays<string[]>) => ({
    sent: sent.map(Number),
    received: received.map(Number),
  });
  const payloads = bothWays("tcp.payload");
  const serverHello = frames.findLast((frame) => !isSent(frame) && frame("tls.handshake.type").includes("2"));
  const clientHello = frames.findLast((frame) => isSent(frame) && frame("tls.handshake.type").includes("1"));
  return {
    connections: connections.size,
    handshakeTypes: numbers(bothWays("tls.handshake.type")),
    contentTypes: numbers(bothWays("tls.record.content_type")),
    octets: { sent: payloads.sent.join(""), received: payloads.received.join("") },
    cipherSuite: Number(serverHello?.("tls.handshake.ciphersuite").at(-1)),
    serverName: clientHello?.("tls.handshake.extensions_server_name")[0] ?? null,
    certificates: await Promise.all(
      bothWays("tls.handshake.certificate").received.map(sha256),
    ),
    spoken: {
      sent: spoken.flatMap((field) => bothWays(field).sent),
      received: spoken.flatMap((field) => bothWays(field).received),
    },
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
  serverPort: number,
  { keyLog, smtpPort }: SeenOptions,
  args: readonly string[],
): Promise<string> {
  return outputOf("tshark", [
    ...["-r", capture, "-n", "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"],
    ...["-o", "http.desegment_body:FALSE"],
    ...(keyLog === undefined ? [] : ["-o", `tls.keylog_file:${keyLog}`]),
    // A free port may be one that some other protocol is known by.
    ...["-d", smtpPort === undefined ? `tcp.port==${serverPort},tls` : `tcp.port==${smtpPort},smtp`],
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
