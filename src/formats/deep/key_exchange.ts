import type { DeepFacts } from "../../report/mod.ts";
import { type DeepSection, learnt, listOf, nameOf, row, yesNo } from "./row.ts";

export const keyExchange: DeepSection = {
  id: "key_exchange",
  title: "Key exchange",
  rows: ({ named_groups, post_quantum, ephemeral_keys }) => [
    ...learnt(post_quantum, ({ outcome, chosen_beside_classical, groups, round_trip_ms, ...large }) => [
      row(
        "Post-quantum",
        outcomes[outcome] +
          (round_trip_ms === null ? "" : `, which took ${round_trip_ms.toFixed(1)} ms more`) +
          (outcome !== "absent" && chosen_beside_classical === false
            ? "; not where classical groups are offered"
            : ""),
        ...groups.length === 0 ? [] : [listOf(groups.map(nameOf))],
      ),
      row(
        `${large.client_hello_length} octets in two segments`,
        large.two_segments.answered === null
          ? "not known"
          : large.two_segments.answered
          ? "answered"
          : `not answered: ${large.two_segments.refusal?.message ?? ""}`,
      ),
    ]),
    ...learnt(named_groups, ({ versions, finite_fields }) => [
      ...versions.map(({ version, groups, preference }) =>
        row(
          `Groups in ${nameOf(version)}`,
          listOf(groups.map(nameOf)) + (preference === "unknown" ? "" : `; the ${preference} chooses`),
        )
      ),
      ...finite_fields.length === 0 ? [] : [row(
        "Finite fields",
        listOf([...new Set(finite_fields.map(({ bits, name }) => name ?? `${bits} bits`))]),
      )],
    ]),
    ...learnt(
      ephemeral_keys,
      ({ exchanges }) =>
        exchanges.map(({ key_exchange, version, connections, reused }) =>
          row(
            `${key_exchange} in ${nameOf(version)}`,
            `the same key twice: ${yesNo(reused)} (${connections} connections)`,
          )
        ),
    ),
  ],
};

const outcomes: Readonly<Record<NonNullable<DeepFacts["post_quantum"]>["outcome"], string>> = {
  at_once: "at once",
  after_hello_retry_request: "after a HelloRetryRequest",
  advertised: "asked for by the server, in a group that is not computed here",
  advertised_but_refused: "asked for by the server, which then does not go on",
  absent: "no",
};
