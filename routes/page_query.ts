/**
 * The query of the page: what the form sends, and what people share and mail programs decorate.
 *
 * A form without script sends every field, so an empty one is as good as absent, and "send no server name", which
 * the API spells `sni=`, is a box of its own. Parameters of others (`utm_source`) are left out.
 */
import { shown } from "./page/shown.ts";
import { parameterNames } from "./query.ts";

export interface PageQuery {
  /** What was typed, by field name, to fill the form again, with what hides in it made visible. */
  readonly values: Record<string, string>;
  /** The query of the same check in the API. */
  readonly api: URLSearchParams;
  /** The shortest address of this page, when the present one is not it. */
  readonly canonical: string | null;
}

export function readPageQuery(url: URL): PageQuery {
  const known = [...url.searchParams].filter(([name]) => parameterNames.includes(name) || name === "no_sni");
  const given = known.filter(([name, value]) => value !== "" || name === "target");
  const noServerName = given.some(([name, value]) => name === "no_sni" && value === "1");
  const api = new URLSearchParams(
    given.filter(([name]) => name !== "no_sni" && !(noServerName && name === "sni")),
  );
  if (noServerName) api.append("sni", "");
  return {
    values: Object.fromEntries(given.map(([name, value]) => [name, shown(value)])),
    api,
    canonical: given.length < known.length ? `${url.pathname}?${new URLSearchParams(given)}` : null,
  };
}
