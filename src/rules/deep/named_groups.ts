/** Curves that are too short, groups that never were more than a draft, and groups that nobody offered. */
import { supportedGroups } from "../../registry/mod.ts";
import type { CodePoint } from "../../report/mod.ts";
import { list, named } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const namedGroups: DeepRule = (facts, input) => [
  ...discouragedGroups(facts, input),
  ...groupsNotOffered(facts, input),
];

const discouragedGroups: DeepRule = ({ named_groups }, { target }) => {
  const groups = (named_groups?.versions ?? []).flatMap(({ groups }) => groups).filter(isDiscouraged);
  const names = [...new Set(groups.map(named))];
  if (names.length === 0) return [];
  // What was a draft is no weaker for it: it is of no use.
  const isHarmless = names.every((name) => name.includes("OBSOLETE"));
  return [{
    id: "key_exchange.discouraged_group",
    severity: severityOf(isHarmless ? "advised" : "discouraged", target),
    title: "Discouraged groups accepted",
    detail: `The server agrees on keys over ${list(names)}, which IANA's registry discourages`,
    remedy: "Leave X25519MLKEM768, X25519, P-256 and P-384 on, and turn off the others",
    evidence: ["premaster_secret"],
    references: ["RFC 9847", "RFC 9325 §4.5", "Mozilla guideline 6.0"],
  }];
};

const groupsNotOffered: DeepRule = ({ named_groups }, { target }) => {
  const chosen = (named_groups?.versions ?? []).flatMap(({ not_offered }) => not_offered ?? []);
  if (chosen.length === 0) return [];
  return [{
    id: "key_exchange.group_not_offered",
    severity: severityOf("refusedBySome", target),
    title: "Chooses a group that was not offered",
    detail: `To a client without ${
      list([...new Set(chosen.map(named))])
    } the server answers with it all the same: such a client cannot connect`,
    remedy: "Update the server's TLS library, or have it offer more groups",
    evidence: ["premaster_secret"],
    references: ["RFC 8422 §4", "RFC 9846 §4.3.8"],
  }];
};

function isDiscouraged({ value }: CodePoint): boolean {
  return supportedGroups.entry(value)?.recommended === "D";
}
