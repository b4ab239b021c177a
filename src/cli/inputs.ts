/** The files that a command line names: targets, certificates to trust, and transparency logs. */
import { chooseLogList } from "../check/ct_logs.ts";
import { OptionError } from "../check_options.ts";
import type { ProfileDefinition } from "../report/profile.ts";
import { ProfileError } from "../report/profile_error.ts";
import { profiles } from "../rules/mod.ts";
import type { CheckCommand } from "./command.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage_error.ts";

/** Where the files come from. */
export type Sources = Pick<Io, "readFile" | "fetchText" | "readStandardInput">;

export interface TargetEntry {
  readonly target: string;
  /** Where it was given, as in `hosts.txt:3`; `null` for the command line. */
  readonly origin: string | null;
}

/** The command line's targets, then those of its files. Throws UsageError. */
export async function readTargets(
  { targets, files }: Pick<CheckCommand, "targets" | "files">,
  io: Sources,
): Promise<TargetEntry[]> {
  const entries: TargetEntry[] = targets.map((target) => ({ target, origin: null }));
  for (const file of files) {
    const found = targetLines(
      file === "-" ? await io.readStandardInput() : await readFile("file", file, io),
      file,
    );
    if (found.length === 0) {
      throw new UsageError(`There is no target in ${nameOf(file)}`, "One target a line; # starts a comment");
    }
    entries.push(...found);
  }
  return entries;
}

/** PEM texts, one a file. Throws UsageError for a file that holds no certificate. */
export async function readAnchors(
  { caFiles }: Pick<CheckCommand, "caFiles">,
  io: Sources,
): Promise<string[]> {
  const texts: string[] = [];
  for (const file of caFiles) {
    const text = await readFile("ca-file", file, io);
    checkPem(text, file);
    texts.push(text);
  }
  return texts;
}

/** The list of transparency logs; `null` when none is named. Throws UsageError for one that cannot be read. */
export async function readCtLogs(
  { ctLogs: source }: Pick<CheckCommand, "ctLogs">,
  io: Sources,
): Promise<string | null> {
  if (source === null) return null;
  const text = /^https?:\/\//i.test(source)
    ? await fetchText("ct-logs", source, io)
    : await readFile("ct-logs", source, io);
  try {
    chooseLogList({ ctLogs: text });
    return text;
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(error.message, error.hint);
    throw error;
  }
}

/** A known profile's name, or what is in a file; `null` when none is named. Throws UsageError. */
export async function readProfile(
  { profile }: Pick<CheckCommand, "profile">,
  io: Sources,
): Promise<string | ProfileDefinition | null> {
  if (profile === null || profiles.some(({ name }) => name === profile.toLowerCase())) return profile;
  const text = await io.readFile(profile).catch((error) => {
    const names = new Intl.ListFormat("en", { type: "disjunction" }).format(profiles.map(({ name }) => name));
    throw new UsageError(
      `There is no profile ${JSON.stringify(profile)}, and no such file: ${error.message}`,
      `Name ${names}, or a JSON file of your own`,
    );
  });
  const { readProfile } = await import("../report/profile.ts");
  try {
    return readProfile(text);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new UsageError(
      `${nameOf(profile)}: ${error.message}`,
      "README.md shows what a profile looks like",
    );
  }
}

/** A comment starts a line or stands behind white space: a URL may have a # of its own. */
function targetLines(text: string, file: string): TargetEntry[] {
  return text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/).flatMap((line, index) => {
    const target = line.replace(/(^|\s)#.*$/, "").trim();
    return target === "" ? [] : [{ target, origin: `${fileName(file)}:${index + 1}` }];
  });
}

async function readFile(option: string, path: string, io: Sources): Promise<string> {
  try {
    return await io.readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot read ${nameOf(path)}: ${reason}`,
      `--${option} takes the path of a file that you may read`,
    );
  }
}

async function fetchText(option: string, url: string, io: Sources): Promise<string> {
  try {
    return await io.fetchText(url);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot fetch ${JSON.stringify(url)}: ${reason}`,
      `--${option} takes a file too; fetch it where the network allows it`,
    );
  }
}

/** RFC 7468. Whether a block is a certificate is seen when it is used; here, whether there is one at all. */
function checkPem(text: string, file: string): void {
  const name = nameOf(file);
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)];
  if (text.split("-----BEGIN CERTIFICATE-----").length - 1 > blocks.length) {
    throw new UsageError(`A certificate in ${name} has no end`, 'Each ends with "-----END CERTIFICATE-----"');
  }
  if (blocks.some(([, body]) => !/^[A-Za-z0-9+/]+={0,2}$/.test(body!.replace(/\s+/g, "")))) {
    throw new UsageError(
      `A certificate in ${name} is not base64`,
      "Copy the file anew; it may have been cut or edited",
    );
  }
  if (blocks.length > 0) return;
  const [, label] = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text) ?? [];
  const what = label === undefined ? "" : `, but a ${label}`;
  const isDer = text.startsWith("0") && text.includes("\ufffd"); // SEQUENCE, then octets that are no UTF-8
  const hint = isDer
    ? `Convert it to PEM: openssl x509 -inform der -in ${file} -out ca.pem`
    : 'A PEM file has blocks that begin with "-----BEGIN CERTIFICATE-----"';
  throw new UsageError(`There is no certificate in ${name}${what}`, hint);
}

/** As a sentence calls a file. */
export function fileName(path: string): string {
  return path === "-" ? "standard input" : path;
}

function nameOf(path: string): string {
  return path === "-" ? "standard input" : JSON.stringify(path);
}
