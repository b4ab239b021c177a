/** The structured output of nmap's scripts: tables within tables, with named and nameless elements. */

export interface NmapTable {
  /** Named tables, by name. */
  readonly tables: ReadonlyMap<string, NmapTable>;
  readonly rows: readonly NmapTable[];
  /** Named elements, by name. */
  readonly values: ReadonlyMap<string, string>;
  readonly list: readonly string[];
}

/** Of the script with this name; `null` when it had nothing to say. */
export function nmapTable(xml: string, script: string): NmapTable | null {
  const [, content] = new RegExp(`<script id="${script}" output="[^"]*">([^]*?)</script>`).exec(xml) ?? [];
  return content === undefined ? null : read(content.matchAll(tokens));
}

const tokens = /<table(?: key="([^"]*)")?>|<elem(?: key="([^"]*)")?>([^<]*)<\/elem>|<\/table>/g;

function read(from: IterableIterator<RegExpExecArray>): NmapTable {
  const table = {
    tables: new Map<string, NmapTable>(),
    rows: [] as NmapTable[],
    values: new Map<string, string>(),
    list: [] as string[],
  };
  for (let { value, done } = from.next(); !done && value[0] !== "</table>"; { value, done } = from.next()) {
    const [text, tableName, elementName, element] = value as RegExpExecArray;
    if (text.startsWith("<table")) {
      const inner = read(from);
      if (tableName === undefined) table.rows.push(inner);
      else table.tables.set(tableName, inner);
    } else if (elementName === undefined) table.list.push(element!);
    else table.values.set(elementName, element!);
  }
  return table;
}
