/** The prelude and the nine steps: what each does is the steps' own word; what to do when one fails is here. */
import type { StepId } from "../../report/mod.ts";
import { stepOutlines } from "../../steps/outline.ts";
import type { Topic } from "./topic.ts";

const remedies: Readonly<Record<StepId, string>> = {
  dns:
    "When it fails, look at the spelling, then ask the name's own servers; --resolve checks an address without DNS",
  tcp:
    "When it fails, see that the service runs and listens on this port, and that no firewall drops the packets",
  starttls:
    "When it fails, look whether the server offers the upgrade on this port, or speaks TLS from the first byte",
  client_hello: "When it fails, nothing came back: a firewall or a box on the way swallows the ClientHello",
  server_hello:
    "When it fails, compare what the server is configured for with the versions, suites and groups offered",
  authentication:
    "When it fails, look at the chain's error: the certificate, its chain, its name or its dates need care",
  premaster_secret: "When it fails, the server's key share is wrong: update its TLS library",
  private_key:
    "When it fails, the server's private key is not the one of its certificate: install the pair together",
  session_keys: "When it fails, both sides derived other keys: something on the way changed the handshake",
  client_finished:
    "When it fails, read the alert: a client certificate may be required, or the server saw another handshake",
  server_finished:
    "When it fails, something on the way changed the handshake, or the server's TLS library is broken",
  secure_channel:
    "When it fails, the handshake is good and the application is not: see the service behind TLS",
};

export function stepTopics(): Topic[] {
  return stepOutlines().map(({ id, number, title, explanation, reference }) => ({
    kind: "step",
    id,
    title: number === null ? title : `${number}. ${title}`,
    explanation,
    remedy: remedies[id],
    references: [reference],
  }));
}
