/** One handshake of the engine with a scripted server, in memory, and what both sides have to say of it. */
import assert from "node:assert/strict";
import { NetworkError } from "../../src/net/mod.ts";
import { alerts, ProtocolVersion } from "../../src/registry/mod.ts";
import {
  defaultOffer,
  type Failure,
  handshake,
  type HandshakeContext,
  type HandshakeLog,
  type Offer,
  type Session,
} from "../../src/tls/mod.ts";
import {
  type ScriptedServer,
  scriptedServer,
  type ServerScript,
  type ServerSummary,
} from "../support/scripted_server.ts";
import { serverName } from "../support/scripted_server/certificates.ts";

export const tls12 = ProtocolVersion.TLS_1_2;
export const tls13 = ProtocolVersion.TLS_1_3;

export const testOffer: Offer = defaultOffer(serverName, ["h2", "http/1.1"]);

export interface ShakeOptions {
  readonly offer?: Partial<Offer>;
  readonly context?: Partial<HandshakeContext>;
  /** Octets that one read gives the engine at most. */
  readonly readSize?: number;
  /** With the session, when there is one; afterwards the client closes its end. */
  readonly use?: (session: Session) => Promise<void>;
}

export interface Shaken {
  readonly log: HandshakeLog;
  readonly session: Session | null;
  readonly server: ServerSummary;
}

export async function shake(script: Partial<ServerScript> = {}, options: ShakeOptions = {}): Promise<Shaken> {
  const server = scriptedServer(script, options.readSize === undefined ? {} : { readSize: options.readSize });
  using _deadline = deadlineWhenStuck(server);
  const { log, session } = await handshake(
    server.stream,
    { ...testOffer, ...options.offer },
    { ...testContext(), ...options.context },
  );
  try {
    await session?.flush();
    if (session !== null) await options.use?.(session);
  } finally {
    server.stream.close();
  }
  return { log, session, server: await server.done };
}

/** A deadline that passes as soon as nothing else can happen any more. */
export function deadlineWhenStuck({ stream, isStuck }: ScriptedServer): Disposable {
  const timer = setInterval(() => {
    if (isStuck()) stream.fail(new NetworkError("timeout", "No answer within the deadline"));
  }, 1);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

export function testContext(): HandshakeContext {
  let milliseconds = 0;
  return {
    monotonic: () => milliseconds++,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  };
}

/** A handshake that must succeed. */
export async function connect(
  script: Partial<ServerScript> = {},
  options: ShakeOptions = {},
): Promise<Shaken & { readonly session: Session }> {
  const shaken = await shake(script, options);
  assert.equal(shaken.log.failure, null);
  assert.equal(shaken.server.ended, null, "the server's script was played to its end");
  return { ...shaken, session: shaken.session! };
}

export interface Expected {
  readonly step: Failure["step"];
  readonly code: Failure["code"];
  readonly fault?: Failure["fault"];
  /** The name of the alert that the server receives; `null` for none. */
  readonly alert: string | null;
}

/** A handshake that must fail in this way, and in which the server must be told so. */
export async function refuse(
  script: Partial<ServerScript>,
  expected: Expected,
  options: ShakeOptions = {},
): Promise<Shaken & { readonly failure: Failure }> {
  const shaken = await shake(script, options);
  const { failure } = shaken.log;
  assert(failure !== null, "the handshake fails");
  assert.equal(shaken.session, null);
  assertFailure(failure, expected, shaken.server);
  return { ...shaken, failure };
}

export function assertFailure(failure: Failure, expected: Expected, server: ServerSummary): void {
  const { step, code, fault = "peer", alert } = expected;
  const described = { step: failure.step, code: failure.code, fault: failure.fault };
  assert.deepEqual(described, { step, code, fault }, failure.message);
  assert.deepEqual(alertNames(server), alert === null ? [] : [alert], failure.message);
  if (failure.alertFrom === "us") assert.equal(alerts.codePoint(failure.alert!).name, alert);
  assert.doesNotMatch(failure.message, /\.$/, "a sentence without a final period");
}

export function alertNames(server: ServerSummary): string[] {
  return server.alerts.map(({ description }) => alerts.codePoint(description).name!);
}
