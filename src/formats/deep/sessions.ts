import type { DeepFacts } from "../../report/mod.ts";
import { type DeepSection, learnt, nameOf, row, yesNo } from "./row.ts";

type Resumption = NonNullable<DeepFacts["session_resumption"]>["versions"][number];

export const sessions: DeepSection = {
  id: "sessions",
  title: "Sessions",
  rows: ({ session_resumption, early_data, key_update, renegotiation, compression }) => [
    ...learnt(
      session_resumption,
      ({ versions }) =>
        versions.map((resumption) =>
          row(`${mechanisms[resumption.mechanism]} in ${nameOf(resumption.version)}`, resumed(resumption))
        ),
    ),
    ...learnt(early_data, ({ advertised, accepted, max_early_data_size }) => [
      row(
        "0-RTT",
        advertised ? `offered (${max_early_data_size} octets); accepted: ${yesNo(accepted)}` : "not offered",
      ),
    ]),
    ...learnt(key_update, ({ answered }) => [row("KeyUpdate answered", yesNo(answered))]),
    ...learnt(renegotiation, ({ secure, client_initiated }) => [
      row("Secure renegotiation", yesNo(secure)),
      row("Renegotiation by the client", client_initiated?.replaceAll("_", " ") ?? "not known"),
    ]),
    ...learnt(compression, ({ accepted }) => [row("Compression", yesNo(accepted))]),
  ],
};

const mechanisms: Readonly<Record<Resumption["mechanism"], string>> = {
  session_id: "Session id",
  session_ticket: "Ticket",
  pre_shared_key: "PSK",
};

function resumed({ offered, resumed, tickets, ticket_lifetime_seconds }: Resumption): string {
  if (!offered) return "not offered";
  const about = [
    ...tickets > 0 ? [`${tickets} ${tickets === 1 ? "ticket" : "tickets"}`] : [],
    ...ticket_lifetime_seconds === null ? [] : [`good for ${ticket_lifetime_seconds} s`],
  ];
  const outcome = resumed === null ? "offered, not tried" : resumed ? "resumed" : "offered, not resumed";
  return [outcome, ...about].join(", ");
}
