/** Where the table stands in the README of the benchmarks. */
import { servers } from "./side_by_side.ts";

export const readmeFile = new URL("../bench/README.md", import.meta.url);

const begin = "<!-- written by deno task monitoring:readme -->\n";
const end = "<!-- up to here -->\n";

export function withTable(readme: string, table: string): string {
  const [head, ...rest] = readme.split(begin);
  const tail = rest.join(begin).split(end)[1];
  if (tail === undefined) throw new Error(`there is no place for the table: ${begin.trim()}`);
  return `${head}${begin}\n${table}\n${end}${tail}`;
}

/** The table's cells, without the padding that the formatter gives them. */
export function cellsIn(markdown: string): string[][] {
  const lines = markdown.split("\n").filter((line) => line.startsWith("| "));
  return lines.filter((line) => !/^[|\s-]*$/.test(line)).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  ).filter(({ length }) => length === servers.length + 1);
}

/** The part that is written. */
export function writtenIn(readme: string): string {
  return readme.split(begin)[1]!.split(end)[0]!;
}
