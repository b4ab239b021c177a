/** How each web server's configuration spells a site with TLS, and where what is said of it goes. */
import type { Site, Snippet } from "./snippet.ts";

/** ngx_http_ssl_module. `http2` beside `listen` is understood by every version. */
export function nginx({ name, port }: Site, lines: readonly string[], listen = ""): Snippet {
  const { ofFiles, others } = placed(lines);
  const listening = `listen ${port} ssl${listen && ` ${listen}`};`;
  return {
    complete: block("server {", [
      listening,
      `server_name ${name};`,
      ...ofFiles,
      `ssl_certificate /etc/ssl/${name}/fullchain.pem;`,
      `ssl_certificate_key /etc/ssl/${name}/privkey.pem;`,
      ...others,
    ], "}"),
    lines: [...listen === "" ? [] : [listening], ...lines],
  };
}

/** mod_ssl. `before`: what stands outside the virtual host. */
export function apache(
  { name, port }: Site,
  lines: readonly string[],
  before: readonly string[] = [],
): Snippet {
  const { ofFiles, others } = placed(lines);
  const host = block(`<VirtualHost *:${port}>`, [
    `ServerName ${name}`,
    "SSLEngine on",
    ...ofFiles,
    `SSLCertificateFile /etc/ssl/${name}/fullchain.pem`,
    `SSLCertificateKeyFile /etc/ssl/${name}/privkey.pem`,
    ...others,
  ], "</VirtualHost>");
  return { complete: [...before, host].join("\n"), lines: [...before, ...lines] };
}

/** A Caddyfile. `tls`: what stands in that directive's block; `null`: without the directive. */
export function caddy(
  { name, port }: Site,
  lines: readonly string[],
  tls: readonly string[] | null = [],
): Snippet {
  const files = `tls /etc/ssl/${name}/fullchain.pem /etc/ssl/${name}/privkey.pem`;
  const directive = tls === null
    ? []
    : tls.length === 0
    ? [files]
    : block(`${files} {`, tls, "}").split("\n");
  return {
    complete: block(`${name}${port === 443 ? "" : `:${port}`} {`, [...lines, ...directive], "}"),
    lines: [...lines, ...tls ?? []],
  };
}

/** `bind`: options of the line that listens. `global`: what stands in that section. */
export function haproxy(
  { name, port }: Site,
  bind: string,
  lines: readonly string[] = [],
  global: readonly string[] = [],
): Snippet {
  const listening = `bind :${port} ssl crt /etc/haproxy/certs/${name}.pem${bind && ` ${bind}`}`;
  const { ofFiles, others } = placed(lines);
  const frontend = block("frontend https", [...ofFiles, listening, ...others]);
  return {
    complete: [...global.length === 0 ? [] : [block("global", global)], frontend].join("\n"),
    lines: [...global, ...bind === "" ? [] : [listening], ...lines],
  };
}

/** A whole text that is no site's. */
export function whole(complete: string): Snippet {
  return { complete, lines: complete.split("\n") };
}

/** Remarks that no setting follows may be on the files that every site has, and stand before them. */
function placed(lines: readonly string[]) {
  return lines.every((line) => line.startsWith("#"))
    ? { ofFiles: lines, others: [] }
    : { ofFiles: [], others: lines };
}

export function block(first: string, lines: readonly string[], last?: string): string {
  return [first, ...lines.map((line) => `    ${line}`), ...last === undefined ? [] : [last]].join("\n");
}
