/** What becomes of a connection: its protocol, its renegotiation, its resumption. */
import { java, keyStore, postfix } from "../others.ts";
import { apache, caddy, haproxy, nginx } from "../servers.ts";
import { asItIs, inShort } from "../snippet.ts";
import { chainFiles } from "./certificates.ts";
import type { Setting } from "./setting.ts";

/** Of a ticket, in seconds. */
const DAY_SECONDS = 86_400;

const sinceOpenSsl098m = "# OpenSSL has renegotiation_info from 0.9.8m on";

export const connectionSettings = {
  applicationProtocols: (site) => ({
    purpose: "The server speaks HTTP/2 and HTTP/1.1, and says so",
    snippets: {
      nginx: nginx(site, [], "http2"),
      apache: apache(site, ["Protocols h2 http/1.1"]),
      caddy: caddy(site, [], ["alpn h2 http/1.1"]),
      haproxy: haproxy(site, "alpn h2,http/1.1"),
      java: java({ code: ['parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});'] }),
    },
  }),
  tlsOnPort: (site) => ({
    purpose: `Port ${site.port} speaks TLS`,
    snippets: {
      nginx: inShort(nginx(site, []), `listen ${site.port} ssl;`),
      apache: inShort(apache(site, [], [`Listen ${site.port}`]), `Listen ${site.port}`, "SSLEngine on"),
      caddy: caddy(site, []),
      haproxy: haproxy(site, ""),
      java: java({
        options: keyStore(site),
        code: [
          `javax.net.ssl.SSLServerSocketFactory.getDefault().createServerSocket(${site.port});`,
        ],
      }),
    },
  }),
  starttls: (site) => ({
    purpose: "The server offers STARTTLS",
    snippets: { postfix: postfix("smtpd_tls_security_level = may", chainFiles(site)) },
  }),
  renegotiation: (site) => ({
    purpose: "No renegotiation at a client's request",
    snippets: {
      nginx: nginx(site, ["# nginx refuses it from 0.8.23 on"]),
      apache: apache(site, ["# Apache refuses it from 2.2.15 on"]),
      caddy: asItIs(caddy(site, ["# Caddy refuses it"])),
      haproxy: asItIs(haproxy(site, "", ["# HAProxy refuses it"])),
      java: java({ options: ["-Djdk.tls.rejectClientInitiatedRenegotiation=true"] }),
      postfix: postfix("tls_ssl_options = NO_RENEGOTIATION, NO_COMPRESSION"),
    },
  }),
  secureRenegotiation: (site) => ({
    purpose: "No renegotiation that is not secured",
    snippets: {
      nginx: nginx(site, [sinceOpenSsl098m]),
      apache: apache(site, [sinceOpenSsl098m, "SSLInsecureRenegotiation off"]),
      caddy: asItIs(caddy(site, ["# Caddy has renegotiation_info"])),
      haproxy: haproxy(site, "", [sinceOpenSsl098m]),
      java: java({ options: ["-Dsun.security.ssl.allowUnsafeRenegotiation=false"] }),
      postfix: postfix(sinceOpenSsl098m),
    },
  }),
  compression: (site) => ({
    purpose: "What is encrypted is not compressed by TLS",
    snippets: {
      nginx: nginx(site, ["# nginx compresses nothing from 1.2.2 and 1.3.2 on"]),
      apache: apache(site, ["SSLCompression off"]),
      caddy: asItIs(caddy(site, ["# Caddy has no compression in TLS"])),
      haproxy: asItIs(haproxy(site, "", ["# HAProxy compresses nothing"])),
      java: asItIs(java({ options: ["# Java has no compression in TLS"] })),
      postfix: postfix("tls_ssl_options = NO_RENEGOTIATION, NO_COMPRESSION"),
    },
  }),
  sessionTickets: (site) => ({
    purpose: "Sessions can be taken up again for a day",
    snippets: {
      nginx: nginx(site, ["# the keys of the tickets are new after each restart", "ssl_session_timeout 1d;"]),
      apache: apache(site, [`SSLSessionCacheTimeout ${DAY_SECONDS}`]),
      caddy: asItIs(caddy(site, ["# Caddy changes the keys of its tickets twice a day"])),
      haproxy: haproxy(site, "", [], [`tune.ssl.lifetime ${DAY_SECONDS}`]),
      java: java({
        options: [`-Djdk.tls.server.statelessKeyTimeout=${DAY_SECONDS}`],
        code: [`context.getServerSessionContext().setSessionTimeout(${DAY_SECONDS});`],
      }),
      postfix: postfix(
        "# tickets live twice as long",
        `smtpd_tls_session_cache_timeout = ${DAY_SECONDS / 2}s`,
      ),
    },
  }),
  earlyData: (site) => ({
    purpose: "No data before the handshake is over",
    snippets: {
      nginx: nginx(site, ["ssl_early_data off;"]),
      apache: asItIs(apache(site, ["# Apache takes none"])),
      caddy: asItIs(caddy(site, ["# Caddy takes none over TCP"])),
      haproxy: haproxy(site, "", ["# no allow-0rtt on the line that listens"]),
      java: asItIs(java({ options: ["# Java takes none"] })),
      postfix: asItIs(postfix("# Postfix takes none")),
    },
  }),
} as const satisfies Record<string, Setting>;
