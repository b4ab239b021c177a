/** Probes of a real server that is started for them: its versions, and then those that are to be tested. */
import { Deadline } from "../../../src/net/mod.ts";
import type { Probe } from "../../../src/probes/deep/probe.ts";
import { protocolVersions } from "../../../src/probes/deep/protocol_versions.ts";
import { runProbes } from "../../../src/probes/deep/run_probes.ts";
import type { Deep, ProbeId } from "../../../src/report/mod.ts";
import { denoRuntime } from "../../../src/runtime/deno.ts";
import { defaultOffer, handshake, type HandshakeLog, type Offer } from "../../../src/tls/mod.ts";
import { situation } from "../../probes/deep/support.ts";
import { type Credentials, type KeyKind, makeCredentials } from "../credentials.ts";
import { withServer } from "../engine.ts";
import type { TlsServer } from "../tls_servers/mod.ts";

export interface Target {
  readonly server: TlsServer;
  /** `{ecdsa-p384.leaf}` and its like stand for the files of further certificates. */
  readonly configuration: string;
  readonly certificate: KeyKind;
  /** `localhost` when not given. */
  readonly serverName?: string | null;
  readonly applicationProtocols?: readonly string[];
  /** The ClientHello that it answers, where that is not the ordinary one. */
  readonly offer?: (ordinary: Offer) => Offer;
}

/** The credentials of a test file, made when first asked for and removed at its end. */
export function credentialsOfTest(): () => Promise<Record<KeyKind, Credentials>> {
  const directory = Deno.makeTempDirSync({ prefix: "tls-peers-" });
  let made: Promise<Record<KeyKind, Credentials>> | null = null;
  Deno.test.afterAll(() => Deno.remove(directory, { recursive: true }));
  return () => made ??= makeCredentials(directory);
}

export function probeServer(
  target: Target,
  credentials: Record<KeyKind, Credentials>,
  ...probes: readonly { readonly id: ProbeId }[]
): Promise<Deep> {
  const { server, certificate } = target;
  const configuration = target.configuration.replace(
    /\{([\w-]+)\.(\w+)\}/g,
    (_, kind: KeyKind, file: keyof Credentials) => credentials[kind][file],
  );
  return withServer(
    server,
    configuration,
    credentials[certificate],
    ({ port }) => probePort(port, target, ...probes),
  );
}

/** As completed, with all that was asked answered. */
export function factsOf<Id extends ProbeId>({ probes, facts }: Deep, id: Id): NonNullable<Deep["facts"][Id]> {
  const { status, reason } = probes.find((probe) => probe.id === id)!;
  if (status !== "completed") throw new Error(`${id} is ${status}: ${reason}`);
  return facts[id]!;
}

export async function probePort(
  port: number,
  target: Pick<Target, "serverName" | "applicationProtocols" | "offer">,
  ...probes: readonly { readonly id: ProbeId }[]
): Promise<Deep> {
  const { serverName = "localhost", applicationProtocols = [] } = target;
  const runtime = denoRuntime();
  using deadline = new Deadline(60_000);
  const address = { address: "127.0.0.1", family: 4 } as const;
  const ordinary = defaultOffer(serverName, applicationProtocols);
  const offer = target.offer?.(ordinary) ?? ordinary;
  const log = await shakeHands(port, offer, deadline);
  const usual = situation();
  const plan = { ...usual.plan, hostname: "localhost", port, serverName, offer: ordinary };
  const all = [protocolVersions, ...probes] as unknown as Probe[];
  return await runProbes(all, { ...usual, plan, address, log, offer }, { runtime, deadline });
}

async function shakeHands(port: number, offer: Offer, deadline: Deadline): Promise<HandshakeLog> {
  const { clock, random, dial } = denoRuntime();
  const stream = await dial("127.0.0.1", port, deadline);
  try {
    return (await handshake(stream, offer, { monotonic: clock.monotonic, random })).log;
  } finally {
    stream.close();
  }
}
