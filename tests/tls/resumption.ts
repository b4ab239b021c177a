/** Two connections to one scripted server, of which the second resumes what the first began. */
import assert from "node:assert/strict";
import type { ResumableSession, Session } from "../../src/tls/mod.ts";
import type { ServerScript } from "../support/scripted_server.ts";
import { ServerSessions } from "../support/scripted_server/sessions.ts";
import { connect, type Shaken, type ShakeOptions } from "./support.ts";

/** The sessions that a full handshake with this server leaves behind. */
export async function sessionsOf(
  script: Partial<ServerScript>,
  options: ShakeOptions = {},
): Promise<ResumableSession[]> {
  const sessions: ResumableSession[] = [];
  await connect({ tickets: 1, ...script }, {
    ...options,
    context: { ...options.context, onResumable: (session) => sessions.push(session) },
    use: pingPong,
  });
  return sessions;
}

/** A server that knows its sessions again, and what the first connection to it left. */
export async function knownServer(script: Partial<ServerScript> = {}, options: ShakeOptions = {}) {
  const remembering = { sessions: new ServerSessions(), ...script };
  const [resume] = await sessionsOf(remembering, options);
  assert(resume, "the server gave a session to resume");
  return { script: remembering, resume };
}

/** A second connection, which must succeed. */
export async function connectAgain(
  script: Partial<ServerScript>,
  resume: ResumableSession,
  { offer, ...options }: ShakeOptions = {},
): Promise<Shaken & { readonly session: Session }> {
  return await connect(script, { use: pingPong, ...options, offer: { ...offer, resume } });
}

export async function pingPong(session: Session): Promise<void> {
  const ping = new TextEncoder().encode("ping");
  await session.write(ping);
  assert.deepEqual(await session.read(), ping);
}

export function settledSteps({ log }: Shaken): string[] {
  return log.settled.map(({ evidence }) => evidence.step);
}
