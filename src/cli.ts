/** The command's entry: the world as Deno has it. What the command does is in `cli/run.ts`. */
import manifest from "../deno.json" with { type: "json" };
import { checkEvents } from "./check.ts";
import type { WrittenFile } from "./cli/io.ts";
import { run } from "./cli/run.ts";
import { denoRuntime } from "./runtime/deno.ts";
import { explained, readFile, userPath } from "./runtime/deno_files.ts";
import { output, writeAll } from "./runtime/deno_output.ts";
import { fetchText } from "./runtime/fetch_text.ts";

if (import.meta.main) {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    crash(event.reason);
  });
  try {
    Deno.exit(await main()); // a lookup that the deadline cut off would keep the process alive
  } catch (error) {
    crash(error);
  }
}

async function main(): Promise<number> {
  const runtime = denoRuntime();
  const stderr = output(Deno.stderr);
  Deno.addSignalListener("SIGINT", () => {
    if (stderr.isTerminal) Deno.stderr.writeSync(new TextEncoder().encode("\r\u001b[K"));
    Deno.exit(130);
  });
  return await run(Deno.args, {
    stdout: output(Deno.stdout),
    stderr,
    openForWriting: (path, { append }) => openForWriting(userPath(path), append),
    openNoMore: async () => void await Deno.permissions.revoke({ name: "write" }),
    readFile,
    fetchText,
    readStandardInput: () => new Response(Deno.stdin.readable).text(),
    noColor: (Deno.env.get("NO_COLOR") ?? "") !== "",
    version: `tls-handshake-checker ${manifest.version} (deno ${Deno.version.deno})`,
    check: (target, options) => checkEvents(runtime, target, options),
  });
}

/** Deno's own exit status after an error, 1, would say "warn". */
function crash(error: unknown): never {
  console.error("check: internal error:", error);
  Deno.exit(3);
}

async function openForWriting(path: string, append: boolean): Promise<WrittenFile> {
  try {
    const file = await Deno.open(path, { create: true, append, write: true, truncate: !append, mode: 0o600 });
    // The mode is for a new file alone; a device has none of its own.
    if ((await file.stat()).isFile && Deno.build.os !== "windows") await Deno.chmod(path, 0o600);
    return { write: (bytes) => writeAll(file, bytes), close: () => file.close() };
  } catch (error) {
    throw explained(error, "there is no such folder", "writing it is not permitted");
  }
}
