import type { PeerServer } from "./server.ts";

export const dovecot: PeerServer = {
  name: "Dovecot",
  debianPackage: "dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-managesieved",
  binaries: ["/usr/sbin/dovecot"],
  needsRoot: true,
  protocols: ["imap", "pop3", "lmtp", "sieve"],
  withoutTls: "starttls_not_offered",
  async configure({ directory, ports, tls }) {
    await Deno.writeTextFile(
      `${directory}/dovecot.conf`,
      `
base_dir = ${directory}/run
state_dir = ${directory}
log_path = /dev/stderr
listen = 127.0.0.1
protocols = imap pop3 lmtp sieve
ssl = ${tls === null ? "no" : "yes"}
${tls === null ? "" : `ssl_cert = <${tls.certificate}\nssl_key = <${tls.key}`}
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=${directory}/home
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service pop3-login {
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = 0
  }
}
service managesieve-login {
  inet_listener sieve {
    port = ${ports.sieve}
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
`,
    );
    return { args: ["-F", "-c", `${directory}/dovecot.conf`] };
  },
};
