/** Java's JSSE, by a program in one file that Java runs from its source. */
import { runTool } from "../servers/mod.ts";
import { versionName } from "./openssl_names.ts";
import { ServerProcess } from "./server_process.ts";
import { asArguments, type TlsServer } from "./tls_server.ts";

/** The configuration is system properties (`-D…`) and `SSLParameters` (`protocols=TLSv1.3`). */
export const java: TlsServer = {
  name: "Java JSSE",
  debianPackage: "default-jdk-headless",
  programs: ["java", "javac"],
  version: async () =>
    /openjdk version "([^"]*)"/.exec(await runTool("java", ["-version"]))![1]!.replace(/^/, "OpenJDK "),

  async start(setting) {
    const { credentials: { leaf, key, intermediate }, directory } = setting;
    const keyStore = `${directory}/server.p12`;
    await runTool("openssl", [
      ...["pkcs12", "-export", "-in", leaf, "-inkey", key, "-certfile", intermediate],
      ...["-name", "server", "-passout", `pass:${PASSWORD}`, "-out", keyStore],
    ]);
    const args = asArguments(setting);
    const process = await ServerProcess.start({
      command: "java",
      args: [
        ...args.filter((argument) => argument.startsWith("-D")),
        new URL("./Server.java", import.meta.url).pathname,
        ...[keyStore, PASSWORD],
        ...args.filter((argument) => !argument.startsWith("-D")),
      ],
      directory,
      ready: /^port \d+$/m,
    });
    return {
      port: Number((await process.prints(/^port (\d+)$/m))[1]),
      async reported() {
        const [, version, suite, alpn] = await process.prints(/^session "(.*)" "(.*)" "(.*)"$/m);
        return { version: versionName(version!), suite: suite!, alpn: alpn || null };
      },
      stop: () => process.stop(),
    };
  },
};

/** Of a store that lives for a second: Java wants one. */
const PASSWORD = "password";
