import type { PeerServer } from "./server.ts";

export const prosody: PeerServer = {
  name: "Prosody",
  debianPackage: "prosody",
  binaries: ["/usr/bin/prosody"],
  needsRoot: false,
  user: "prosody",
  protocols: ["xmpp", "xmpp-server"],
  withoutTls: "starttls_not_offered",
  async configure({ directory, ports, tls }) {
    const modules = ["roster", "saslauth", "disco", "dialback", ...(tls === null ? [] : ["tls"])];
    const tlsSettings = tls === null
      ? ""
      : `ssl = { certificate = "${tls.certificate}", key = "${tls.key}" }`;
    await Deno.writeTextFile(
      `${directory}/prosody.cfg.lua`,
      `
daemonize = false
pidfile = "${directory}/prosody.pid"
data_path = "${directory}"
log = { { levels = { min = "info" }, to = "console" } }
interfaces = { "127.0.0.1" }
c2s_ports = { ${ports.xmpp} }
s2s_ports = { ${ports["xmpp-server"]} }
c2s_direct_tls_ports = {}
s2s_direct_tls_ports = {}
http_ports = {}
https_ports = {}
modules_enabled = { ${modules.map((name) => `"${name}"`).join(", ")}, "c2s", "s2s" }
modules_disabled = { ${tls === null ? '"tls"' : ""} }
c2s_require_encryption = ${tls !== null}
s2s_require_encryption = ${tls !== null}
authentication = "internal_hashed"
VirtualHost "server.example"
${tlsSettings}
`,
    );
    return { args: ["--config", `${directory}/prosody.cfg.lua`, "-F"] };
  },
};
