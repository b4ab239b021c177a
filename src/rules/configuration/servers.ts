/** How each server's configuration spells a site with TLS, and where what is said of it goes. */

interface Site {
  readonly name: string;
  readonly port: number;
}

/** ngx_http_ssl_module. `http2` beside `listen` is understood by every version. */
export function nginx({ name, port }: Site, lines: readonly string[], listen = ""): string {
  return block("server {", [
    `listen ${port} ssl${listen && ` ${listen}`};`,
    `server_name ${name};`,
    ...lines.filter(isComment),
    `ssl_certificate /etc/ssl/${name}/fullchain.pem;`,
    `ssl_certificate_key /etc/ssl/${name}/privkey.pem;`,
    ...lines.filter((line) => !isComment(line)),
  ], "}");
}

/** mod_ssl. */
export function apache({ name, port }: Site, lines: readonly string[]): string {
  return block(`<VirtualHost *:${port}>`, [
    `ServerName ${name}`,
    "SSLEngine on",
    ...lines.filter(isComment),
    `SSLCertificateFile /etc/ssl/${name}/fullchain.pem`,
    `SSLCertificateKeyFile /etc/ssl/${name}/privkey.pem`,
    ...lines.filter((line) => !isComment(line)),
  ], "</VirtualHost>");
}

/** A Caddyfile. `tls`: what stands in that directive's block; `null`: without the directive. */
export function caddy(
  { name, port }: Site,
  lines: readonly string[],
  tls: readonly string[] | null = [],
): string {
  const files = `tls /etc/ssl/${name}/fullchain.pem /etc/ssl/${name}/privkey.pem`;
  const directive = tls === null
    ? []
    : tls.length === 0
    ? [files]
    : block(`${files} {`, tls, "}").split("\n");
  return block(`${name}${port === 443 ? "" : `:${port}`} {`, [...lines, ...directive], "}");
}

/** `bind`: options of the line that listens. */
export function haproxy({ name, port }: Site, bind: string, lines: readonly string[] = []): string {
  return block("frontend https", [
    ...lines,
    `bind :${port} ssl crt /etc/haproxy/certs/${name}.pem${bind && ` ${bind}`}`,
  ]);
}

function isComment(line: string): boolean {
  return line.startsWith("#");
}

function block(first: string, lines: readonly string[], last?: string): string {
  return [first, ...lines.map((line) => `    ${line}`), ...last === undefined ? [] : [last]].join("\n");
}
