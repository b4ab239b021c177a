/** What web servers say over HTTP about TLS. */
import { java } from "../others.ts";
import { apache, block, caddy, haproxy, nginx, whole } from "../servers.ts";
import { inShort } from "../snippet.ts";
import type { Setting } from "./setting.ts";

/** Mozilla guideline 6.0: two years. */
const MAX_AGE = "max-age=63072000";

export const httpSettings = {
  strictTransportSecurity: (site) => ({
    purpose: "Browsers come by https only, for the next two years",
    snippets: {
      nginx: nginx(site, [`add_header Strict-Transport-Security "${MAX_AGE}" always;`]),
      apache: apache(site, [`Header always set Strict-Transport-Security "${MAX_AGE}"`]),
      caddy: caddy(site, [`header Strict-Transport-Security "${MAX_AGE}"`]),
      haproxy: haproxy(site, "", [`http-response set-header Strict-Transport-Security "${MAX_AGE}"`]),
      java: java({
        code: [`exchange.getResponseHeaders().set("Strict-Transport-Security", "${MAX_AGE}");`],
      }),
    },
  }),
  redirect: (site) => {
    const address = `https://${site.name}${site.port === 443 ? "" : `:${site.port}`}`;
    const [nginxLine, apacheLine] = [
      `return 301 ${address}$request_uri;`,
      `Redirect permanent / ${address}/`,
    ];
    const haproxyLine = site.port === 443
      ? "http-request redirect scheme https code 301"
      : `http-request redirect prefix ${address} code 301`;
    return {
      purpose: `Port 80 leads to ${address}`,
      snippets: {
        nginx: inShort(
          whole(block("server {", ["listen 80;", `server_name ${site.name};`, nginxLine], "}")),
          "listen 80;",
          nginxLine,
        ),
        apache: inShort(
          whole(block("<VirtualHost *:80>", [`ServerName ${site.name}`, apacheLine], "</VirtualHost>")),
          "<VirtualHost *:80>",
          apacheLine,
          "</VirtualHost>",
        ),
        caddy: whole(block(`http://${site.name} {`, [`redir ${address}{uri} permanent`], "}")),
        haproxy: inShort(whole(block("frontend http", ["bind :80", haproxyLine])), "bind :80", haproxyLine),
        java: java({
          code: [
            `exchange.getResponseHeaders().set("Location", "${address}" + exchange.getRequestURI());`,
            "exchange.sendResponseHeaders(301, -1);",
          ],
        }),
      },
    };
  },
} as const satisfies Record<string, Setting>;
