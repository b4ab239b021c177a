/** The words of a check that still runs. Those for the browser's script stand in the page, where it finds them. */
import type { Step, StepId } from "../../src/report/mod.ts";

interface Outline {
  readonly title: string;
  readonly text: string;
}

/** What a step is about, before it has happened. */
export const outline: Record<StepId, Outline> = {
  dns: { title: "Name resolution", text: "The name is turned into addresses." },
  tcp: { title: "TCP connection", text: "A connection is opened to one of them." },
  starttls: { title: "STARTTLS", text: "The server is asked to change over to TLS." },
  client_hello: {
    title: "ClientHello",
    text: "We say which versions, ciphers and keys we can use.",
  },
  server_hello: { title: "ServerHello", text: "The server chooses from them." },
  authentication: {
    title: "Authentication",
    text: "Its certificate must lead to a trusted root, in time, for the right name.",
  },
  premaster_secret: {
    title: "Premaster secret",
    text: "Both sides compute a secret that nobody else on the way can.",
  },
  private_key: { title: "Private key", text: "The server proves that the certificate is its own." },
  session_keys: {
    title: "Session keys",
    text: "Keys for both directions are derived from the secret.",
  },
  client_finished: {
    title: "Client Finished",
    text: "We confirm every byte of the conversation so far.",
  },
  server_finished: {
    title: "Server Finished",
    text: "The server confirms the same, and we verify it.",
  },
  secure_channel: {
    title: "Secure channel",
    text: "Data goes through the new keys, in both directions.",
  },
};

export const live = {
  pageTitle: (host: string, name: string) => `${host} · ${name}`,
  description: (host: string) =>
    `What happens when someone connects to ${host}: its TLS handshake in nine steps, and what to do about it.`,
  word: "Checking",
  summary: "A real handshake is being made, message by message.",
  steps: "The steps as they happen",
  pending: "Not yet",
  /** What the script puts into words: `status` is announced after a step's title. */
  script: {
    pass: "passed",
    warn: "warning",
    fail: "failed",
    skipped: "did not happen",
    unobserved: "not observed",
    further: "Now further connections are made, to learn what the server does for others. Done:",
    lost: "The connection was lost before the report came. Reload to check again.",
  } satisfies Record<Step["status"] | "further" | "lost", string>,
};
