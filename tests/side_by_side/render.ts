/** The comparison as people read it: a table of what is the same, and what is wrong where it is not. */
import { type Difference, type Kind, kinds } from "./compare.ts";
import { explanations } from "./explanations.ts";
import { type Comparison, isSettled, type Judged } from "./side_by_side.ts";
import type { Tool } from "./tools.ts";

/** In the cells: who says the same. */
const letters: Readonly<Record<Tool["name"], string>> = { "testssl.sh": "t", "sslscan": "s", "nmap": "n" };

export function renderTable(comparisons: readonly Comparison[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return row(["", ...kinds]) + row(["---", ...kinds.map(() => "---")]) +
    comparisons.map((each) => row([each.peer.title, ...kinds.map((kind) => cell(each, kind))])).join("");
}

/** `t s n⁴`: two say the same, and nmap something else, for reason 4; `⚠` where nothing is known or proven. */
function cell({ tools }: Comparison, kind: Kind): string {
  return Array.from(tools, ([name, compared]) => {
    const judged = compared.get(kind);
    if (judged === undefined) return "";
    const reasons = new Set(judged.map((each) => isSettled(each) ? superscript(each.explanation!) : "⚠"));
    return letters[name] + [...reasons].join("˒");
  }).filter((text) => text !== "").join(" ");
}

const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(number: number): string {
  return Array.from(`${number}`, (digit) => digits[Number(digit)]).join("");
}

/** The reasons that were seen, by their numbers. */
export function renderExplanations(comparisons: readonly Comparison[]): string {
  const seen = new Set(comparisons.flatMap(judgedOf).map(({ judged }) => judged.explanation));
  return explanations.map(({ tools, why }, index) => ({ number: index + 1, tools, why }))
    .filter(({ number }) => seen.has(number))
    .map(({ number, tools, why }) => `${number}. **${tools.join(", ")}**: ${why}\n`).join("");
}

/** Each difference that is not settled, in a line. */
export function unsettled(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(judgedOf).filter(({ judged }) => !isSettled(judged)).map(
    ({ peer, tool, judged }) => {
      const said = judged.isOursTrue === null
        ? "no witness"
        : judged.isOursTrue
        ? "ours is right, and nothing explains theirs"
        : "theirs is right";
      return `${peer}, ${tool}: ${describe(judged.difference)}; ${said}`;
    },
  );
}

function judgedOf({ peer, tools }: Comparison) {
  return [...tools].flatMap(([tool, compared]) =>
    [...compared.values()].flat().map((judged: Judged) => ({ peer: peer.title, tool, judged }))
  );
}

function describe(difference: Difference): string {
  const { kind, ours } = difference;
  if (kind === "order") return `${difference.version}, ${difference.ours.join(" before ")}`;
  const subject = [
    "version" in difference ? difference.version : null,
    "name" in difference ? difference.name : null,
    "feature" in difference ? difference.feature : null,
    "bits" in difference ? `${difference.bits} bits` : null,
  ].filter((text) => text !== null).join(", ");
  const said = ours === null ? "nothing" : ours === true ? "yes" : ours === false ? "no" : ours;
  return `${kind}: ${subject}: we say ${said}`;
}
