/** A Node of the npm registry whose OpenSSL knows ML-KEM. */
import { runTool } from "../servers/mod.ts";

/** Node 24 is the first with OpenSSL 3.5. */
const VERSION = "24.11.1";

export const laterNodePrograms = ["node", "npx"];

let found: Promise<string> | null = null;

/** Its path, so that no npx stands between it and us. */
export function laterNodePath(): Promise<string> {
  return found ??= find();
}

async function find(): Promise<string> {
  const architecture = Deno.build.arch === "aarch64" ? "arm64" : "x64";
  const args = ["--yes", "--package", `node-linux-${architecture}@${VERSION}`];
  const printed = await runTool("npx", [...args, "--", "node", "-p", "process.execPath"]);
  const [path] = /^\/.*$/m.exec(printed) ?? [];
  if (path === undefined) throw new Error(`npx gives no node:\n${printed}`);
  return path;
}
