/** The user's files: paths from where the user is, and errors in few words. */
import { resolve } from "node:path";
import { writeAll } from "./deno_output.ts";

/** `deno task` goes to the project first and says where it came from; a command run by itself stays where it is. */
export function userPath(path: string): string {
  const project = resolve(import.meta.dirname ?? ".", "../..");
  const directory = resolve(Deno.cwd()) === project ? Deno.env.get("INIT_CWD") ?? project : Deno.cwd();
  return resolve(directory, path);
}

/** A text file of the user's. Rejects with the system's own reason, without its numbers. */
export async function readFile(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(userPath(path));
  } catch (error) {
    throw explained(error, "there is no such file", "reading it is not permitted");
  }
}

const OWNER_ONLY = 0o600;

interface Line {
  readonly text: string;
  /** Where the next line begins, in octets. */
  readonly end: number;
  /** Whether it has a line break. */
  readonly isWhole: boolean;
}

/** Longer than any report with the bytes of all its messages. */
const longestLine = 64 * 1024 * 1024;

/** A text file of the user's, line by line. Rejects as `readFile` does, and for a line that is too long. */
export async function* readLines(path: string): AsyncGenerator<Line, void, void> {
  using file = await opened(path, { read: true }, "there is no such file", "reading it is not permitted");
  const chunk = new Uint8Array(64 * 1024);
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let end = 0;
  const length = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const take = async (isWhole: boolean): Promise<Line> => {
    end += length() + Number(isWhole);
    const text = await new Blob(pieces).text();
    pieces = [];
    return { text, end, isWhole };
  };
  const next = () => file.read(chunk).catch(rejectShortly);
  for (let read = await next(); read !== null; read = await next()) {
    let start = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1 && at < read; at = chunk.indexOf(0x0a, start)) {
      pieces.push(chunk.slice(start, at));
      yield await take(true);
      start = at + 1;
    }
    pieces.push(chunk.slice(start, read));
    if (length() > longestLine) throw new Error("it has a line that does not end");
  }
  if (length() > 0) yield await take(false);
}

/**
 * A file to add to, made if it is not there; `secret`: for nobody else to read, though other programs may add to it
 * too; any other is this process's alone. Rejects with the system's own reason, without its numbers.
 */
export async function openForAdding(path: string, { secret } = { secret: false }) {
  const how = { create: true, append: true, ...(secret ? { mode: OWNER_ONLY } : {}) };
  const file = await opened(path, how, "there is no such folder", "writing it is not permitted");
  const { isFile } = await file.stat();
  // The mode is for a new file alone; a device has none of its own.
  if (secret && isFile && Deno.build.os !== "windows") await hide(path, file);
  if (!secret && isFile && !await isOurs(file)) {
    file.close();
    throw new Error("another run is writing it, and has to end first");
  }
  return {
    /** Octets; 0 for what is no ordinary file. */
    size: isFile ? (await file.stat()).size : 0,
    truncate: (size: number) => file.truncate(size).catch(rejectShortly),
    write: (bytes: Uint8Array) => writeAll(file, bytes).catch(rejectShortly),
    close: () => file.close(),
  };
}

/** Until it is closed. Where a file system has no locks, nobody can tell. */
function isOurs(file: Deno.FsFile): Promise<boolean> {
  return file.tryLock(true).catch(() => true);
}

/** A file that cannot be kept from others is not written. */
async function hide(path: string, file: Deno.FsFile): Promise<void> {
  try {
    await Deno.chmod(userPath(path), OWNER_ONLY);
  } catch (error) {
    file.close();
    throw explained(error, "it is gone", "it is another user's");
  }
}

/** What two paths have in common that lead to the same file; `null` where there is none, or no ordinary one. */
export async function identify(path: string): Promise<string | null> {
  try {
    const { isFile, dev, ino } = await Deno.stat(path);
    return isFile && ino !== null ? `${dev}:${ino}` : null;
  } catch {
    return null;
  }
}

/** The same of the file that standard output is; Deno's own functions are told no path that leads to it. */
export async function identifyStdout(): Promise<string | null> {
  const { fstatSync } = await import("node:fs");
  try {
    const status = fstatSync(standardOutput);
    return status.isFile() && status.ino !== 0 ? `${status.dev}:${status.ino}` : null;
  } catch {
    return null; // it is closed
  }
}

/** POSIX: its file descriptor. */
const standardOutput = 1;

async function opened(
  path: string,
  how: Deno.OpenOptions,
  notFound: string,
  notPermitted: string,
): Promise<Deno.FsFile> {
  try {
    return await Deno.open(userPath(path), how);
  } catch (error) {
    throw explained(error, notFound, notPermitted);
  }
}

function rejectShortly(error: unknown): never {
  throw explained(error, "it is gone", "it is not permitted");
}

/** The system's own reason, without its numbers and what Deno adds. */
function inShort({ message }: Error): string {
  return message.replace(/ \(os error \d+\).*$/s, "").replace(/^./s, (first) => first.toLowerCase());
}

/** What else an error of the system means to a user. */
export function explained(error: unknown, notFound: string, notPermitted: string): unknown {
  if (error instanceof Deno.errors.NotFound) return new Error(notFound, { cause: error });
  if (error instanceof Deno.errors.IsADirectory) return new Error("it is a directory", { cause: error });
  const { PermissionDenied, NotCapable } = Deno.errors;
  const isForbidden = error instanceof PermissionDenied || error instanceof NotCapable;
  if (isForbidden) return new Error(notPermitted, { cause: error });
  return error instanceof Error ? new Error(inShort(error), { cause: error }) : error;
}
