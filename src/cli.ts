/** The command's entry: the world as Deno has it. What the command does is in `cli/run.ts`. */
import { resolve } from "node:path";
import manifest from "../deno.json" with { type: "json" };
import { checkEvents } from "./check.ts";
import type { Output, WrittenFile } from "./cli/io.ts";
import { run } from "./cli/run.ts";
import { denoRuntime } from "./runtime/deno.ts";
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
    openForWriting: (path, { append }) => openForWriting(resolve(userDirectory(), path), append),
    openNoMore: async () => void await Deno.permissions.revoke({ name: "write" }),
    readFile: (path) => readFile(resolve(userDirectory(), path)),
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

/** `deno task` goes to the project first and says where it came from; a command run by itself stays where it is. */
function userDirectory(): string {
  const project = resolve(import.meta.dirname ?? ".", "..");
  return resolve(Deno.cwd()) === project ? Deno.env.get("INIT_CWD") ?? project : Deno.cwd();
}

/** The system's own reason, without its numbers. */
async function readFile(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    throw explained(error, "there is no such file", "reading it is not permitted");
  }
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

function explained(error: unknown, notFound: string, notPermitted: string): unknown {
  if (error instanceof Deno.errors.NotFound) return new Error(notFound, { cause: error });
  if (error instanceof Deno.errors.IsADirectory) return new Error("it is a directory", { cause: error });
  const { PermissionDenied, NotCapable } = Deno.errors;
  const isForbidden = error instanceof PermissionDenied || error instanceof NotCapable;
  return isForbidden ? new Error(notPermitted, { cause: error }) : error;
}

async function writeAll(to: Pick<Deno.FsFile, "write">, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await to.write(bytes.subarray(sent));
}

function output(stream: typeof Deno.stdout): Output {
  const encoder = new TextEncoder();
  let written: Promise<boolean> = Promise.resolve(true);
  async function writeOut(bytes: Uint8Array): Promise<boolean> {
    try {
      await writeAll(stream, bytes);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) return false;
      throw error;
    }
  }
  return {
    isTerminal: stream.isTerminal(),
    get columns() {
      try {
        return stream.isTerminal() ? Deno.consoleSize().columns : null;
      } catch {
        return null; // a terminal without a size
      }
    },
    write(text) {
      written = written.then((isRead) => isRead && writeOut(encoder.encode(text)));
      return written;
    },
  };
}
