import type { PeerServer } from "./server.ts";
import { chownTo } from "./tool.ts";

export const postfix: PeerServer = {
  name: "Postfix",
  debianPackage: "postfix",
  binaries: ["/usr/lib/postfix/sbin/master"],
  needsRoot: true,
  protocols: ["smtp"],
  withoutTls: "starttls_not_offered",
  async configure({ directory, ports, tls, runTool }) {
    await Deno.mkdir(`${directory}/queue`);
    await Deno.mkdir(`${directory}/data`);
    const tlsSettings = tls === null ? "smtpd_tls_security_level = none" : `
smtpd_tls_security_level = may
smtpd_tls_chain_files = ${tls.key}, ${tls.certificate}
tls_random_source = dev:/dev/urandom`;
    await Deno.writeTextFile(
      `${directory}/main.cf`,
      `
compatibility_level = 3.6
queue_directory = ${directory}/queue
data_directory = ${directory}/data
maillog_file = /dev/stdout
maillog_file_prefixes = /dev
myhostname = server.example
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
${tlsSettings}
`,
    );
    await Deno.writeTextFile(
      `${directory}/master.cf`,
      `
127.0.0.1:${ports.smtp} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
rewrite unix - - n - - trivial-rewrite
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
proxymap unix - - n - - proxymap
`,
    );
    await chownTo("postfix", `${directory}/data`);
    // Makes the queue's directories
    await runTool("/usr/sbin/postfix", ["-c", directory, "check"]);
    return { args: ["-c", directory, "-s"] };
  },
};
