import type { PeerServer } from "./server.ts";

/** INN's reader, which serves clients without its innd. */
export const inn: PeerServer = {
  name: "INN nnrpd",
  debianPackage: "inn2",
  binaries: ["/usr/lib/news/bin/nnrpd"],
  needsRoot: false,
  user: "news",
  protocols: ["nntp"],
  // It lists STARTTLS whenever it was built with OpenSSL, and answers 580 (RFC 4642 §2.2.1) without a certificate
  withoutTls: "starttls_failed",
  async configure({ binary, directory, ports, tls, runTool }) {
    const path = (name: string) => `${directory}/${name}`;
    for (const name of ["etc", "db", "run", "log", "tmp", "spool", "spool/overview"]) {
      await Deno.mkdir(path(name));
    }
    const tlsSettings = tls === null
      ? ""
      : `tlscertfile: ${tls.certificate}\ntlskeyfile: ${tls.key}\ntlscapath: ${directory}\n`;
    await Deno.writeTextFile(
      path("etc/inn.conf"),
      `
mta: "/bin/true"
organization: "Example"
domain: server.example
ovmethod: tradindexed
hismethod: hisv6
pathhost: server.example
pathnews: /usr/lib/news
pathetc: ${path("etc")}
pathdb: ${path("db")}
pathrun: ${path("run")}
pathlog: ${path("log")}
pathtmp: ${path("tmp")}
pathspool: ${path("spool")}
${tlsSettings}`,
    );
    await Deno.writeTextFile(
      path("etc/readers.conf"),
      'auth "all" {\n hosts: "*"\n default: "<all>"\n}\naccess "all" {\n users: "*"\n newsgroups: "*"\n}\n',
    );
    await Deno.writeTextFile(path("etc/storage.conf"), "method tradspool {\n newsgroups: *\n class: 0\n}\n");
    await Deno.writeTextFile(path("db/active"), "control 0000000000 0000000001 n\n");
    const environment = { INNCONF: path("etc/inn.conf") };
    await runTool(binary.replace(/nnrpd$/, "tdx-util"), ["-c", "-n", "control"], environment);
    return {
      args: ["-D", "-f", "-b", "127.0.0.1", "-p", `${ports.nntp}`],
      environment,
    };
  },
};
