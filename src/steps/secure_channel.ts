/** Step 9: data in both directions under the new keys. */
import { ContentType, ProtocolVersion } from "../registry/mod.ts";
import type { ExchangeFacts } from "../probes/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";
import { octets } from "./names.ts";

const proofs = {
  application_data: "application data decrypted",
  new_session_ticket: "a session ticket decrypted",
  close_notify: "the server's close_notify decrypted",
  finished: "the server's Finished decrypted, under the same keys",
};

export function secureChannel({ facts: { exchange, log } }: StepInput): StepContent {
  const version = log && evidenceOf(log, "server_hello")?.evidence.protocolVersion;
  return {
    explanation: "The connection now carries what it was made for, encrypted and protected from change. " +
      "One short exchange shows that both sides really hold the same keys.",
    reference: version && version < ProtocolVersion.TLS_1_3 ? "RFC 5246 §10" : "RFC 9846 §5.2",
    facts: exchange === null ? [] : [
      ...proofFact(exchange),
      ["spoken", "Spoken", exchange.spoken === "none" ? "nothing, only listened" : exchange.spoken],
      ...(exchange.answer === null ? [] : [["answer", "Answer", exchange.answer] as const]),
      ...(exchange.http?.headers ?? []).map(({ name, value }) =>
        [name.replaceAll("-", "_"), headerName(name), value] as const
      ),
      ["received", "Received", octets(received(log))],
    ],
  };
}

/** What was decrypted before a failure proves the keys, and no channel. */
function proofFact({ failure, proof }: ExchangeFacts): StepContent["facts"] {
  if (failure !== null) return [];
  return [["proof", "Proven by", proof === null ? "nothing came back" : proofs[proof]]];
}

function received(log: StepInput["facts"]["log"]): number {
  const data = log?.messages.filter(({ direction, contentType }) =>
    direction === "received" && contentType === ContentType.application_data
  );
  return (data ?? []).reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** As it is usually written: header names are not case-sensitive (RFC 9110 §5.1). */
function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
