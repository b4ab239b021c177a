/** The command's entry: the world as Deno has it. What the command does is in `cli/run.ts`. */
import { resolve } from "node:path";
import manifest from "../deno.json" with { type: "json" };
import { checkEvents } from "./check.ts";
import type { Output } from "./cli/io.ts";
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
    if (error instanceof Deno.errors.NotFound) throw new Error("there is no such file", { cause: error });
    if (error instanceof Deno.errors.IsADirectory) throw new Error("it is a directory", { cause: error });
    if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
      throw new Error("reading it is not permitted", { cause: error });
    }
    throw error;
  }
}

function output(stream: typeof Deno.stdout): Output {
  const encoder = new TextEncoder();
  let written: Promise<boolean> = Promise.resolve(true);
  async function writeAll(bytes: Uint8Array): Promise<boolean> {
    try {
      for (let sent = 0; sent < bytes.length;) sent += await stream.write(bytes.subarray(sent));
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
      written = written.then((isRead) => isRead && writeAll(encoder.encode(text)));
      return written;
    },
  };
}
